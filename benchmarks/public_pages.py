"""What everybody may see: the board, the counts, a contest's facts, as ready bytes."""

from collections.abc import Mapping
from contextlib import ExitStack, closing
from http.client import HTTPConnection

from django.db import connection

from benchmarks.bare.wsgi_empty import REQUEST
from benchmarks.crowd import write_entries
from benchmarks.load import http_request
from benchmarks.participants import SLUG
from benchmarks.report import Report, Round, Target, ratio, with_ratios
from benchmarks.server import BARE_VIEWS, EMPTY_APP, SITE, Served, serving_as_up_does
from benchmarks.stage import Plan, Stage, at_least, warm_up
from common import clock
from quiz.contest.board_publishing import publish_boards

CONNECTIONS = 64
CONTEST = f"/api/v1/contests/{SLUG}"
PAGES: Mapping[str, str] = {
    "board": f"{CONTEST}/boards/people",
    "counts": f"{CONTEST}/participation",
    "contest": CONTEST,
}
WAYS: Mapping[str, dict[str, str]] = {
    "in full": {},
    "gzip": {"Accept-Encoding": "gzip"},
    "brotli": {"Accept-Encoding": "gzip, br"},
}
EMPTY, VIEW = "empty WSGI app", "empty Django view, full middleware"
PEOPLE = 10_000


def measure(plan: Plan) -> Report:
    """Each round: the empty peers, and each page polled, in full and packed."""
    write_entries(PEOPLE)
    publish_boards(now=clock.now())
    connection.close()
    stage = Stage()
    with ExitStack() as stack:
        empty = stack.enter_context(serving_as_up_does(EMPTY_APP))
        bare = stack.enter_context(serving_as_up_does(BARE_VIEWS))
        ours = stack.enter_context(serving_as_up_does(SITE))
        warm_up(bare, http_request("GET", "/empty"))
        for page in PAGES.values():
            warm_up(ours, http_request("GET", page))
        rounds: list[Round] = []
        for _ in range(plan.rounds):
            asked = {
                EMPTY: (empty, REQUEST),
                VIEW: (bare, http_request("GET", "/empty")),
            } | _requests(ours)
            rounds.append(
                {
                    scene: stage.put(served, request, connections=CONNECTIONS, seconds=plan.seconds)
                    for scene, (served, request) in asked.items()
                }
            )
    found = with_ratios(rounds, {EMPTY: "of the empty app", VIEW: "of the empty view"})
    ours_only = [scene for scene in found if scene not in {EMPTY, VIEW}]
    targets = [target for scene in ours_only for target in _targets(rounds, found, scene)]
    return plan.report(found, targets)


def _targets(rounds: list[Round], found: Round, scene: str) -> list[Target]:
    return [
        at_least(f"{scene}, a second", 20_000, found[scene]["a second"]),
        at_least(f"{scene}, of the empty view", 3, ratio(rounds, scene, VIEW)),
    ]


def _requests(ours: Served) -> dict[str, tuple[Served, bytes]]:
    found = {}
    for name, page in PAGES.items():
        polled = {"If-None-Match": _etag_of(ours, page)}
        for way, headers in {"polled": polled, **WAYS}.items():
            found[f"{name}, {way}"] = (ours, http_request("GET", page, headers=headers))
    return found


def _etag_of(ours: Served, page: str) -> str:
    """The tag of the page as it is now: it stays as long as nothing changes."""
    with closing(HTTPConnection("127.0.0.1", ours.port)) as asking:
        asking.request("GET", page)
        return str(asking.getresponse().headers["ETag"])
