"""`/metrics`: closed to the public, cheap to read, and right."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from common.batcher import Batcher, Overloaded
from common.models import Channel, Job
from common.outbox import queue_message
from config.tasks import beat
from quiz.attempt.models import Attempt
from quiz.attempt.saving import AnswerIn, save_answers
from quiz.contest.board_publishing import board_of
from quiz.contest.models import Contest
from quiz.leaderboard.models import Board
from tests.config.running_site import BASE_DIR
from tests.quiz.contest.conftest import contest
from tests.quiz.contest.contests import begin

__all__ = ["contest"]

TOKEN = "a-token-that-nobody-guesses"
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _open_to_prometheus(settings: Settings) -> None:
    settings.WANGAN_METRICS_TOKEN = TOKEN


def read(client: Client) -> dict[str, float]:
    """Every figure, with its labels as Prometheus writes them."""
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    return {
        sample.name
        + "".join(f"{{{name}={value}}}" for name, value in sorted(sample.labels.items())): (
            sample.value
        )
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


def difference(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    return {
        name: value - before.get(name, 0)
        for name, value in after.items()
        if value != before.get(name, 0) and "_bucket" not in name and "_created" not in name
    }


@pytest.mark.parametrize(
    ("configured", "sent", "status"),
    [
        ("", "", 404),
        ("", "Bearer ", 404),
        (TOKEN, "", 401),
        (TOKEN, "Bearer wrong", 401),
        (TOKEN, f"Bearer {TOKEN}张", 401),
    ],
)
def test_nobody_reads_them_without_the_token(
    client: Client, settings: Settings, configured: str, sent: str, status: int
) -> None:
    settings.WANGAN_METRICS_TOKEN = configured
    response = client.get("/metrics", HTTP_AUTHORIZATION=sent)
    assert (response.status_code, response.content) == (status, b"")


@pytest.mark.django_db
def test_they_are_read_by_address_over_plain_http(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["contest.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    headers = {"Authorization": f"Bearer {TOKEN}", "Host": "10.0.0.7:8000"}
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_what_waits_is_told_with_its_age(
    client: Client, contest: Contest, resident: User, stranger: User, now: datetime
) -> None:
    attempt = begin(contest, resident, at=now)
    begin(contest, stranger, at=now + 10 * MINUTE)
    later = attempt.deadline + MINUTE
    Job.objects.create(kind="export", created_at=later - 50 * SECOND)
    for due in (40, 30):
        queue_message(
            channel=Channel.MAIL, recipient="a@example.org", body="b", now=later - due * SECOND
        )
    board_of(contest)
    Board.objects.update(merged_through=later - 4 * SECOND, build_ms=1500)
    with time_machine.travel(later - 7 * SECOND, tick=False):
        beat()
    with time_machine.travel(later, tick=False):
        found = read(client)
    assert {name: value for name, value in found.items() if "{" not in name} == {
        "wangan_database_up": 1,
        "wangan_worker_heartbeat_age_seconds": 7,
        "wangan_open_attempts": 2,
        "wangan_overdue_attempt_age_seconds": 60,
        "wangan_job_queue_age_seconds": 50,
        "wangan_outbox_age_seconds": 40,
        "wangan_board_lag_seconds": 4,
        "wangan_board_build_seconds": 1.5,
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("time_machine_at", "contest")
def test_nothing_waits_on_a_quiet_site_and_a_board_never_published_is_as_old_as_its_contest(
    client: Client,
) -> None:
    found = read(client)
    assert {name: value for name, value in found.items() if "{" not in name} == {
        "wangan_database_up": 1,
        "wangan_open_attempts": 0,
        "wangan_overdue_attempt_age_seconds": 0,
        "wangan_job_queue_age_seconds": 0,
        "wangan_outbox_age_seconds": 0,
        "wangan_board_lag_seconds": 3600,
        "wangan_board_build_seconds": 0,
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("contest")
def test_the_database_is_asked_once_in_ten_seconds_however_often_they_are_read(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        read(client)
    with django_assert_num_queries(0):
        read(client)


@pytest.mark.django_db
def test_without_the_database_a_process_still_tells_what_it_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/admin")

    def refuse() -> None:
        raise OperationalError("planted")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    found = read(client)
    assert found["wangan_database_up"] == 0
    assert found["wangan_requests_total{method=GET}{status=302}"] >= 1
    assert "wangan_open_attempts" not in found


@pytest.mark.django_db
def test_requests_are_counted_by_status_and_probes_are_not(client: Client) -> None:
    before = read(client)
    client.get("/admin")
    client.get("/healthz")
    client.generic("BREW", "/admin")
    found = difference(before, read(client))
    assert {name: value for name, value in found.items() if not name.endswith("_sum{method=")} == {
        "wangan_requests_total{method=GET}{status=302}": 1,
        "wangan_requests_total{method=other}{status=405}": 1,
        "wangan_request_seconds_count{method=GET}": 1,
        "wangan_request_seconds_count{method=other}": 1,
        "wangan_request_seconds_sum{method=GET}": found["wangan_request_seconds_sum{method=GET}"],
        "wangan_request_seconds_sum{method=other}": found[
            "wangan_request_seconds_sum{method=other}"
        ],
    }


@pytest.mark.django_db
def test_answers_are_counted_by_whether_they_were_stored(
    client: Client, contest: Contest, resident: User, now: datetime
) -> None:
    attempt: Attempt = begin(contest, resident, at=now)
    before = read(client)
    for seqs in ((1, 2), (2, 3)):
        answers = [AnswerIn(position=seq, response=["a"], seq=seq) for seq in seqs]
        save_answers(attempt_id=attempt.pk, answers=answers, received_at=now)
    found = difference(before, read(client))
    assert {name: value for name, value in found.items() if "answers" in name} == {
        "wangan_answers_total{outcome=stored}": 3,
        "wangan_answers_total{outcome=not_stored}": 1,
    }


@pytest.mark.django_db
def test_batches_are_counted_with_their_size_their_time_and_what_went_wrong(
    client: Client,
) -> None:
    def write(batch: object) -> list[str]:
        if batch == ["bad"]:
            raise ValueError("planted")
        return ["written"]

    before = read(client)
    batcher = Batcher[str, str](name="counted", write=write)
    batcher.submit("good")
    with pytest.raises(ValueError, match="planted"):
        batcher.submit("bad")
    full = Batcher[str, str](name="counted", write=write, queue_limit=0)
    with pytest.raises(Overloaded):
        full.submit("one too many")
    batcher.stop()
    found = difference(before, read(client))
    took = found.pop("wangan_batch_seconds_sum{batcher=counted}")
    assert 0 < took < 10
    assert {name: value for name, value in found.items() if "counted" in name} == {
        "wangan_batch_items_count{batcher=counted}": 1,
        "wangan_batch_items_sum{batcher=counted}": 1,
        "wangan_batch_seconds_count{batcher=counted}": 1,
        "wangan_batch_failures_total{batcher=counted}": 1,
        "wangan_batch_refusals_total{batcher=counted}": 1,
    }


@pytest.mark.django_db
def test_any_process_of_a_host_answers_for_all_of_them(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = "from common.metrics import batch_figures as f; f('x').wrote(items=3, seconds=0.03)"
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-c", counting],
            cwd=BASE_DIR,
            env={"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
            check=True,
        )
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    found = read(client)
    assert found["wangan_batch_items_sum{batcher=x}"] == 6
    assert found["wangan_batch_seconds_bucket{batcher=x}{le=0.02}"] == 0
    assert found["wangan_batch_seconds_bucket{batcher=x}{le=0.05}"] == 2
