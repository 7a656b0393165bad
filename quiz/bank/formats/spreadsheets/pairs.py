"""Options and key of ordering and matching questions, listed so that they give nothing away."""

from collections.abc import Sequence
from string import ascii_lowercase

from django.utils.translation import gettext_lazy as _

from common.text import Language, LocalisedText
from quiz.bank.formats.languages import text_in
from quiz.bank.formats.spreadsheets.answers import UnclearCell, read_order, read_pairs
from quiz.bank.formats.spreadsheets.escapes import escape, split_escaped
from quiz.bank.question_content import Option
from quiz.bank.scrambling import scramble_items, scramble_pairs

BESIDE = "|｜"


def read_ordering(
    answer: str, options: Sequence[Option]
) -> tuple[Sequence[Option], tuple[str, ...]]:
    """Options and key; options that stand in the right order already are scrambled."""
    order = read_order(answer, len(options))
    if order != sorted(order) or len(order) != len(options):
        return options, tuple(options[place].id for place in order)
    scrambled, key = scramble_items([option.text for option in options])
    return _with_feedback(scrambled, options), key


def read_matching(
    answer: str, prompts: Sequence[LocalisedText], options: Sequence[Option]
) -> tuple[Sequence[LocalisedText], Sequence[Option], tuple[str, ...]]:
    """Prompts, options and key.

    Without prompts of their own each option reads `left|right`; `|right` fits no left side. Those
    belong together as they stand, unless the answer pairs them otherwise.
    """
    if not prompts:
        prompts, options = _split_pairs(options)
        if not answer:
            answers = [options[place].text for place in range(len(prompts))]
            scrambled, key = scramble_pairs(answers, [o.text for o in options[len(prompts) :]])
            return prompts, _with_feedback(scrambled, options), key
    if not answer:
        return prompts, options, ()
    places = read_pairs(answer, len(prompts), len(options))
    if places != list(range(len(prompts))):
        return prompts, options, tuple(options[place].id for place in places)
    rest = [option.text for option in options[len(prompts) :]]
    scrambled, key = scramble_pairs([options[place].text for place in places], rest)
    return prompts, _with_feedback(scrambled, options), key


def _split_pairs(options: Sequence[Option]) -> tuple[list[LocalisedText], list[Option]]:
    """Left sides, and right sides with those first that have a left one."""
    prompts: list[LocalisedText] = []
    paired: list[Option] = []
    alone: list[Option] = []
    for option in options:
        left, right = LocalisedText(), LocalisedText()
        for language, text in option.text.items():
            sides = split_escaped(str(text), BESIDE)
            if len(sides) != len(("left", "right")) or not sides[1]:
                raise UnclearCell(
                    "pairs_unclear",
                    _("Write each pair as left|right, or give the left sides their own columns."),
                )
            left |= text_in(Language(language), sides[0])
            right |= text_in(Language(language), sides[1])
        if left:
            prompts.append(left)
        (paired if left else alone).append(Option(option.id, right, option.feedback))
    return prompts, [
        Option(letter, option.text, option.feedback)
        for letter, option in zip(ascii_lowercase, paired + alone, strict=False)
    ]


def _with_feedback(scrambled: Sequence[Option], options: Sequence[Option]) -> list[Option]:
    feedback = {repr(sorted(option.text.items())): option.feedback for option in options}
    return [
        Option(option.id, option.text, feedback.get(repr(sorted(option.text.items())), {}))
        for option in scrambled
    ]


def write_pair(left: str, right: str) -> str:
    """A cell that `read_matching` takes for a pair."""
    return f"{escape(left, BESIDE)}|{escape(right, BESIDE)}"
