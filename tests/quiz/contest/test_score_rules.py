"""Each score rule, on the same month of attempts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.contest.enums import ScoreRuleName
from quiz.contest.score_rules import (
    AttemptResult,
    InvalidRuleOptions,
    Standing,
    score_rule,
)

FIRST_ROUND, FINAL = UUID(int=1), UUID(int=2)
MORNING = datetime(2026, 9, 14, 1, 0, tzinfo=UTC)


def attempt(
    number: int,
    *,
    day: int,
    score: int,
    minutes: int,
    paper: UUID = FIRST_ROUND,
    marks: tuple[int, ...] = (),
) -> AttemptResult:
    started_at = MORNING + timedelta(days=day, hours=number)
    return AttemptResult(
        number=number,
        paper=paper,
        started_at=started_at,
        finished_at=started_at + timedelta(minutes=minutes),
        day=started_at.date(),
        score_centi=score * 100,
        max_centi=10000,
        time_used_ms=minutes * 60_000,
        marks_centi=marks,
        points_centi=(500,) * len(marks),
    )


ATTEMPTS = (
    attempt(1, day=0, score=60, minutes=9),
    attempt(2, day=0, score=90, minutes=12),
    attempt(3, day=1, score=90, minutes=8),
    attempt(4, day=2, score=70, minutes=5, paper=FINAL),
)


def finished(number: int) -> datetime:
    return ATTEMPTS[number - 1].finished_at


@pytest.mark.parametrize(
    ("rule", "options", "score", "minutes", "numbers"),
    [
        (ScoreRuleName.BEST, {}, 90, 8, (3,)),
        (ScoreRuleName.FIRST, {}, 60, 9, (1,)),
        (ScoreRuleName.LAST, {}, 70, 5, (4,)),
        (ScoreRuleName.SUM, {}, 310, 34, (1, 2, 3, 4)),
        (ScoreRuleName.SUM, {"best_of": 2}, 180, 20, (2, 3)),
        (ScoreRuleName.SUM_OF_DAILY_BESTS, {}, 250, 25, (2, 3, 4)),
        (ScoreRuleName.SUM_OF_DAILY_BESTS, {"best_of": 2}, 180, 20, (2, 3)),
        (ScoreRuleName.SUM_OF_ROUND_BESTS, {}, 160, 13, (3, 4)),
    ],
)
def test_a_rule_makes_one_standing_of_several_attempts(
    rule: ScoreRuleName,
    options: dict[str, int],
    score: int,
    minutes: int,
    numbers: tuple[int, ...],
) -> None:
    assert score_rule(rule, options).standing(ATTEMPTS) == Standing(
        score_centi=score * 100,
        time_used_ms=minutes * 60_000,
        reached_at=finished(max(numbers)),
        numbers=numbers,
    )


def test_sudden_death_counts_up_to_the_first_mistake_and_takes_the_best_attempt() -> None:
    attempts = (
        attempt(1, day=0, score=15, minutes=3, marks=(500, 500, 0, 500)),
        attempt(2, day=0, score=10, minutes=2, marks=(500, 250, 500, 500)),
    )
    assert score_rule(ScoreRuleName.SUDDEN_DEATH, {}).standing(attempts) == Standing(
        score_centi=1000,
        time_used_ms=180_000,
        reached_at=attempts[0].finished_at,
        numbers=(1,),
    )
    lenient = score_rule(ScoreRuleName.SUDDEN_DEATH, {"mistakes_allowed": 1}).standing(attempts)
    assert lenient is not None
    assert (lenient.score_centi, lenient.numbers) == (1500, (2,))


@pytest.mark.parametrize("rule", list(ScoreRuleName))
def test_nobody_stands_anywhere_without_a_finished_attempt(rule: ScoreRuleName) -> None:
    assert score_rule(rule, {}).standing(()) is None


@pytest.mark.parametrize(
    ("rule", "options", "at_fault"),
    [
        (ScoreRuleName.BEST, {"best_of": 2}, "best_of"),
        (ScoreRuleName.SUM, {"best_of": 0}, "best_of"),
        (ScoreRuleName.SUM, {"best_of": True}, "best_of"),
        (ScoreRuleName.SUM, {"best_of": "2"}, "best_of"),
        (ScoreRuleName.SUDDEN_DEATH, {"mistakes_allowed": -1}, "mistakes_allowed"),
    ],
)
def test_options_a_rule_cannot_use_are_refused_by_name(
    rule: ScoreRuleName, options: dict[str, int], at_fault: str
) -> None:
    with pytest.raises(InvalidRuleOptions) as refused:
        score_rule(rule, options)
    assert refused.value.option == at_fault


@given(
    rule=st.sampled_from(list(ScoreRuleName)),
    order=st.permutations(ATTEMPTS),
)
def test_the_order_in_which_attempts_are_read_does_not_matter(
    rule: ScoreRuleName, order: list[AttemptResult]
) -> None:
    assert score_rule(rule, {}).standing(order) == score_rule(rule, {}).standing(ATTEMPTS)
