"""What a score rule is given, what it answers, and the registry of rules."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar, TypeVar
from uuid import UUID

from quiz.contest.enums import ScoreRuleName

RuleOptions = Mapping[str, int]


class InvalidRuleOptions(ValueError):
    """Options that the rule does not have or cannot use. `option` names the first of them."""

    def __init__(self, option: str) -> None:
        """Name the option at fault."""
        super().__init__(f"invalid option {option!r}")
        self.option = option


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptResult:
    """One finished attempt. `day` is the day it was started on, in the contest's time zone.

    `paper` is the paper it was sat on; each round has its own, so it also tells rounds apart.

    `marks_centi` and `points_centi`, what each position earned and was worth, are given only to
    rules that say they need them.
    """

    number: int
    paper: UUID
    started_at: datetime
    finished_at: datetime
    day: date
    score_centi: int
    max_centi: int
    time_used_ms: int
    marks_centi: tuple[int, ...] = ()
    points_centi: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptLimits:
    """What bounds the number of somebody's attempts; None means no limit."""

    total: int | None
    per_round: int | None
    per_day: int | None
    days: int
    rounds: int

    def at_most(self) -> int | None:
        """How many attempts there can be; None where nothing bounds them."""
        possible = [
            bound
            for bound in (
                self.total,
                None if self.per_round is None else self.per_round * self.rounds,
                None if self.per_day is None else self.per_day * self.days,
            )
            if bound is not None
        ]
        return min(possible, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What somebody's attempts add up to. `numbers` are the attempts that count for it."""

    score_centi: int
    time_used_ms: int
    reached_at: datetime
    numbers: tuple[int, ...]


class ScoreRule(ABC):
    """A rule, made with its options. Options are whole numbers; those left out have defaults."""

    name: ClassVar[ScoreRuleName]
    needs_marks: ClassVar[bool] = False
    # Option → its lowest and highest value.
    ranges: ClassVar[Mapping[str, tuple[int, int]]] = {}

    def __init__(self, options: RuleOptions) -> None:
        """Take validated options. Raises `InvalidRuleOptions`."""
        for option, value in options.items():
            if option not in self.ranges or isinstance(value, bool) or not isinstance(value, int):
                raise InvalidRuleOptions(option)
            lowest, highest = self.ranges[option]
            if not lowest <= value <= highest:
                raise InvalidRuleOptions(option)
        self.options = dict(options)

    def standing(self, results: Sequence[AttemptResult]) -> Standing | None:
        """The standing of these finished attempts, in any order; None where there are none."""
        if not results:
            return None
        return self.standing_of(sorted(results, key=lambda result: result.number))

    @abstractmethod
    def standing_of(self, results: Sequence[AttemptResult]) -> Standing:
        """The standing of at least one finished attempt, sorted by number."""

    def attempts_added(self, limits: "AttemptLimits") -> int:
        """How many attempts' scores and times a standing can add up, for sizing rank keys."""
        return 1


def standing_from(counted: Sequence[AttemptResult]) -> Standing:
    """The standing that adds up the given attempts, reached when the last of them was finished."""
    return Standing(
        score_centi=sum(result.score_centi for result in counted),
        time_used_ms=sum(result.time_used_ms for result in counted),
        reached_at=max(result.finished_at for result in counted),
        numbers=tuple(sorted(result.number for result in counted)),
    )


def better_first(result: AttemptResult) -> tuple[int, int, datetime, int]:
    """Sort key: the higher score, then less time, then the earlier finish."""
    return (-result.score_centi, result.time_used_ms, result.finished_at, result.number)


_rules: dict[ScoreRuleName, type[ScoreRule]] = {}

RuleClass = TypeVar("RuleClass", bound=type[ScoreRule])


def register(name: ScoreRuleName) -> Callable[[RuleClass], RuleClass]:
    """Put a rule into the registry under its name."""

    def registered(rule: RuleClass) -> RuleClass:
        rule.name = name
        _rules[name] = rule
        return rule

    return registered


def score_rule(name: str, options: RuleOptions) -> ScoreRule:
    """The rule of that name with these options. Raises `InvalidRuleOptions`."""
    return _rules[ScoreRuleName(name)](options)


def days_between(opens_at: datetime, closes_at: datetime) -> int:
    """At most how many calendar days a window touches."""
    return (closes_at - opens_at) // timedelta(days=1) + 2
