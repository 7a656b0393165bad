"""The standing follows the attempts, whatever happens to them."""

from datetime import datetime, timedelta

from pytest_django import DjangoAssertNumQueries

from accounts.models import Organisation, User
from quiz.attempt.closing import close_overdue_attempts, finish_attempt
from quiz.attempt.enums import RulingKind
from quiz.attempt.marking import RulingTerms
from quiz.attempt.remarking import remark_paper
from quiz.attempt.rulings import rule_on_paper
from quiz.contest.enums import ScoreRuleName
from quiz.contest.models import Contest
from quiz.contest.standing import recompute_standings
from tests.quiz.contest.contests import answer, begin, entry_in, open_contest, sit

MINUTE = timedelta(minutes=1)


def test_finishing_writes_the_standing_in_the_same_transaction(
    contest: Contest, resident: User, now: datetime
) -> None:
    attempt = sit(contest, resident, right=3, at=now, minutes=4)
    entry = entry_in(contest, resident)
    assert (entry.score_centi, entry.time_used_ms, entry.attempts_counted) == (1500, 240_000, 1)
    assert entry.reached_at == attempt.finished_at == entry.first_finished_at
    assert entry.standing_changed_at == now + 4 * MINUTE
    assert entry.rank_key == contest.layout().key(
        score_centi=1500, time_used_ms=240_000, finished_at=now + 4 * MINUTE
    )


def test_the_best_attempt_counts_and_a_worse_one_changes_only_the_count(
    contest: Contest, resident: User, now: datetime
) -> None:
    sit(contest, resident, right=3, at=now)
    before = entry_in(contest, resident)
    sit(contest, resident, right=1, at=now + 10 * MINUTE)
    after = entry_in(contest, resident)
    assert after.rank_key == before.rank_key
    assert (after.attempts_counted, after.score_centi) == (2, 1500)


def test_recomputing_again_changes_nothing(contest: Contest, resident: User, now: datetime) -> None:
    sit(contest, resident, right=3, at=now)
    entry = entry_in(contest, resident)
    assert not recompute_standings(entry_ids=[entry.pk], now=now + timedelta(hours=1))
    assert entry_in(contest, resident).standing_changed_at == entry.standing_changed_at


def test_an_attempt_that_ran_out_counts_with_what_was_saved(
    contest: Contest, resident: User, now: datetime
) -> None:
    attempt = begin(contest, resident, at=now)
    answer(attempt, range(2), at=now + MINUTE)
    assert close_overdue_attempts(now=now + 30 * MINUTE) == 1
    entry = entry_in(contest, resident)
    assert (entry.score_centi, entry.time_used_ms) == (1000, 20 * 60_000)
    assert entry.reached_at == attempt.deadline
    assert entry.standing_changed_at == now + 30 * MINUTE


def test_a_withdrawn_question_moves_the_standing(
    contest: Contest, resident: User, organiser: User, now: datetime
) -> None:
    sit(contest, resident, right=0, at=now)
    paper_id = contest.rounds.values_list("paper_id", flat=True).get()
    assert paper_id is not None
    rule_on_paper(
        paper_id=paper_id,
        rulings=[RulingTerms(index=0, kind=RulingKind.WITHDRAWN, key=None)],
        reason="ambiguous",
        made_by=organiser,
        now=now,
    )
    remark_paper(paper_id=paper_id, now=now + timedelta(hours=1))
    entry = entry_in(contest, resident)
    assert entry.score_centi == 500
    assert entry.standing_changed_at == now + timedelta(hours=1)


def test_passing_needs_one_attempt_at_the_pass_mark(
    organisation: Organisation, resident: User, now: datetime
) -> None:
    contest = open_contest(
        organisation, now=now, pass_mark_percent=75, score_rule=ScoreRuleName.SUM
    )
    sit(contest, resident, right=2, at=now)
    sit(contest, resident, right=2, at=now + 10 * MINUTE)
    assert (entry_in(contest, resident).score_centi, entry_in(contest, resident).passed) == (
        2000,
        False,
    )
    sit(contest, resident, right=3, at=now + 20 * MINUTE)
    assert entry_in(contest, resident).passed


def test_sudden_death_reads_the_marks_of_each_position(
    organisation: Organisation, resident: User, now: datetime
) -> None:
    contest = open_contest(organisation, now=now, score_rule=ScoreRuleName.SUDDEN_DEATH)
    attempt = begin(contest, resident, at=now)
    answer(attempt, [0, 2, 3], at=now + MINUTE)
    finish_attempt(attempt_id=attempt.pk, now=now + MINUTE)
    assert entry_in(contest, resident).score_centi == 500


def test_a_recomputation_reads_three_times_and_writes_only_what_changed(
    contest: Contest,
    resident: User,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sit(contest, resident, right=1, at=now)
    entry = entry_in(contest, resident)
    # A savepoint around the locked entry with its contest, and its attempts.
    with django_assert_num_queries(3):
        recompute_standings(entry_ids=[entry.pk], now=now)
