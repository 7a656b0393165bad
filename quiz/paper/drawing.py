"""Drawing a sheet: which questions, in which order, with the options in which order.

All of it is a pure function of the compiled paper and the seed, and stays so across releases:
`tests/quiz/paper/test_drawing.py` holds drawn sheets that must never change.
"""

import secrets
from collections.abc import Sequence

from quiz.bank.types import rules_of
from quiz.paper.compiled import CompiledPaper
from quiz.paper.prng import SEED_BITS, SplitMix64


def new_seed() -> int:
    """Return a seed nobody can guess."""
    return secrets.randbits(SEED_BITS)


def draw_sheet(paper: CompiledPaper, seed: int) -> tuple[int, ...]:
    """Return the paper's question indexes that this seed draws, in the order of the sheet.

    Sections keep their order and draw without repeats; within a section the order is random, or
    that of the paper when the paper does not shuffle questions.
    """
    random = SplitMix64(seed)
    drawn: list[int] = []
    for section in paper.sections:
        pool: Sequence[int] = section.pool
        if paper.pools_overlap:
            taken = set(drawn)
            pool = [index for index in pool if index not in taken]
        chosen = random.sample(pool, section.count)
        if not paper.shuffle_questions:
            rank = {index: place for place, index in enumerate(section.pool)}
            chosen.sort(key=rank.__getitem__)
        drawn += chosen
    return tuple(drawn)


def option_order(paper: CompiledPaper, *, seed: int, position: int, index: int) -> tuple[str, ...]:
    """Return the option ids of a question in the order this sheet shows them.

    Depends on seed and position alone, so one question can be rendered without the others.
    """
    content = paper.questions[index].content
    if not (paper.shuffle_options and rules_of(content.type).has_options):
        return content.option_ids
    # Positions take the seed's neighbours, scrambled once: streams of nearby seeds are unrelated.
    stream = SplitMix64(SplitMix64(seed + position + 1).next_word())
    return tuple(stream.shuffled(content.option_ids))


def render_sheet(paper: CompiledPaper, *, seed: int, drawn: Sequence[int]) -> bytes:
    """Return the sheet as a JSON array, without anything that helps to answer.

    `[{"position", "section", "points", "type", "stem", "prompts", "blanks", "options": […]}, …]`;
    points are numbers of points, texts are maps of languages; prompts are those of a matching
    question, in their order, and empty for all others.
    """
    return b"[%s]" % b",".join(
        _render_question(paper, seed, position, index) for position, index in enumerate(drawn)
    )


def _render_question(paper: CompiledPaper, seed: int, position: int, index: int) -> bytes:
    fragments = paper.questions[index].fragments
    options = b",".join(
        fragments.options[option_id]
        for option_id in option_order(paper, seed=seed, position=position, index=index)
    )
    return b'{"position":%d,"section":%d,"points":%s,%s,"options":[%s]}' % (
        position,
        paper.position_sections[position],
        _points(paper.position_points_centi[position]),
        fragments.head,
        options,
    )


def _points(centi: int) -> bytes:
    whole, rest = divmod(centi, 100)
    return b"%d" % whole if not rest else f"{centi / 100:.2f}".rstrip("0").encode()
