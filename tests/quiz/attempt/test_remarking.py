from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from common.jobs import run_job
from common.models import AuditEvent
from quiz.attempt import remarking
from quiz.attempt.closing import finish_attempt
from quiz.attempt.enums import RulingKind
from quiz.attempt.marking import RulingTerms
from quiz.attempt.models import Attempt, Ruling
from quiz.attempt.remarking import (
    Move,
    RemarkPreview,
    preview_remark,
    remark_attempts_behind,
    remark_paper,
)
from quiz.attempt.rulings import InvalidRuling, rule_on_paper
from quiz.attempt.signals import attempts_remarked
from quiz.paper.models import Paper
from quiz.paper.publishing import publish_paper
from tests.quiz.attempt.sitting import begin, save
from tests.quiz.factories import (
    draw_section,
    make_bank,
    make_blueprint,
    make_paper,
    make_question,
    make_topic,
)

WITHDRAW_0 = RulingTerms(index=0, kind=RulingKind.WITHDRAWN)
CORRECT_0 = RulingTerms(index=0, kind=RulingKind.KEY_CORRECTED, key=["b"])
LATER = timedelta(minutes=5)


def sit(paper: Paper, user: User, now: datetime, option: str) -> Attempt:
    """An attempt that answered the paper's question 0 with this option, and no other."""
    attempt = begin(paper=paper, user=user, now=now)
    save(attempt, attempt.drawn.index(0), option, seq=1, at=now)
    return finish_attempt(attempt_id=attempt.id, now=now)


def rule(paper: Paper, by: User, now: datetime, *rulings: RulingTerms) -> None:
    rule_on_paper(
        paper_id=paper.id, rulings=rulings, reason="The key was wrong.", made_by=by, now=now
    )


@pytest.fixture
def sat_with(paper: Paper, resident: User, now: datetime) -> dict[str, Attempt]:
    """Three finished attempts: one answered `a` (right), one `b`, one `c`."""
    return {option: sit(paper, resident, now, option) for option in "abc"}


@pytest.fixture
def heard() -> Iterator[list[Attempt]]:
    """The attempts whose change was signalled."""
    changes: list[Attempt] = []

    def hear(attempts: Sequence[Attempt], **_: Any) -> None:
        changes.extend(attempts)

    attempts_remarked.connect(hear)
    yield changes
    attempts_remarked.disconnect(hear)


def scores(sat_with: dict[str, Attempt]) -> dict[str, int | None]:
    return {
        option: Attempt.objects.get(id=attempt.id).score_centi
        for option, attempt in sat_with.items()
    }


def test_a_preview_says_who_moves_and_changes_nothing(
    paper: Paper, sat_with: dict[str, Attempt]
) -> None:
    preview = preview_remark(paper_id=paper.id, rulings=[CORRECT_0])

    def move(option: str, before: int, after: int) -> Move:
        attempt = sat_with[option]
        return Move(
            attempt_id=attempt.id,
            entry_id=attempt.entry_id,
            user_id=attempt.user_id,
            before_centi=before,
            after_centi=after,
        )

    assert preview == RemarkPreview(
        closed=3, had_question=3, raised=1, lowered=1, moves=(move("a", 500, 0), move("b", 0, 500))
    )
    assert scores(sat_with) == {"a": 500, "b": 0, "c": 0}


@pytest.mark.parametrize(
    ("question_type", "given", "key"),
    [
        ("numeric", ["9"], [{"value": "7", "tolerance": "2"}]),
        ("ordering", ["a", "b", "c"], ["a", "b", "c"]),
        ("matching", ["c", "a"], ["c", "a"]),
    ],
)
def test_a_corrected_number_order_or_pair_raises_who_had_it_right_all_along(
    db: None,
    resident: User,
    organiser: User,
    now: datetime,
    question_type: str,
    given: list[str | bool],
    key: object,
) -> None:
    topic = make_topic(make_bank())
    make_question(topic, question_type)
    blueprint = make_blueprint([draw_section(topic.bank, 1)])
    paper = publish_paper(blueprint=blueprint, by=None, now=now)
    attempt = begin(paper=paper, user=resident, now=now)
    assert save(attempt, 0, given, seq=1, at=now) == ("saved", 1)
    before = finish_attempt(attempt_id=attempt.id, now=now).score_centi

    rule(paper, organiser, now, RulingTerms(index=0, kind=RulingKind.KEY_CORRECTED, key=key))
    remark_paper(paper_id=paper.id, now=now)

    attempt.refresh_from_db()
    assert (before, attempt.score_centi) == (0, 500)


@pytest.mark.parametrize(
    ("question_type", "key"),
    [
        ("numeric", [{"value": "seven"}]),
        ("numeric", [{"min": "9", "max": "8"}]),
        ("ordering", ["a", "b"]),
        ("matching", ["a", "z"]),
    ],
)
def test_a_key_that_the_question_cannot_have_is_refused(
    db: None, organiser: User, now: datetime, question_type: str, key: object
) -> None:
    topic = make_topic(make_bank())
    make_question(topic, question_type)
    paper = publish_paper(blueprint=make_blueprint([draw_section(topic.bank, 1)]), by=None, now=now)
    with pytest.raises(InvalidRuling):
        rule(paper, organiser, now, RulingTerms(index=0, kind=RulingKind.KEY_CORRECTED, key=key))


def test_who_did_not_have_the_question_does_not_move(
    db: None, resident: User, now: datetime
) -> None:
    paper = make_paper(questions=4, drawn=1)
    attempts = [begin(paper=paper, user=resident, now=now, seed=seed) for seed in range(8)]
    for attempt in attempts:
        finish_attempt(attempt_id=attempt.id, now=now)
    had = sum(attempt.drawn[0] == 0 for attempt in attempts)
    assert 0 < had < 8

    preview = preview_remark(paper_id=paper.id, rulings=[WITHDRAW_0])

    assert (preview.closed, preview.had_question, preview.raised) == (8, had, had)


def test_a_ruling_moves_exactly_who_the_preview_said(
    paper: Paper,
    sat_with: dict[str, Attempt],
    organiser: User,
    now: datetime,
    heard: list[Attempt],
) -> None:
    job = rule_on_paper(
        paper_id=paper.id, rulings=[CORRECT_0], reason="Wrong key.", made_by=organiser, now=now
    )

    assert run_job(job_id=job.id, now=now + LATER)

    assert scores(sat_with) == {"a": 0, "b": 500, "c": 0}
    assert {attempt.id for attempt in heard} == {sat_with["a"].id, sat_with["b"].id}
    job.refresh_from_db()
    assert (job.state, job.message) == ("done", "2/3")
    events = AuditEvent.objects.order_by("id").values_list("action", "reason", "after")
    assert list(events.filter(subject_id=str(paper.id))) == [
        (
            "paper_ruled",
            "Wrong key.",
            {"rulings": [{"index": 0, "kind": "key_corrected", "key": ["b"]}]},
        ),
        ("paper_remarked", "", {"remarked": 3, "changed": 2}),
    ]


def test_remarking_never_changes_times_or_states(
    paper: Paper, sat_with: dict[str, Attempt], organiser: User, now: datetime
) -> None:
    before = Attempt.objects.values("id", "state", "finished_at", "time_used_ms", "deadline")
    first = list(before.order_by("id"))
    rule(paper, organiser, now, WITHDRAW_0)

    remark_paper(paper_id=paper.id, now=now + LATER)

    assert list(before.order_by("id")) == first


def test_remarking_twice_changes_nothing_more(
    paper: Paper,
    sat_with: dict[str, Attempt],
    organiser: User,
    now: datetime,
    heard: list[Attempt],
) -> None:
    rule(paper, organiser, now, WITHDRAW_0)

    first = remark_paper(paper_id=paper.id, now=now + LATER)
    second = remark_paper(paper_id=paper.id, now=now + LATER)

    assert (first.remarked, first.changed) == (3, 2)
    assert (second.remarked, second.changed) == (0, 0)
    assert len(heard) == 2


def test_an_attempt_still_open_is_marked_under_the_ruling_when_it_closes(
    paper: Paper, attempt: Attempt, organiser: User, now: datetime
) -> None:
    rule(paper, organiser, now, WITHDRAW_0)
    assert remark_paper(paper_id=paper.id, now=now).remarked == 0

    finished = finish_attempt(attempt_id=attempt.id, now=now + LATER)

    assert (finished.score_centi, finished.rulings_applied) == (500, 1)


def test_an_attempt_that_a_ruling_missed_is_found_later(
    paper: Paper, sat_with: dict[str, Attempt], organiser: User, now: datetime
) -> None:
    rule(paper, organiser, now, WITHDRAW_0)
    remark_paper(paper_id=paper.id, now=now)
    Attempt.objects.filter(id=sat_with["c"].id).update(
        rulings_applied=0, score_centi=0, marks=[0] * 4
    )

    assert remark_attempts_behind(now=now + LATER) == 1

    assert scores(sat_with) == {"a": 500, "b": 500, "c": 500}
    assert remark_attempts_behind(now=now + LATER) == 0


def test_a_long_remark_stamps_each_chunk_with_its_own_moment(
    paper: Paper,
    sat_with: dict[str, Attempt],
    organiser: User,
    now: datetime,
    heard: list[Attempt],
    monkeypatch: pytest.MonkeyPatch,
    time_machine_at: time_machine.Traveller,
) -> None:
    monkeypatch.setattr(remarking, "CHUNK", 1)
    rule(paper, organiser, now, WITHDRAW_0)

    def take_a_minute(**_: Any) -> None:
        time_machine_at.shift(60)

    attempts_remarked.connect(take_a_minute)
    try:
        remark_paper(paper_id=paper.id, now=now)
    finally:
        attempts_remarked.disconnect(take_a_minute)

    assert [attempt.marked_at for attempt in heard] == [now, now + timedelta(minutes=1)]


def test_rulings_are_counted_within_their_paper(
    paper: Paper, organiser: User, now: datetime
) -> None:
    rule(paper, organiser, now, CORRECT_0, WITHDRAW_0)
    rule(paper, organiser, now + LATER, CORRECT_0)

    assert list(Ruling.objects.values_list("number", "index", "kind", "key")) == [
        (1, 0, "key_corrected", ["b"]),
        (2, 0, "withdrawn", None),
        (3, 0, "key_corrected", ["b"]),
    ]


@pytest.mark.parametrize(
    "terms",
    [
        RulingTerms(index=4, kind=RulingKind.WITHDRAWN),
        RulingTerms(index=-1, kind=RulingKind.WITHDRAWN),
        RulingTerms(index=0, kind=RulingKind.WITHDRAWN, key=["a"]),
        RulingTerms(index=0, kind=RulingKind.KEY_CORRECTED, key=["z"]),
        RulingTerms(index=0, kind=RulingKind.KEY_CORRECTED, key=["a", "b"]),
        RulingTerms(index=0, kind=RulingKind.KEY_CORRECTED, key="a"),
        RulingTerms(index=0, kind=RulingKind.KEY_CORRECTED),
    ],
)
def test_a_ruling_that_cannot_be_carried_out_is_refused(
    paper: Paper, organiser: User, now: datetime, terms: RulingTerms
) -> None:
    with pytest.raises(InvalidRuling):
        rule(paper, organiser, now, terms)
    assert not Ruling.objects.exists()


def test_a_preview_reads_no_more_often_for_more_attempts(
    paper: Paper,
    sat_with: dict[str, Attempt],
    resident: User,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(2):
        with django_assert_num_queries(4):
            preview_remark(paper_id=paper.id, rulings=[WITHDRAW_0])
        sit(paper, resident, now, "a")
