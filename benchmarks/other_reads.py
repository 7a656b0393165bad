"""Reads that are somebody's own: the attempt, the place, the lists; beside an empty API view.

The empty view runs under our middleware and looks up the same session and person.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle

from django.db import connection

from benchmarks.crowd import write_entries
from benchmarks.participants import SLUG
from benchmarks.report import Report, Round, ratio, with_ratios
from benchmarks.server import BARE_VIEWS, SITE, serving_as_up_does
from benchmarks.sittings import Sitting, open_sittings
from benchmarks.stage import Plan, Stage, at_least, warm_up
from common import clock
from quiz.attempt.closing import finish_attempt
from quiz.contest.board_publishing import publish_boards

CONNECTIONS = 32
PEOPLE = 200
CROWD = 10_000
EMPTY = "empty DRF view, full middleware"
CONTEST = f"/api/v1/contests/{SLUG}"
PATHS = {
    "own attempt": "/api/v1/attempts/{attempt_id}",
    "own entry and place": f"{CONTEST}/entry",
    "own place among others": f"{CONTEST}/boards/people/me",
    "own contests, a list": "/api/v1/me/entries",
    "contests, a list": "/api/v1/contests",
}


def measure(plan: Plan) -> Report:
    """Each round: the empty view, and each read, by people in turn."""
    write_entries(CROWD)
    sitting, done = open_sittings(PEOPLE), open_sittings(PEOPLE)
    for one in done:
        finish_attempt(attempt_id=one.attempt_id, now=clock.now())
    publish_boards(now=clock.now())
    connection.close()
    stage = Stage()
    rounds: list[Round] = []
    with ExitStack() as stack:
        bare = stack.enter_context(serving_as_up_does(BARE_VIEWS))
        ours = stack.enter_context(serving_as_up_does(SITE))
        asked = {EMPTY: (bare, "/empty-api", done)} | {
            scene: (ours, path, sitting if "{attempt_id}" in path else done)
            for scene, path in PATHS.items()
        }
        for served, path, people in asked.values():
            warm_up(served, _requests(path, people))
        for _ in range(plan.rounds):
            rounds.append(
                {
                    scene: stage.put(
                        served,
                        _requests(path, people),
                        connections=CONNECTIONS,
                        seconds=plan.seconds,
                    )
                    for scene, (served, path, people) in asked.items()
                }
            )
    found = with_ratios(rounds, {EMPTY: "of the empty view"})
    targets = [
        at_least(f"{scene}, of the empty view", 0.5, ratio(rounds, scene, EMPTY)) for scene in PATHS
    ]
    return plan.report(found, targets)


def _requests(path: str, people: list[Sitting]) -> Iterator[bytes]:
    return cycle(
        [one.participant.request("GET", path.format(attempt_id=one.attempt_id)) for one in people]
    )
