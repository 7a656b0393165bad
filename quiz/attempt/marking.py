"""Marking: frozen questions, stored responses and rulings in, marks out. No database, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import msgspec

from quiz.attempt.enums import RulingKind
from quiz.bank.question_content import QuestionContent, key_from_json
from quiz.bank.types import InvalidResponse, rules_of
from quiz.paper.compiled import CompiledPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingTerms:
    """What a ruling says; `key` is the corrected key in its JSON form."""

    index: int
    kind: RulingKind
    key: Any = None


@dataclass(frozen=True, slots=True)
class Marks:
    """Hundredths of a point for each position, and in all."""

    by_position: tuple[int, ...]

    @property
    def score_centi(self) -> int:
        """The score in hundredths of a point."""
        return sum(self.by_position)


def mark_attempt(
    *,
    compiled: CompiledPaper,
    drawn: Sequence[int],
    responses: Mapping[int, str],
    rulings: Iterable[RulingTerms] = (),
) -> Marks:
    """Mark a sheet. `responses` maps positions to stored JSON text; a missing one earns nothing.

    Where several rulings are about one question, the last one counts.
    """
    ruled = latest_by_index(rulings)
    return Marks(
        tuple(
            mark_position(
                compiled=compiled,
                position=position,
                index=index,
                response=responses.get(position),
                ruling=ruled.get(index),
            )
            for position, index in enumerate(drawn)
        )
    )


def latest_by_index(rulings: Iterable[RulingTerms]) -> dict[int, RulingTerms]:
    """The ruling that counts for each question, from rulings in the order they were made."""
    return {ruling.index: ruling for ruling in rulings}


def mark_position(
    *,
    compiled: CompiledPaper,
    position: int,
    index: int,
    response: str | None,
    ruling: RulingTerms | None,
) -> int:
    """The marks of one position, in hundredths of a point, halves rounded up."""
    points_centi = compiled.position_points_centi[position]
    if ruling is not None and ruling.kind is RulingKind.WITHDRAWN:
        return points_centi
    if response is None:
        return 0
    content = content_under(compiled.questions[index].content, ruling)
    rules = rules_of(content.type)
    try:
        parsed = rules.parse_response(content, msgspec.json.decode(response))
    except InvalidResponse:
        # Every stored response was valid when it was saved. Should a later release judge one
        # differently, its owner loses that answer, not the whole attempt.
        return 0
    share = rules.mark(content, parsed, compiled.marking_rule)
    return _share_of(points_centi, share)


def content_under(content: QuestionContent, ruling: RulingTerms | None) -> QuestionContent:
    """The question as a ruling leaves it: with the corrected key, or unchanged."""
    if ruling is None or ruling.kind is not RulingKind.KEY_CORRECTED:
        return content
    return replace(content, key=key_from_json(content.type, ruling.key))


def count_right(*, compiled: CompiledPaper, marks: Sequence[int]) -> int:
    """How many positions earned all their points."""
    return sum(
        earned == worth for earned, worth in zip(marks, compiled.position_points_centi, strict=True)
    )


def _share_of(points_centi: int, share: Fraction) -> int:
    # Whole numbers: products of fractions took a third of the time of marking a sheet.
    part, whole = share.numerator, share.denominator
    return (2 * points_centi * part + whole) // (2 * whole)
