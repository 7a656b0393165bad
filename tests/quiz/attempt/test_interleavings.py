"""Starts, saves, retries, finishes, sweeps, extensions and re-marks in any order.

Beside the engine runs a model of a few lines: what was acknowledged, and when each attempt ends.
After every step the database must hold exactly what was acknowledged, and every closed attempt
must have the score that marking the acknowledged answers by hand gives.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from common.ids import uuid7
from quiz.attempt.closing import close_if_overdue, close_overdue_attempts, finish_attempt
from quiz.attempt.enums import RulingKind
from quiz.attempt.extending import AttemptClosed, extend_deadline
from quiz.attempt.marking import RulingTerms
from quiz.attempt.models import Answer, Attempt
from quiz.attempt.remarking import preview_remark, remark_paper
from quiz.attempt.rulings import rule_on_paper
from quiz.attempt.starting import AttemptAlreadyOpen
from quiz.bank.enums import QuestionType
from quiz.paper.compiled import compiled_paper
from quiz.paper.models import Paper, PaperQuestion
from quiz.paper.publishing import publish_paper
from tests.cast import make_user
from tests.quiz.attempt.sitting import begin, save
from tests.quiz.factories import (
    draw_section,
    make_bank,
    make_blueprint,
    make_question,
    make_topic,
)

START = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
GRACE = timedelta(seconds=5)
POINTS_CENTI = 500

Parts: TypeAlias = list[str | bool]


@dataclass(frozen=True)
class Answers:
    """Responses to the question that `factories.content` makes of a type."""

    right: Parts
    other: Parts
    """Earns nothing, and everything once the key is corrected to `corrected`."""
    corrected: Any
    misfit: Parts


ANSWERS = {
    "single": Answers(["a"], ["b"], ["b"], ["z"]),
    "multiple": Answers(["a", "b"], ["c"], ["c"], ["a", "a"]),
    "true_false": Answers([True], [False], False, ["a"]),
    "blank": Answers(["right"], ["wrong"], [["wrong"]], ["right", "wrong"]),
    "numeric": Answers(["7"], ["9"], [{"min": "8", "max": "10"}], [True]),
    "ordering": Answers(["c", "a", "b"], ["a", "b", "c"], ["a", "b", "c"], ["c", "a"]),
    "matching": Answers(["b", "a"], ["a", "b"], ["a", "b"], ["z", "a"]),
}
CHOICES = st.sampled_from(["right", "other", "misfit", None])


@dataclass
class Sitting:
    """What the model knows of an attempt."""

    attempt: Attempt
    deadline: datetime
    acknowledged: dict[int, tuple[int, str]] = field(default_factory=dict)
    closed: tuple[str, datetime] | None = None

    def close(self, now: datetime) -> None:
        if self.closed is None:
            state = "overdue" if now > self.deadline + GRACE else "finished"
            self.closed = (state, max(self.attempt.started_at, min(now, self.deadline)))


class Engine(RuleBasedStateMachine):
    """Two people and a paper of four out of seven questions, twenty minutes each attempt."""

    sittings = Bundle("sittings")

    def __init__(self) -> None:
        super().__init__()
        # Everything that an example writes is taken back after it.
        self._undo = transaction.atomic()
        self._undo.__enter__()
        self.now = START
        self.people = [make_user() for _ in range(2)]
        self.entries = [uuid7() for _ in self.people]
        self.paper = _paper()
        self.all: list[Sitting] = []
        questions = PaperQuestion.objects.filter(paper=self.paper).order_by("index")
        self.answers = [ANSWERS[question.revision.content["type"]] for question in questions]
        self.right: list[Parts | None] = [answers.right for answers in self.answers]
        """What earns the points of each question; None where everything does."""

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._undo.__exit__(None, None, None)
        compiled_paper.cache_clear()

    @rule(target=sittings, person=st.integers(0, 1), seed=st.integers(0, 50))
    def start(self, person: int, seed: int) -> Any:
        mine = [s for s in self.all if s.attempt.entry_id == self.entries[person]]
        open_one = next((s for s in mine if s.closed is None), None)
        try:
            attempt = begin(
                paper=self.paper,
                user=self.people[person],
                now=self.now,
                entry_id=self.entries[person],
                number=len(mine) + 1,
                seed=seed,
            )
        except AttemptAlreadyOpen as refusal:
            assert open_one is not None
            assert refusal.existing == open_one.attempt  # noqa: PT017 - half of the outcomes
            assert self.now <= open_one.deadline + GRACE
            return multiple()
        if open_one is not None:
            assert self.now > open_one.deadline + GRACE
            open_one.close(self.now)
        sitting = Sitting(attempt, self.now + timedelta(minutes=20))
        self.all.append(sitting)
        return sitting

    @rule(
        sitting=sittings,
        position=st.integers(0, 4),
        choice=CHOICES,
        seq=st.integers(1, 4),
        took_s=st.integers(0, 8),
    )
    def save(
        self, sitting: Sitting, position: int, choice: str | None, seq: int, took_s: int
    ) -> None:
        """Save; `took_s` before now the request was received, and waited for its commit since."""
        received_at = max(self.now - timedelta(seconds=took_s), sitting.attempt.started_at)
        answers = self.answers[sitting.attempt.drawn[position % 4]]
        parts: Parts = [] if choice is None else getattr(answers, choice)
        status, told_seq = save(sitting.attempt, position, parts, seq=seq, at=received_at)
        response = json.dumps(parts)
        known = sitting.acknowledged.get(position)
        if position == 4:
            expected = ("unknown_position", seq)
        elif choice == "misfit":
            expected = ("invalid", seq)
        elif known == (seq, response):
            expected = ("saved", seq)
        elif known is not None and known[0] >= seq:
            expected = ("stale", known[0])
        elif sitting.closed is not None or received_at > sitting.deadline + GRACE:
            expected = ("late", seq)
        else:
            expected = ("saved", seq)
            sitting.acknowledged[position] = (seq, response)
        assert (status, told_seq) == expected

    @precondition(lambda self: any(sitting.acknowledged for sitting in self.all))
    @rule(data=st.data(), choice=CHOICES, newer=st.integers(0, 1))
    def send_again(self, data: st.DataObject, choice: str | None, newer: int) -> None:
        """Repeat what was acknowledged, with the same or another answer, or the next sequence."""
        sitting = data.draw(st.sampled_from([s for s in self.all if s.acknowledged]))
        position = data.draw(st.sampled_from(sorted(sitting.acknowledged)))
        seq = sitting.acknowledged[position][0] + newer
        self.save(sitting, position, choice, seq=seq, took_s=0)

    @rule(sitting=sittings)
    def finish(self, sitting: Sitting) -> None:
        finish_attempt(attempt_id=sitting.attempt.id, now=self.now)
        sitting.close(self.now)

    @rule(sitting=sittings)
    def look(self, sitting: Sitting) -> None:
        close_if_overdue(Attempt.objects.get(id=sitting.attempt.id), self.now)
        self._close_overdue([sitting])

    @rule()
    def sweep(self) -> None:
        close_overdue_attempts(now=self.now)
        self._close_overdue(self.all)

    @rule(sitting=sittings, minutes=st.integers(0, 30))
    def extend(self, sitting: Sitting, minutes: int) -> None:
        deadline = self.now + timedelta(minutes=minutes)
        try:
            extend_deadline(attempt_id=sitting.attempt.id, deadline=deadline, now=self.now)
        except AttemptClosed:
            assert sitting.closed is not None
        else:
            assert sitting.closed is None
            sitting.deadline = max(sitting.deadline, deadline)

    @rule(seconds=st.sampled_from([1, 5, 6, 60, 594, 1200]))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(index=st.integers(0, 6), withdrawn=st.booleans())
    def rule_and_remark(self, index: int, withdrawn: bool) -> None:
        """Withdraw a question or correct its key; the preview must come true."""
        terms = (
            RulingTerms(index=index, kind=RulingKind.WITHDRAWN)
            if withdrawn
            else RulingTerms(
                index=index, kind=RulingKind.KEY_CORRECTED, key=self.answers[index].corrected
            )
        )
        preview = preview_remark(paper_id=self.paper.id, rulings=[terms])
        before = self._scores()
        rule_on_paper(
            paper_id=self.paper.id,
            rulings=[terms],
            reason="It was wrong.",
            made_by=self.people[0],
            now=self.now,
        )
        report = remark_paper(paper_id=self.paper.id, now=self.now)
        after = self._scores()
        self.right[index] = None if withdrawn else self.answers[index].other
        moved = {id_: (before[id_], after[id_]) for id_ in before if before[id_] != after[id_]}
        assert {
            move.attempt_id: (move.before_centi, move.after_centi) for move in preview.moves
        } == moved
        assert report.changed == len(moved) == preview.raised + preview.lowered

    @invariant()
    def what_was_acknowledged_is_stored_and_nothing_else(self) -> None:
        stored: dict[Any, dict[int, tuple[int, str]]] = {s.attempt.id: {} for s in self.all}
        for answer in Answer.objects.all():
            response = json.dumps(json.loads(answer.response))
            stored[answer.attempt_id][answer.position] = (answer.seq, response)
        assert stored == {s.attempt.id: s.acknowledged for s in self.all}

    @invariant()
    def every_attempt_is_as_the_model_says(self) -> None:
        attempts = Attempt.objects.in_bulk()
        for sitting in self.all:
            attempt = attempts[sitting.attempt.id]
            assert attempt.deadline == sitting.deadline
            if sitting.closed is None:
                assert attempt.is_open
                continue
            assert (attempt.state, attempt.finished_at) == sitting.closed
            assert attempt.marks == [self._by_hand(sitting, p) for p in range(4)]
            assert attempt.score_centi == sum(attempt.marks)

    def _by_hand(self, sitting: Sitting, position: int) -> int:
        right = self.right[sitting.attempt.drawn[position]]
        answered = json.loads(sitting.acknowledged.get(position, (0, "[]"))[1])
        return POINTS_CENTI if right is None or answered == right else 0

    def _close_overdue(self, sittings: list[Sitting]) -> None:
        for sitting in sittings:
            if self.now > sitting.deadline + GRACE:
                sitting.close(self.now)

    def _scores(self) -> dict[Any, int]:
        closed = Attempt.objects.exclude(state="open").values_list("id", "score_centi")
        return {id_: score for id_, score in closed if score is not None}


def _paper() -> Paper:
    """One question of each type."""
    topic = make_topic(make_bank())
    for question_type in QuestionType.values:
        make_question(topic, question_type)
    blueprint = make_blueprint([draw_section(topic.bank, 4)])
    return publish_paper(blueprint=blueprint, by=None, now=START)


@pytest.mark.django_db
def test_no_interleaving_loses_an_answer_or_miscounts_one() -> None:
    run_state_machine_as_test(
        Engine,
        settings=settings(
            max_examples=40,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
