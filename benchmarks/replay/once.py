"""One replay on the database that the environment names: prints its report as a line of JSON."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the set-up
from django.db import connection  # noqa: E402

from accounts.models import Organisation  # noqa: E402
from benchmarks.load import http_request  # noqa: E402
from benchmarks.participants import Participant, make_participants, open_contest  # noqa: E402
from benchmarks.processes import cpu_seconds  # noqa: E402
from benchmarks.replay.audit import (  # noqa: E402
    Books,
    Check,
    PublicBoard,
    StoredAnswer,
    StoredAttempt,
    audit,
)
from benchmarks.replay.driving import Driver  # noqa: E402
from benchmarks.replay.people import Course, Memory, Notes, take_part  # noqa: E402
from benchmarks.replay.plan import ReplayPlan, habits_of  # noqa: E402
from benchmarks.replay.progress import Progress  # noqa: E402
from benchmarks.replay.site import RunningSite, read, running_site  # noqa: E402
from benchmarks.replay.timeline import Timeline  # noqa: E402
from benchmarks.report import Figures, Report  # noqa: E402
from benchmarks.stage import Stage, at_most  # noqa: E402
from benchmarks.versions import versions  # noqa: E402
from common import clock  # noqa: E402
from quiz.attempt.models import Answer, Attempt  # noqa: E402
from quiz.contest.models import Contest  # noqa: E402
from quiz.contest.start_pass import VALID_FOR, StartPass, write_start_pass  # noqa: E402
from quiz.paper.models import Paper, PaperQuestion  # noqa: E402

SLUG = "replay"
API = f"/api/v1/contests/{SLUG}"
PEOPLE_AT_ONCE = 10_000
SETTLED_WITHIN_S = 120
ROWS_AT_ONCE = 10_000
LONGEST_S = 300.0
LARGE = 100_000


def main(plan: ReplayPlan) -> int:
    """Replay, audit, print; 1 if something is wrong."""
    progress = Progress(plan.participants)
    contest = open_contest(
        Organisation.objects.get(slug="benchmark"),
        slug=SLUG,
        questions=plan.questions,
        time_limit_s=plan.time_limit_s,
    )
    people = _people(plan, progress)
    memory = Memory(_keys(contest), grace_s=settings.WANGAN_ATTEMPT_GRACE_SECONDS)
    notebook: list[Notes] = []
    connection.close()
    with running_site(timetable=plan.timetable) as site:
        driver = Driver(
            plan=plan,
            port=site.port,
            board=f"{API}/boards/people",
            courses=_courses(plan, contest, people, memory, notebook),
            told=progress.told,
        )
        used = Used(site)
        took_s = driver.drive()
        used_s = used.since()
        progress.say("Closing what is overdue …")
        settled_s = _wait_until_settled(site, contest)
        progress.say("Auditing …")
        began = time.perf_counter()
        checks = audit(_books(site, contest, notebook))
        audited_s = time.perf_counter() - began
    report = _report(
        plan,
        driver.timeline,
        checks,
        used_s,
        took_s=took_s,
        settled_s=settled_s,
        audited_s=audited_s,
    )
    timeline = [
        [one.second, one.answered, one.p99_ms, one.board_lag_s] for one in driver.timeline.moments()
    ]
    print(json.dumps({"report": report.as_json(), "timeline": timeline}))
    return 1 if any(check.faults for check in checks) else 0


class Used:
    """The processor time of the parts from now on."""

    def __init__(self, site: RunningSite) -> None:
        self._roots = Stage().roots | site.pids
        self._before, self._own = cpu_seconds(self._roots), time.process_time()

    def since(self) -> dict[str, float]:
        """The seconds of each so far."""
        after = cpu_seconds(self._roots)
        used = {name: after[name] - self._before[name] for name in self._roots}
        return used | {"generator": time.process_time() - self._own}


def _people(plan: ReplayPlan, progress: Progress) -> list[Participant]:
    people: list[Participant] = []
    while len(people) < plan.participants:
        people += make_participants(min(PEOPLE_AT_ONCE, plan.participants - len(people)))
        progress.say(f"{len(people):,} people are signed in")
    return people


def _keys(contest: Contest) -> dict[str, Any]:
    """The key of each question of the contest, by its words."""
    return {content["stem"]["zh-Hans"]: content["key"] for content in _contents(contest)}


def _contents(contest: Contest) -> list[dict[str, Any]]:
    questions = PaperQuestion.objects.filter(paper__rounds__contest=contest).order_by("index")
    return list(questions.values_list("revision__content", flat=True))


def _courses(
    plan: ReplayPlan,
    contest: Contest,
    people: Sequence[Participant],
    memory: Memory,
    notebook: list[Notes],
) -> Iterator[Course]:
    for number, person in enumerate(people):
        start_pass = write_start_pass(
            StartPass(
                contest_id=contest.pk,
                slug=SLUG,
                user_id=UUID(person.user_id),
                region_id=None,
                organisation_id=None,
                expires_at=clock.now() + VALID_FOR,
            )
        )
        headers = {"Authorization": f"Start {start_pass}"}
        yield take_part(
            start=http_request("POST", f"{API}/attempts", headers=headers),
            habits=habits_of(number, plan),
            memory=memory,
            notebook=notebook,
        )


def _wait_until_settled(site: RunningSite, contest: Contest) -> float:
    """Until the worker has closed what is overdue and published what came of it; the seconds."""
    began = time.monotonic()
    attempts = Attempt.objects.filter(paper__rounds__contest=contest)
    while time.monotonic() - began < SETTLED_WITHIN_S:
        if not attempts.filter(state="open").exists():
            total = json.loads(read(site.port, f"{API}/boards/people"))["total"]
            finished = json.loads(read(site.port, f"{API}/participation"))["finished"]
            if total == finished == attempts.values("entry_id").distinct().count():
                break
        time.sleep(0.5)
    settled_s = time.monotonic() - began
    # Each web process may give out what it told last for so long, and another may answer next.
    time.sleep(settings.WANGAN_PUBLIC_PAGES_KEPT_SECONDS + 1)
    return settled_s


def _books(site: RunningSite, contest: Contest, notebook: Sequence[Notes]) -> Books:
    paper = Paper.objects.get(rounds__contest=contest)
    attempts = Attempt.objects.filter(paper=paper).values_list(
        "id", "entry_id", "state", "drawn", "deadline", "finished_at", "time_used_ms", "score_centi"
    )
    answers = Answer.objects.filter(attempt__paper=paper).values_list(
        "attempt_id", "position", "seq", "response", "saved_at"
    )
    board = json.loads(read(site.port, f"{API}/boards/people"))
    return Books(
        notes=notebook,
        answers=(StoredAnswer(*row) for row in answers.iterator(chunk_size=ROWS_AT_ONCE)),
        attempts=[StoredAttempt(*row) for row in attempts.iterator(chunk_size=ROWS_AT_ONCE)],
        entries=contest.entries.count(),
        contents=_contents(contest),
        worth_centi=[
            section["points_centi"] for section in paper.sections for _ in range(section["count"])
        ],
        grace=timedelta(seconds=settings.WANGAN_ATTEMPT_GRACE_SECONDS),
        finish_unit=timedelta(milliseconds=contest.layout().finish_unit_ms),
        opens_at=contest.opens_at,
        board=PublicBoard(
            counts=json.loads(read(site.port, f"{API}/participation")),
            total=board["total"],
            page=lambda number: json.loads(read(site.port, f"{API}/boards/people?page={number}"))[
                "rows"
            ],
        ),
        now=clock.now(),
    )


def _report(
    plan: ReplayPlan,
    timeline: Timeline,
    checks: Sequence[Check],
    used_s: dict[str, float],
    *,
    took_s: float,
    settled_s: float,
    audited_s: float,
) -> Report:
    figures = timeline.figures()
    requests = sum(row["requests"] for row in figures.values())
    lags = [one.board_lag_s for one in timeline.moments() if one.board_lag_s is not None]
    whole: Figures = {"seconds": took_s, "requests": requests, "a second": requests / took_s}
    whole |= {f"{name} s": used for name, used in used_s.items()}
    if lags:
        whole["oldest board s"] = max(lags)
    targets = [at_most("faults", 0, sum(len(check.faults) for check in checks))]
    if plan.participants >= LARGE:
        targets.append(at_most("the whole replay", LONGEST_S, took_s, "s"))
    return Report(
        benchmark="replay",
        database="SQLite" if connection.vendor == "sqlite" else "PostgreSQL and Redis",
        rounds=1,
        scenes={"all": whole, **figures},
        targets=targets,
        notes=[
            f"{plan.participants:,} participants, {plan.questions} questions each.",
            *(f"{check}." for check in checks),
            f"Overdue attempts were closed and on the board {settled_s:.1f} s after the last "
            f"request; the audit took {audited_s:.1f} s.",
        ],
        versions=versions(),
    )


if __name__ == "__main__":
    sys.exit(main(ReplayPlan(**json.loads(sys.argv[1]))))
