"""Showing an organiser what a sheet would look like, before anything is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from quiz.bank.models import Revision
from quiz.bank.question_content import QuestionContent
from quiz.paper.pools import find_pools, supply
from quiz.paper.prng import SplitMix64
from quiz.paper.publishing import NotEnoughQuestions
from quiz.paper.sections import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedQuestion:
    """One question of a previewed sheet, key included: only those who compose may see it."""

    position: int
    section: int
    points_centi: int
    question_id: UUID
    content: QuestionContent


def preview_sheet(*, sections: Sequence[Section], seed: int) -> list[PreviewedQuestion]:
    """Draw one sheet from the bank as it is now; nothing is stored.

    Raises `NotEnoughQuestions`.
    """
    pools = find_pools(sections)
    supplies = supply(pools)
    if any(s.shortfall for s in supplies):
        raise NotEnoughQuestions(supplies)
    random = SplitMix64(seed)
    drawn: dict[UUID, tuple[int, UUID]] = {}
    for number, pool in enumerate(pools):
        left = [revision for revision in pool.revisions.values() if revision not in drawn]
        for revision in random.sample(left, pool.section.count):
            drawn[revision] = (number, revision)
    revisions = Revision.objects.in_bulk(drawn.keys())
    return [
        PreviewedQuestion(
            position=position,
            section=number,
            points_centi=sections[number].points_centi,
            question_id=revisions[revision].question_id,
            content=revisions[revision].read_content(),
        )
        for position, (number, revision) in enumerate(drawn.values())
    ]
