"""Starting (draw, insert, a paper of 20 questions) and finishing (mark, score, entry, rank key)."""

from collections.abc import Iterator, Sequence
from itertools import islice
from uuid import UUID

from django.db import connection, transaction

from benchmarks.load import http_request
from benchmarks.participants import SLUG, Participant, make_participants
from benchmarks.report import Figures, Report, Round, with_ratios
from benchmarks.server import SITE, Served, serving_as_up_does
from benchmarks.sittings import Sitting, contest, sit
from benchmarks.stage import Plan, Stage, at_least, over_and_over, warm_up
from common import clock
from common.ids import uuid7
from quiz.attempt.answer_sql import AnswerRow, write_answers
from quiz.attempt.models import Attempt
from quiz.contest.models import Entry
from quiz.contest.start_pass import VALID_FOR, StartPass, write_start_pass

CONNECTIONS = 256
# More than can start in the seconds of a round; what is left over does no harm.
PEOPLE_A_SECOND = 2_000
ANSWERS = 20
ROWS_A_STATEMENT = 1_000
START, FINISH = "start", "finish"
INSERT, TRANSACTION = "the bare insert, one thread", "the bare transaction, one thread"


def measure(plan: Plan) -> Report:
    """Each round has people of its own, and finishes attempts that have all their answers."""
    number = round(PEOPLE_A_SECOND * plan.seconds)
    scenes = [Scenes(plan, number) for _ in range(plan.rounds)]
    strangers = make_participants(300)
    connection.close()
    start = start_path()
    with serving_as_up_does(SITE) as ours:
        warm_up(ours, (one.request("POST", start) for one in strangers))
        rounds = [one.round(ours) for one in scenes]
    found = with_ratios(rounds, {INSERT: "of the insert", TRANSACTION: "of the transaction"})
    targets = [
        at_least(f"{scene}, a second", 1_200, found[scene]["a second"]) for scene in (START, FINISH)
    ]
    notes = [
        "The bare ones have no HTTP and one connection, so that each waits for its own commit."
    ]
    return plan.report(found, targets, notes)


def start_passes(people: Sequence[Participant]) -> list[str]:
    """What each of them got with the contest's page."""
    contest_id = contest().pk
    return [
        write_start_pass(
            StartPass(
                contest_id=contest_id,
                slug=SLUG,
                user_id=UUID(person.user_id),
                region_id=None,
                organisation_id=None,
                expires_at=clock.now() + VALID_FOR,
            )
        )
        for person in people
    ]


def start_path() -> str:
    """Where an attempt is started."""
    return f"/api/v1/contests/{SLUG}/attempts"


class Scenes:
    """One round's people and attempts."""

    def __init__(self, plan: Plan, number: int) -> None:
        self._stage = Stage()
        self._seconds = plan.seconds
        self._starters = make_participants(number)
        self._sittings = sit(make_participants(number))
        self._bare = sit(make_participants(number // 2))
        for sittings in (self._sittings, self._bare):
            answer_everything(sittings)

    def round(self, ours: Served) -> Round:
        """Start, finish, and the statements alone."""
        found = {
            INSERT: self._insert_alone(),
            START: self._put(
                ours,
                (
                    http_request("POST", start_path(), headers={"Authorization": f"Start {given}"})
                    for given in start_passes(self._starters)
                ),
            ),
            TRANSACTION: self._transaction_alone(),
            FINISH: self._put(
                ours,
                (
                    http_request(
                        "POST",
                        f"/api/v1/attempts/{one.attempt_id}/finish",
                        headers={"Authorization": f"Attempt {one.token}"},
                    )
                    for one in self._sittings
                ),
            ),
        }
        connection.close()
        return found

    def _put(self, ours: Served, requests: Iterator[bytes]) -> Figures:
        return self._stage.put(ours, requests, connections=CONNECTIONS, seconds=self._seconds)

    def _insert_alone(self) -> Figures:
        """A row like those there are, and nothing else in its transaction."""
        like = Attempt.objects.get(id=self._sittings[0].attempt_id)

        def insert() -> int:
            like.pk, like.entry_id = uuid7(), uuid7()
            like.save(force_insert=True)
            return 1

        return over_and_over(insert, seconds=self._seconds / 2)

    def _transaction_alone(self) -> Figures:
        """Lock the attempt, read its answers, store a result and a standing: no rules, no marks."""
        pending = iter(self._bare)

        def close() -> int:
            sitting = next(pending, None)
            if sitting is None:
                raise RuntimeError("too few attempts for the bare transaction")
            close_without_rules(sitting.attempt_id)
            return 1

        return over_and_over(close, seconds=self._seconds / 2)


def close_without_rules(attempt_id: UUID) -> None:
    """What must be read and written at the least."""
    now = clock.now()
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(no_key=True).get(id=attempt_id)
        list(attempt.answers.values_list("position", "response"))
        Attempt.objects.filter(id=attempt_id).update(
            state="finished",
            finished_at=now,
            time_used_ms=1,
            score_centi=0,
            marks=[0] * ANSWERS,
            marked_at=now,
        )
        Entry.objects.filter(pk=attempt.entry_id).update(
            score_centi=0,
            time_used_ms=1,
            reached_at=now,
            rank_key=1,
            attempts_counted=1,
            first_finished_at=now,
            standing_changed_at=now,
        )


def answer_everything(sittings: Sequence[Sitting]) -> None:
    """Store an answer to every question, without HTTP."""
    now = clock.now()
    rows = (
        AnswerRow(one.attempt_id, position, response.decode(), 1, now)
        for one in sittings
        for position, response in enumerate(one.responses)
    )
    while batch := list(islice(rows, ROWS_A_STATEMENT)):
        write_answers(batch, skip_locked=True)
