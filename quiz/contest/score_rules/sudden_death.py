"""The rule that stops counting at a mistake."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from quiz.contest.enums import ScoreRuleName
from quiz.contest.score_rules.base import (
    AttemptResult,
    ScoreRule,
    Standing,
    better_first,
    register,
    standing_from,
)


@register(ScoreRuleName.SUDDEN_DEATH)
class SuddenDeath(ScoreRule):
    """Points count, in the order of the sheet, up to the first question not fully right.

    `mistakes_allowed` questions may go wrong before counting stops; they earn nothing. Of several
    attempts the best counts.
    """

    needs_marks: ClassVar[bool] = True
    ranges: ClassVar[Mapping[str, tuple[int, int]]] = {"mistakes_allowed": (0, 20)}

    def standing_of(self, results: Sequence[AttemptResult]) -> Standing:
        """The best attempt's, counted so."""
        counted = [replace(result, score_centi=self._survived(result)) for result in results]
        return standing_from([min(counted, key=better_first)])

    def _survived(self, result: AttemptResult) -> int:
        left = self.options.get("mistakes_allowed", 0)
        score_centi = 0
        for mark, points in zip(result.marks_centi, result.points_centi, strict=True):
            if mark == points:
                score_centi += mark
            elif left:
                left -= 1
            else:
                break
        return score_centi
