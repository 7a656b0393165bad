"""People without a name still have something to be called by."""

import csv
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from accounts.guests import create_guest
from accounts.models import Organisation, User
from common import clock
from common.jobs import run_job
from quiz.contest.enums import Eligibility
from quiz.contest.exporting import export_results
from quiz.contest.guest_names import name_in, name_of
from tests.quiz.contest.contests import open_contest, publish, sit

NUMBERED = UUID(int=7 * 100_000 + 42)


def test_a_nameless_guest_is_called_by_a_number_that_stays():
    guest = User(pk=NUMBERED, is_guest=True)
    assert name_of(guest) == {"zh-Hans": "游客00042", "en": "Guest 00042"}
    assert (name_in(guest, "zh-hans"), name_in(guest, "en")) == ("游客00042", "Guest 00042")


def test_a_given_name_stays_as_it_is():
    named = User(pk=NUMBERED, is_guest=True, display_name="张伟")
    assert (name_of(named), name_in(named, "en")) == ("张伟", "张伟")


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_board_and_exported_file_call_a_guest_the_same(
    organisation: Organisation, organiser: User, now: datetime, language: str
):
    contest = open_contest(organisation, now=now, audience=Eligibility.GUESTS)
    guest = create_guest(now=now)
    sit(contest, guest, right=2, at=now)
    snapshot = publish(contest, at=now + timedelta(minutes=10))
    assert snapshot is not None
    assert snapshot.top[0]["name"] == name_of(guest)
    organiser.language = language
    organiser.save(update_fields=["language"])
    job = export_results(contest=contest, file_format="csv", by=organiser, now=now)
    run_job(job_id=job.pk, now=clock.now())
    job.refresh_from_db()
    (row,) = csv.DictReader(job.result.read().decode("utf-8-sig").splitlines())
    assert name_in(guest, language) in row.values()
