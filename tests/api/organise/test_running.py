"""Running a contest: people, decisions, watching, exports, rulings."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from rest_framework.test import APIClient

from accounts.models import Organisation, User
from common.jobs import run_pending_jobs
from quiz.attempt.closing import finish_attempt
from quiz.contest.models import Contest
from tests.quiz.contest.contests import answer, begin, entry_in, open_contest, publish, sit

PATH = "/api/v1/organise"
MINUTE = timedelta(minutes=1)


def test_an_organiser_sees_people_with_their_names_and_finds_them(
    api: APIClient, contest: Contest, resident: User, people: list[User], organiser: User,
    now: datetime,
):  # fmt: skip
    sit(contest, resident, right=3, at=now - 30 * MINUTE)
    begin(contest, people[0], at=now)
    api.force_authenticate(organiser)
    listed = api.get(f"{PATH}/contests/{contest.pk}/entries").json()["results"]
    # While the clock stands still, ids have no order.
    assert {(row["name"], row["attempts"], row["attempt_open"]) for row in listed} == {
        ("陈一", 1, True),
        ("张伟", 1, False),
    }
    (found,) = api.get(f"{PATH}/contests/{contest.pk}/entries?search=伟").json()["results"]
    assert found == {
        "id": str(entry_in(contest, resident).pk),
        "name": "张伟",
        "region": "Daoli",
        "organisation": None,
        "registered_at": "2026-09-14T08:30:00Z",
        "attempts": 1,
        "attempt_open": False,
        "score": 15,
        "time_used_ms": 300_000,
        "passed": None,
        "time_factor_percent": 100,
        "disqualified_at": None,
        "disqualified_reason": "",
    }
    for nothing in ("nobody", "%", "_"):
        assert not api.get(f"{PATH}/contests/{contest.pk}/entries", {"search": nothing}).json()[
            "results"
        ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_people_does_not_change_the_number_of_queries(
    api: APIClient,
    contest: Contest,
    people: list[User],
    organiser: User,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for person in people[:number]:
        sit(contest, person, right=1, at=now - 30 * MINUTE)
    api.force_authenticate(organiser)
    # The duty; the contest with regions, rounds, prizes; the entries.
    with django_assert_num_queries(6):
        rows = api.get(f"{PATH}/contests/{contest.pk}/entries").json()["results"]
    assert len(rows) == number


def test_extra_time_lengthens_the_attempt_in_progress_and_the_next(
    api: APIClient, contest: Contest, resident: User, organiser: User, now: datetime
):
    attempt = begin(contest, resident, at=now)
    api.force_authenticate(organiser)
    address = f"{PATH}/entries/{entry_in(contest, resident).pk}/extra-time"
    given = api.post(address, {"time_factor_percent": 150, "reason": "low vision"}).json()
    assert given["time_factor_percent"] == 150
    assert given["attempts_list"][0]["deadline"] == "2026-09-14T09:30:00Z"
    assert (
        api.post(address, {"time_factor_percent": 100}).json()["attempts_list"][0]["deadline"]
        == "2026-09-14T09:30:00Z"
    ), "nothing is taken back from an attempt in progress"
    assert api.post(address, {"time_factor_percent": 500}).status_code == 400
    api.post(address, {"time_factor_percent": 200})
    finish_attempt(attempt_id=attempt.pk, now=now)
    assert begin(contest, resident, at=now).deadline == now + 40 * MINUTE


def test_disqualifying_needs_a_reason_and_can_be_undone(
    api: APIClient, contest: Contest, resident: User, organiser: User, now: datetime
):
    sit(contest, resident, right=1, at=now - 30 * MINUTE)
    api.force_authenticate(organiser)
    address = f"{PATH}/entries/{entry_in(contest, resident).pk}"
    assert api.post(f"{address}/disqualify", {}).status_code == 400
    out = api.post(f"{address}/disqualify", {"reason": "two accounts"}).json()
    assert (out["disqualified_at"], out["disqualified_reason"]) == (
        "2026-09-14T09:00:00Z",
        "two accounts",
    )
    back = api.post(f"{address}/reinstate", {"reason": "a mistake"}).json()
    assert (back["disqualified_at"], back["score"]) == (None, 5)


def test_watching_counts_people_and_the_last_minutes(
    api: APIClient, contest: Contest, resident: User, people: list[User], organiser: User,
    now: datetime,
):  # fmt: skip
    sit(contest, resident, right=3, at=now - 10 * MINUTE, minutes=5)
    begin(contest, people[0], at=now - MINUTE)
    api.force_authenticate(organiser)
    watched = api.get(f"{PATH}/contests/{contest.pk}/watch").json()
    minutes = watched.pop("last_minutes")
    assert watched == {
        "as_of": "2026-09-14T09:00:00Z",
        "registered": 2,
        "started": 2,
        "finished": 1,
        "passed": None,
        "open_now": 1,
        "is_simulated": False,
        "by_region": [
            {
                "code": "230100",
                "name": "Harbin",
                "registered": 1,
                "started": 1,
                "finished": 1,
                "passed": 0,
            },
            {
                "code": None,
                "name": None,
                "registered": 1,
                "started": 1,
                "finished": 0,
                "passed": 0,
            },
        ],
        "by_day": [{"day": "2026-09-14", "registered": 2, "started": 2, "finished": 1}],
        "by_round": [{"number": 1, "title": "", "started": 2, "finished": 1}],
        "board": {"frozen": False, "published_at": None},
    }
    assert len(minutes) == 30
    assert minutes[-1]["minute"] == "2026-09-14T09:00:00Z"
    busy = [(m["minute"][11:16], m["started"], m["finished"]) for m in minutes]
    assert [row for row in busy if row[1:] != (0, 0)] == [
        ("08:50", 1, 0),
        ("08:55", 0, 1),
        ("08:59", 1, 0),
    ]


def test_during_a_freeze_organisers_go_on_seeing_the_board(
    api: APIClient,
    organisation: Organisation,
    resident: User,
    organiser: User,
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    contest = open_contest(organisation, now=now, slug="frozen", freeze_at=now)
    sit(contest, resident, right=1, at=now - 30 * MINUTE)
    sit(contest, resident, right=4, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        publish(contest, at=now + 6 * MINUTE)
    api.force_authenticate(organiser)
    full = api.get(f"{PATH}/contests/{contest.pk}/boards/people").json()
    public = api.get("/api/v1/contests/frozen/boards/people").json()
    assert [(full["frozen"], full["rows"][0]["score"])] == [(False, 20)]
    assert [(public["frozen"], public["rows"][0]["score"])] == [(True, 5)]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_results_are_exported_by_a_job(
    api: APIClient,
    contest: Contest,
    people: list[User],
    organiser: User,
    resident: User,
    now: datetime,
    file_format: str,
):
    people[0].display_name = "=1+1"
    people[0].save()
    for person, right in ((people[0], 4), (people[1], 2), (people[2], 2)):
        sit(contest, person, right=right, at=now - 30 * MINUTE)
    begin(contest, people[3], at=now)
    organiser.language = "en"
    organiser.save()
    api.force_authenticate(organiser)
    queued = api.post(f"{PATH}/contests/{contest.pk}/exports", {"format": file_format})
    assert (queued.status_code, queued.json()["state"]) == (202, "queued")
    assert run_pending_jobs(now=now) == 1
    done = api.get(queued["Location"]).json()
    assert (done["state"], done["done"], done["result_name"]) == (
        "done",
        4,
        f"spring.{file_format}",
    )
    file = api.get(done["result"]).getvalue()
    if file_format == "xlsx":
        assert file.startswith(b"PK")
        return
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Rank", "Name", "Username"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "2", ""]
    assert {(row[1], row[6]) for row in rows[1:]} == {
        ("'=1+1", "20.0"),
        ("林二", "10.0"),
        ("周三", "10.0"),
        ("吴四", ""),
    }


def test_a_ruling_is_looked_at_made_and_carried_out(
    api: APIClient, contest: Contest, resident: User, organiser: User, now: datetime
):
    attempt = begin(contest, resident, at=now - 30 * MINUTE)
    answer(attempt, range(3), right=False, at=now - 25 * MINUTE)
    finish_attempt(attempt_id=attempt.pk, now=now - 25 * MINUTE)
    api.force_authenticate(organiser)
    address = f"{PATH}/contests/{contest.pk}/rulings"
    question = api.get(address).json()["questions"][0]
    assert (question["key"], question["ruling"]) == (["a"], None)
    wrong = {"rulings": [{"index": 0, "kind": "key_corrected", "key": ["z"]}], "reason": "x"}
    assert api.post(address, wrong).json()["errors"][0]["pointer"] == "/rulings/0"
    body = {"rulings": [{"index": 0, "kind": "withdrawn"}]}
    looking = api.post(f"{address}/previews", body)
    assert looking.status_code == 202
    found = f"{address}/previews/{looking.json()['id']}"
    early = api.get(found)
    assert (early.status_code, early.json()["code"]) == (409, "job_not_finished")
    run_pending_jobs(now=now)
    preview = api.get(found).json()
    entry = entry_in(contest, resident)
    assert preview == {
        "closed": 1,
        "had_question": 1,
        "raised": 1,
        "lowered": 0,
        "moves": [{"entry": str(entry.pk), "name": "张伟", "before": 0, "after": 5}],
    }
    assert entry_in(contest, resident).score_centi == 0
    made = api.post(address, body | {"reason": "ambiguous wording"})
    assert made.status_code == 202
    run_pending_jobs(now=now)
    assert entry_in(contest, resident).score_centi == 500
    after = api.get(address).json()
    assert after["questions"][0]["ruling"] == "withdrawn"
    assert after["rulings"] == [
        {
            "number": 1,
            "index": 0,
            "kind": "withdrawn",
            "key": None,
            "reason": "ambiguous wording",
            "made_by": "王芳",
            "made_at": "2026-09-14T09:00:00Z",
        }
    ]


def test_a_preview_is_only_for_who_asked_and_in_the_contest_it_is_about(
    api: APIClient,
    contest: Contest,
    organisation: Organisation,
    organiser: User,
    staff: User,
    now: datetime,
):
    api.force_authenticate(organiser)
    body = {"rulings": [{"index": 0, "kind": "withdrawn"}]}
    job = api.post(f"{PATH}/contests/{contest.pk}/rulings/previews", body).json()["id"]
    run_pending_jobs(now=now)
    other = open_contest(organisation, now=now)
    assert api.get(f"{PATH}/contests/{contest.pk}/rulings/previews/{job}").status_code == 200
    assert api.get(f"{PATH}/contests/{other.pk}/rulings/previews/{job}").status_code == 404
    api.force_authenticate(staff)
    assert api.get(f"{PATH}/contests/{contest.pk}/rulings/previews/{job}").status_code == 404
