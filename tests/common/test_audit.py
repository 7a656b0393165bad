"""The audit trail."""

import pytest
from django.db import DatabaseError, connection, transaction

from common.audit import AuditEvent, record_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(organiser, organisation, now):
    return record_event(
        actor=organiser,
        action="headcount_corrected",
        subject=organisation,
        organisation_id=organisation.pk,
        before={"headcount_declared": 40},
        after={"headcount_declared": 45},
        reason="A class was missing.",
        now=now,
    )


def test_an_event_says_who_did_what_to_which_thing_when_and_why(
    event, organiser, organisation, now
):
    event.refresh_from_db()

    assert (event.actor_id, event.actor_name) == (organiser.pk, "王芳")
    assert (event.subject_kind, event.subject_id) == ("accounts.organisation", str(organisation.pk))
    assert (event.action, event.reason, event.at) == (
        "headcount_corrected",
        "A class was missing.",
        now,
    )
    assert (event.before, event.after) == ({"headcount_declared": 40}, {"headcount_declared": 45})


def test_the_platform_may_act_by_itself(organisation, now):
    event = record_event(actor=None, action="closed", subject=organisation, now=now)

    assert (event.actor_id, event.actor_name) == (None, "")


def test_an_event_outlives_its_actor(event, organiser):
    organiser.delete()

    assert AuditEvent.objects.get().actor_name == "王芳"


def test_code_cannot_change_or_delete_events(event):
    with pytest.raises(TypeError):
        AuditEvent.objects.update(reason="")
    with pytest.raises(TypeError):
        AuditEvent.objects.filter(pk=event.pk).delete()
    with pytest.raises(TypeError):
        event.delete()


def test_the_database_itself_refuses_changes(event):
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE common_auditevent SET reason = 'other'")

    event.refresh_from_db()
    assert event.reason == "A class was missing."
