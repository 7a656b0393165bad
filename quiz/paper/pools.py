"""Which questions each section may draw, and whether that is enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from quiz.bank.enums import QuestionStatus
from quiz.bank.models import Question
from quiz.bank.queries import published_questions
from quiz.paper.sections import DrawSection, NamedSection, Section


@dataclass(frozen=True, slots=True)
class Pool:
    """The questions a section draws from: question id → the revision to freeze."""

    section: Section
    revisions: dict[UUID, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSupply:
    """What the bank can supply to one section."""

    available: int
    """Questions that fit the section and are not named elsewhere in the blueprint."""
    required: int
    shortfall: int
    """Questions missing in the worst case, when earlier sections drew from the same pool."""


def find_pools(sections: Sequence[Section]) -> list[Pool]:
    """Return the published questions that fit each section, in a stable order.

    A named question is taken out of every drawn pool: nobody is asked it twice.
    """
    named = {q for s in sections if isinstance(s, NamedSection) for q in s.question_ids}
    return [Pool(section, _find_pool(section, named)) for section in sections]


def _find_pool(section: Section, named: set[UUID]) -> dict[UUID, UUID]:
    if isinstance(section, DrawSection):
        questions = published_questions(
            bank_id=section.bank_id,
            topic_ids=section.topic_ids,
            types=section.types,
            difficulties=section.difficulties,
        )
        found = dict(questions.order_by("id").values_list("id", "approved_revision_id"))
        return {q: revision for q, revision in found.items() if q not in named and revision}
    rows = Question.objects.filter(
        id__in=section.question_ids, status=QuestionStatus.PUBLISHED
    ).values_list("id", "approved_revision_id")
    found = dict(rows)
    return {q: found[q] for q in section.question_ids if found.get(q)}


def supply(pools: Sequence[Pool]) -> list[SectionSupply]:
    """Compare each pool with what is asked of it, in the worst case.

    Sections draw in order, without repeats. An earlier section can take from a later one at most
    min(its count, the size of what both share), so a later section surely finds
    |pool| - Σ min(count, |shared|) questions.
    """
    supplies = []
    for position, pool in enumerate(pools):
        taken = sum(
            min(earlier.section.count, len(earlier.revisions.keys() & pool.revisions.keys()))
            for earlier in pools[:position]
        )
        available = len(pool.revisions)
        supplies.append(
            SectionSupply(
                available=available,
                required=pool.section.count,
                shortfall=max(0, pool.section.count - max(0, available - taken)),
            )
        )
    return supplies
