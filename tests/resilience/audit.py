"""Compares what a site has stored with what its participants were told, as a process of the site.

`python -m tests.resilience.audit SECONDS` reads the participants' notes on its input and prints
the faults it found, one a line of JSON, and the figures. What the worker does by the clock
(closing what is overdue, publishing boards) gets that many seconds to happen. Nothing here calls
the code whose results it checks: scores, standings, ranks and counts are worked out anew.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the set-up
from django.db import connection  # noqa: E402

from common import clock  # noqa: E402
from quiz.attempt.enums import AttemptState  # noqa: E402
from quiz.attempt.models import Answer, Attempt  # noqa: E402
from quiz.contest.models import Contest  # noqa: E402
from quiz.leaderboard.models import Snapshot  # noqa: E402

POINTS_CENTI = 500
RIGHT = ["a"]


@dataclass
class Books:
    """One reading of all that is stored of a contest."""

    contest: Contest
    attempts: dict[str, Attempt] = field(default_factory=dict)
    answers: dict[str, dict[int, Answer]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def read(cls, slug: str) -> "Books":
        """Read them."""
        books = cls(Contest.objects.get(slug=slug))
        papers = books.contest.rounds.values_list("paper")
        for attempt in Attempt.objects.filter(paper__in=papers):
            books.attempts[str(attempt.id)] = attempt
        for answer in Answer.objects.filter(attempt__paper__in=papers):
            books.answers[str(answer.attempt_id)][answer.position] = answer
        return books


def faults_of_answers(books: Books, sittings: list[dict[str, Any]]) -> Iterator[str]:
    """Answers that are lost, invented, other than sent, or too late."""
    grace = timedelta(seconds=settings.WANGAN_ATTEMPT_GRACE_SECONDS)
    for sitting in sittings:
        attempt_id = sitting["attempt_id"]
        attempt = books.attempts.get(attempt_id)
        if attempt is None:
            yield f"attempt {attempt_id} is lost"
            continue
        stored = books.answers[attempt_id]
        for position, seq in sitting["acknowledged"].items():
            found = stored.get(int(position))
            if found is None or found.seq < seq:
                yield f"answer {attempt_id}/{position} #{seq} was acknowledged and is lost"
        for position, answer in stored.items():
            key = f"{position}:{answer.seq}"
            if key in sitting["sent_late"] or answer.saved_at > attempt.deadline + grace:
                yield f"answer {attempt_id}/{key} came after the deadline and is stored"
            elif key not in sitting["sent"]:
                yield f"answer {attempt_id}/{key} is stored and was never sent"
            elif json.loads(answer.response) != sitting["sent"][key]:
                yield f"answer {attempt_id}/{key} is not what was sent"


def faults_of_attempts(books: Books, notes: dict[str, Any]) -> Iterator[str]:
    """Attempts that are doubled, wrongly marked, or other than their participant was told."""
    told_of = {sitting["attempt_id"] for sitting in notes["sittings"]}
    for attempt_id, attempt in books.attempts.items():
        # When the reply to a start is lost and the network is gone until the time is over, nobody
        # ever hears of the attempt; otherwise starting again goes on with it.
        unheard_of = attempt_id not in told_of
        if unheard_of and (books.answers[attempt_id] or attempt.state == AttemptState.FINISHED):
            yield f"attempt {attempt_id} is nobody's, and was taken"
        if attempt.is_open:
            continue
        right = sum(json.loads(a.response) == RIGHT for a in books.answers[attempt_id].values())
        if attempt.score_centi != right * POINTS_CENTI:
            yield f"attempt {attempt_id} has {attempt.score_centi}, not {right * POINTS_CENTI}"
    for sitting in notes["sittings"]:
        told, kept = sitting["result"], books.attempts.get(sitting["attempt_id"])
        if told is not None and kept is not None and told["state"] != kept.state:
            yield f"attempt {kept.id} was {told['state']} and is {kept.state}"


def faults_of_standings(books: Books) -> Iterator[str]:
    """Entries whose standing is not the best of their attempts."""
    best = _best_results(books)
    for entry in books.contest.entries.all():
        stored = (entry.score_centi, entry.time_used_ms, entry.reached_at)
        if stored != best.get(str(entry.pk), (None, None, None)):
            yield f"entry {entry.pk} stands at {stored}, not {best.get(str(entry.pk))}"


def faults_that_pass(books: Books) -> Iterator[str]:
    """What the worker puts right by the clock: open attempts, an old board, old counts."""
    grace = timedelta(seconds=settings.WANGAN_ATTEMPT_GRACE_SECONDS)
    for attempt in books.attempts.values():
        if attempt.is_open and attempt.deadline + grace < clock.now():
            yield f"attempt {attempt.id} is overdue and open"
    snapshot = Snapshot.objects.filter(board=books.contest.pk).order_by("-version").first()
    if snapshot is None:
        yield "there is no board"
        return
    best = _best_results(books)
    unit = timedelta(milliseconds=snapshot.layout["finish_unit_ms"] or 1)

    def place(entry_id: str) -> tuple[object, ...]:
        """Whoever finished within the board's unit of time of another is told apart by the id."""
        score_centi, time_used_ms, reached_at = best[entry_id]
        moment = (reached_at - books.contest.opens_at) // unit
        return -score_centi, time_used_ms, moment, entry_id

    order = sorted(best, key=place)
    published = [str(row.entry_id) for row in snapshot.ranking().rows(0, len(snapshot.ranking()))]
    if published != order:
        yield f"the board has {len(published)} rows and is not the one of {len(order)} recomputed"
    counted = {name: snapshot.counts[name] for name in ("registered", "started", "finished")}
    people = {
        "registered": books.contest.entries.count(),
        "started": len({attempt.entry_id for attempt in books.attempts.values()}),
        "finished": len(best),
    }
    if counted != people:
        yield f"the board counts {counted}, not {people}"


def _best_results(books: Books) -> dict[str, tuple[int, int, datetime]]:
    results: dict[str, list[tuple[int, int, datetime]]] = defaultdict(list)
    for attempt in books.attempts.values():
        if attempt.finished_at and attempt.score_centi is not None:
            time_used_ms = attempt.time_used_ms or 0
            result = (attempt.score_centi, time_used_ms, attempt.finished_at)
            results[str(attempt.entry_id)].append(result)
    return {entry_id: min(several, key=_rank) for entry_id, several in results.items()}


def _rank(result: tuple[int, int, datetime]) -> tuple[object, ...]:
    """Score, the higher the better; time used; when."""
    score_centi, time_used_ms, reached_at = result
    return -score_centi, time_used_ms, reached_at


def main(patience_s: float) -> None:
    """Print the faults and the figures."""
    notes = json.load(sys.stdin)
    give_up_at = time.monotonic() + patience_s
    while True:
        books = Books.read(notes["slug"])
        passing = [*faults_that_pass(books)]
        any_open = any(attempt.is_open for attempt in books.attempts.values())
        if not (passing or any_open) or time.monotonic() > give_up_at:
            break
        time.sleep(0.5)
    faults = [
        *faults_of_answers(books, notes["sittings"]),
        *faults_of_attempts(books, notes),
        *faults_of_standings(books),
        *passing,
    ]
    figures = {
        "attempts": len(books.attempts),
        "answers": sum(len(of_one) for of_one in books.answers.values()),
        "acknowledged": sum(len(sitting["acknowledged"]) for sitting in notes["sittings"]),
        "late": sum(len(sitting["sent_late"]) for sitting in notes["sittings"]),
        "unheard_of": len(books.attempts) - len(notes["sittings"]),
    }
    print(json.dumps({"faults": faults, "figures": figures, "database": connection.vendor}))


if __name__ == "__main__":
    main(float(sys.argv[1]))
