"""Whatever people and organisers do, in whatever order: the board equals a recomputation.

The model beside the platform keeps what was accepted and knows nothing of standings, keys or
snapshots; it ranks by the plain definition.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.models import Organisation, User
from quiz.attempt.closing import close_overdue_attempts, finish_attempt
from quiz.attempt.deadline import grace
from quiz.attempt.enums import RulingKind, SaveStatus
from quiz.attempt.marking import RulingTerms
from quiz.attempt.models import Answer, Attempt
from quiz.attempt.remarking import remark_paper
from quiz.attempt.rulings import rule_on_paper
from quiz.attempt.saving import AnswerIn, save_answers
from quiz.contest.board_publishing import board_of
from quiz.contest.disqualifying import disqualify_entry, reinstate_entry
from quiz.contest.enums import ScoreRuleName
from quiz.contest.models import Contest, Entry
from quiz.contest.refusals import ContestRefused
from quiz.contest.starting import start_contest_attempt
from quiz.leaderboard.models import Snapshot
from quiz.paper.compiled import compiled_paper
from tests.cast import make_user
from tests.quiz.contest.contests import open_contest, publish

START = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
LIMIT = timedelta(minutes=5)
PEOPLE = 3
QUESTIONS = 3
POINTS = 500

people = st.integers(0, PEOPLE - 1)
Row: TypeAlias = tuple[int, int, int]


@dataclass
class Sitting:
    """What the model knows of one attempt: the newest accepted answer of each position."""

    attempt: Attempt
    accepted: dict[int, tuple[int, bool]] = field(default_factory=dict)
    finished_at: datetime | None = None

    def score(self, withdrawn: set[int]) -> int:
        return sum(
            POINTS
            for position, index in enumerate(self.attempt.drawn)
            if index in withdrawn or self.accepted.get(position, (0, False))[1]
        )


class ContestMachine(RuleBasedStateMachine):
    """Three people, an organiser, a sweeper, a publisher and a clock."""

    organisation: Organisation
    organiser: User

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now = START
        self.contest = open_contest(
            self.organisation,
            now=START,
            questions=QUESTIONS,
            time_limit_s=int(LIMIT.total_seconds()),
            score_rule=ScoreRuleName.SUM,
            score_rule_options={"best_of": 2},
        )
        self.people = [make_user() for _ in range(PEOPLE)]
        self.sittings: list[list[Sitting]] = [[] for _ in range(PEOPLE)]
        self.disqualified: set[int] = set()
        self.withdrawn: set[int] = set()
        self.seq = 0

    def teardown(self) -> None:
        try:
            self.publish_and_compare()
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)
            compiled_paper.cache_clear()

    @initialize(rights=st.lists(st.integers(0, QUESTIONS), min_size=PEOPLE, max_size=PEOPLE))
    def some_have_played(self, rights: list[int]) -> None:
        for person, right in enumerate(rights):
            self.sit_through(person, right, 7)
        self.publish_and_compare()

    def open_sitting(self, person: int) -> Sitting | None:
        return next((one for one in self.sittings[person] if one.finished_at is None), None)

    def close_in_model(self, sitting: Sitting) -> None:
        sitting.finished_at = min(self.now, sitting.attempt.deadline)

    @rule(seconds=st.sampled_from([0, 1, 40, 200, 300, 306]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(person=people)
    def start(self, person: int) -> None:
        before = self.open_sitting(person)
        try:
            started = start_contest_attempt(
                contest=self.contest, user=self.people[person], now=self.now
            )
        except ContestRefused:
            assert person in self.disqualified
            return
        if before is not None and started.is_new:
            assert self.now > before.attempt.deadline + grace()
            self.close_in_model(before)
        assert started.is_new is (before is None or before.finished_at is not None)
        if started.is_new:
            self.sittings[person].append(Sitting(started.attempt))

    @rule(person=people, position=st.integers(0, QUESTIONS), right=st.booleans(), old=st.booleans())
    def save(self, person: int, position: int, right: bool, old: bool) -> None:
        if not self.sittings[person]:
            return
        sitting = self.sittings[person][-1]
        self.seq += 1
        seq = max(self.seq - 3, 1) if old else self.seq
        answer = AnswerIn(position, ["a" if right else "b"], seq)
        reply = save_answers(attempt_id=sitting.attempt.pk, answers=[answer], received_at=self.now)
        in_time = sitting.finished_at is None and self.now <= sitting.attempt.deadline + grace()
        status = reply.results[0].status
        if status == SaveStatus.SAVED:
            # What is stored already is told again to whoever repeats it, however late.
            assert in_time or sitting.accepted.get(position) == (seq, right)
            if seq >= sitting.accepted.get(position, (0, False))[0]:
                sitting.accepted[position] = (seq, right)
        elif in_time and position < QUESTIONS:
            assert status == SaveStatus.STALE
            assert seq <= sitting.accepted[position][0]

    @rule(person=people)
    def finish(self, person: int) -> None:
        if self.sittings[person]:
            sitting = self.sittings[person][-1]
            finish_attempt(attempt_id=sitting.attempt.pk, now=self.now)
            if sitting.finished_at is None:
                self.close_in_model(sitting)

    @rule(person=people, right=st.integers(0, QUESTIONS), seconds=st.integers(1, 9))
    def sit_through(self, person: int, right: int, seconds: int) -> None:
        self.start(person)
        for position in range(right):
            self.save(person, position, right=True, old=False)
        self.time_passes(seconds)
        self.finish(person)

    @rule()
    def sweep(self) -> None:
        close_overdue_attempts(now=self.now)
        for person in range(PEOPLE):
            sitting = self.open_sitting(person)
            if sitting is not None and self.now > sitting.attempt.deadline + grace():
                self.close_in_model(sitting)

    @rule(person=people, off=st.booleans())
    def decide_about(self, person: int, off: bool) -> None:
        entry = Entry.objects.filter(user=self.people[person]).first()
        if entry is None:
            return
        decide = disqualify_entry if off else reinstate_entry
        changed = decide(entry=entry, by=self.organiser, reason="x", now=self.now)
        assert changed is (off is not (person in self.disqualified))
        (self.disqualified.add if off else self.disqualified.discard)(person)

    @precondition(lambda self: len(self.withdrawn) < QUESTIONS)
    @rule(index=st.integers(0, QUESTIONS - 1))
    def withdraw(self, index: int) -> None:
        paper_id = self.contest.rounds.values_list("paper_id", flat=True).get()
        assert paper_id is not None
        rule_on_paper(
            paper_id=paper_id,
            rulings=[RulingTerms(index=index, kind=RulingKind.WITHDRAWN)],
            reason="x",
            made_by=self.organiser,
            now=self.now,
        )
        remark_paper(paper_id=paper_id, now=self.now)
        self.withdrawn.add(index)

    @rule()
    def publish_and_compare(self) -> None:
        publish(self.contest, at=self.now)
        assert self.published_rows() == self.expected_rows()

    @invariant()
    def no_accepted_answer_is_lost(self) -> None:
        for sittings in self.sittings:
            for sitting in sittings:
                stored = Answer.objects.filter(attempt=sitting.attempt)
                assert {
                    position: (seq, response == '["a"]')
                    for position, seq, response in stored.values_list("position", "seq", "response")
                } == sitting.accepted

    def published_rows(self) -> list[Row]:
        board_of(self.contest)
        snapshot = Snapshot.objects.filter(board=self.contest.pk).first()
        if snapshot is None:
            return []
        layout = snapshot.key_layout()
        return [
            (row.rank, layout.score_centi(row.key), layout.time_used_ms(row.key) or 0)
            for row in snapshot.ranking().rows(0, PEOPLE)
        ]

    def expected_rows(self) -> list[Row]:
        keys = sorted(
            self.standing(person)
            for person in range(PEOPLE)
            if person not in self.disqualified and self.results(person)
        )
        return [(1 + sum(other < key for other in keys), -key[0], key[1]) for key in keys]

    def results(self, person: int) -> list[tuple[int, int, datetime]]:
        return sorted(
            (
                -sitting.score(self.withdrawn),
                (sitting.finished_at - sitting.attempt.started_at) // timedelta(milliseconds=1),
                sitting.finished_at,
            )
            for sitting in self.sittings[person]
            if sitting.finished_at is not None
        )

    def standing(self, person: int) -> tuple[int, int, datetime]:
        best = self.results(person)[:2]
        return (
            sum(score for score, _, _ in best),
            sum(time_used_ms for _, time_used_ms, _ in best),
            max(finished_at for _, _, finished_at in best),
        )


@pytest.mark.django_db
def test_the_board_equals_a_recomputation_whatever_happens(
    organisation: Organisation, organiser: User
):
    machine = type(
        "Machine", (ContestMachine,), {"organisation": organisation, "organiser": organiser}
    )
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            # Making a failing example smaller would take minutes against a database.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert not Contest.objects.exists()
