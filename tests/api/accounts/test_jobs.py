"""`/api/v1/jobs/{id}` and its result."""

import io
from uuid import UUID

import pytest

from common.jobs import JobError, JobResult, enqueue_job, register_job, run_job

pytestmark = pytest.mark.django_db


@register_job("tests.export")
def export(job, progress):
    """Write a list of names."""
    progress.report(done=1, total=1)
    return JobResult(
        file=io.BytesIO("姓名\r\n".encode()),
        file_name="成绩.csv",
        errors=(JobError(row=2, code="blank", detail="No name"),),
    )


@pytest.fixture
def job(organiser, now):
    return enqueue_job(kind="tests.export", owner=organiser, params={}, now=now)


def test_its_owner_sees_how_far_a_job_is(api, job, organiser):
    api.force_authenticate(organiser)

    assert api.get(f"/api/v1/jobs/{job.pk}").json() == {
        "id": str(job.pk),
        "kind": "tests.export",
        "state": "queued",
        "done": 0,
        "total": None,
        "message": "",
        "errors": [],
        "result": None,
        "result_name": "",
        "created_at": "2026-09-14T09:00:00Z",
        "started_at": None,
        "finished_at": None,
    }


def test_a_finished_job_says_where_its_result_is_and_what_was_wrong(api, job, organiser, now):
    run_job(job_id=job.pk, now=now)
    api.force_authenticate(organiser)

    answer = api.get(f"/api/v1/jobs/{job.pk}").json()

    assert (answer["state"], answer["result"]) == ("done", f"/api/v1/jobs/{job.pk}/result")
    assert answer["errors"] == [
        {"row": 2, "column": "", "code": "blank", "detail": "No name", "item": ""}
    ]


def test_a_result_is_downloaded_under_its_own_name(api, job, organiser, now):
    run_job(job_id=job.pk, now=now)
    api.force_authenticate(organiser)

    response = api.get(f"/api/v1/jobs/{job.pk}/result", headers={"Accept": "text/csv"})

    assert b"".join(response.streaming_content).decode() == "姓名\r\n"
    assert response["Content-Type"] == "text/csv"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E6%88%90%E7%BB%A9.csv"
    )
    assert response["Cache-Control"] == "private, no-store"


def test_a_result_that_is_not_there_yet_is_refused(api, job, organiser):
    api.force_authenticate(organiser)

    response = api.get(f"/api/v1/jobs/{job.pk}/result", headers={"Accept": "text/csv"})

    assert (response.status_code, response.json()["code"]) == (409, "job_not_finished")


def test_nobody_else_sees_a_job(api, job, stranger, staff, now):
    run_job(job_id=job.pk, now=now)

    for somebody in (stranger, staff):
        api.force_authenticate(somebody)
        assert api.get(f"/api/v1/jobs/{job.pk}").status_code == 404
        assert api.get(f"/api/v1/jobs/{job.pk}/result").status_code == 404


@pytest.mark.parametrize("path", ["", "/result"])
def test_a_job_that_never_was_is_not_found(api, organiser, path):
    api.force_authenticate(organiser)

    assert api.get(f"/api/v1/jobs/{UUID(int=1)}{path}").status_code == 404
