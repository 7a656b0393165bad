"""Rules that add attempts up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from quiz.contest.enums import ScoreRuleName
from quiz.contest.score_rules.base import (
    AttemptLimits,
    AttemptResult,
    ScoreRule,
    Standing,
    better_first,
    register,
    standing_from,
)

# Beyond this a rank key would have no room; a contest with more attempts adds up the best ones.
MOST_ADDED = 1000


@register(ScoreRuleName.SUM)
class Sum(ScoreRule):
    """All attempts added up, or the best `best_of` of them."""

    ranges: ClassVar[Mapping[str, tuple[int, int]]] = {"best_of": (1, MOST_ADDED)}

    def standing_of(self, results: Sequence[AttemptResult]) -> Standing:
        """The sum."""
        best_of = self.options.get("best_of", MOST_ADDED)
        return standing_from(sorted(results, key=better_first)[:best_of])

    def attempts_added(self, limits: AttemptLimits) -> int:
        """As many as there can be, or as are counted."""
        return _smallest(limits.at_most(), self.options.get("best_of", MOST_ADDED))


@register(ScoreRuleName.SUM_OF_DAILY_BESTS)
class SumOfDailyBests(ScoreRule):
    """The best attempt of each day added up, or of the best `best_of` days."""

    ranges: ClassVar[Mapping[str, tuple[int, int]]] = {"best_of": (1, 366)}

    def standing_of(self, results: Sequence[AttemptResult]) -> Standing:
        """The sum over the days on which attempts were started."""
        of_day: dict[date, AttemptResult] = {}
        for result in sorted(results, key=better_first):
            of_day.setdefault(result.day, result)
        best_of = self.options.get("best_of", len(of_day))
        return standing_from(sorted(of_day.values(), key=better_first)[:best_of])

    def attempts_added(self, limits: AttemptLimits) -> int:
        """One a day."""
        return _smallest(limits.at_most(), limits.days, self.options.get("best_of"))


@register(ScoreRuleName.SUM_OF_ROUND_BESTS)
class SumOfRoundBests(ScoreRule):
    """The best attempt of each round added up."""

    def standing_of(self, results: Sequence[AttemptResult]) -> Standing:
        """The sum over the rounds that were taken."""
        of_round: dict[UUID, AttemptResult] = {}
        for result in sorted(results, key=better_first):
            of_round.setdefault(result.paper, result)
        return standing_from(list(of_round.values()))

    def attempts_added(self, limits: AttemptLimits) -> int:
        """One a round."""
        return _smallest(limits.at_most(), limits.rounds)


def _smallest(*bounds: int | None) -> int:
    return min(bound for bound in bounds if bound is not None)
