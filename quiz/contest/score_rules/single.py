"""Rules by which one attempt counts."""

from collections.abc import Sequence

from quiz.contest.enums import ScoreRuleName
from quiz.contest.score_rules.base import (
    AttemptResult,
    ScoreRule,
    Standing,
    better_first,
    register,
    standing_from,
)


@register(ScoreRuleName.BEST)
class Best(ScoreRule):
    """The attempt with the highest score; of equal ones the quickest, then the earliest."""

    def standing_of(self, results: Sequence[AttemptResult]) -> Standing:
        """The best attempt's."""
        return standing_from([min(results, key=better_first)])


@register(ScoreRuleName.FIRST)
class First(ScoreRule):
    """The first attempt, however it went."""

    def standing_of(self, results: Sequence[AttemptResult]) -> Standing:
        """The first attempt's."""
        return standing_from(results[:1])


@register(ScoreRuleName.LAST)
class Last(ScoreRule):
    """The latest finished attempt, even where an earlier one was better."""

    def standing_of(self, results: Sequence[AttemptResult]) -> Standing:
        """The latest attempt's."""
        return standing_from(results[-1:])
