"""A trainer uploads a roster, sees what it would do, and agrees; to others there is nothing."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Organisation, RoleKind, RosterEntry, RosterImport, User
from accounts.organisations import give_role
from accounts.roster import applying
from accounts.roster.reading import open_roster, read_roster
from accounts.roster.uploads import KEPT, forget_old_rosters
from common import clock
from common.audit import AuditEvent
from common.jobs import run_job
from common.models import StoredFile
from tests.accounts.roster.tables import HEADER, csv_of, xlsx_of
from tests.cast import make_organisation, make_user

OCTETS = "application/octet-stream"
SUN_LI = ("1", "孙丽", "技术部/运维组", "", "是", "sun@example.com")


@pytest.fixture
def ours(api: APIClient, trainer: User) -> APIClient:
    api.force_authenticate(trainer)
    return api


def upload(api: APIClient, organisation: Organisation, data: bytes, query: str = "") -> Any:
    path = f"/api/v1/train/organisations/{organisation.pk}/rosters?file_name=people.xlsx{query}"
    return api.post(path, data, content_type=OCTETS)


def run(api: APIClient, shown: dict[str, Any]) -> dict[str, Any]:
    run_job(job_id=shown["job"]["id"], now=clock.now())
    response = api.get(f"/api/v1/train/rosters/{shown['id']}")
    assert response.status_code == 200
    return dict(response.json())


def checked(
    api: APIClient, organisation: Organisation, data: bytes, query: str = "&create_units=true"
) -> dict[str, Any]:
    response = upload(api, organisation, data, query)
    assert response.status_code == 202, response.json()
    return run(api, response.json())


def items_of(api: APIClient, import_id: str, **query: Any) -> list[dict[str, Any]]:
    response = api.get(f"/api/v1/train/rosters/{import_id}/items", query)
    assert response.status_code == 200, response.json()
    return list(response.json()["results"])


def confirm(api: APIClient, import_id: str) -> Any:
    return api.post(f"/api/v1/train/rosters/{import_id}/confirm", {})


def test_a_roster_goes_from_upload_to_people(
    ours: APIClient, organisation: Organisation, trainer: User
):
    data = xlsx_of(SUN_LI, ("2", "", "财务部"), ("3", "周强", "财务部", "", "", "nowhere"))
    planned = checked(ours, organisation, data)
    assert planned["state"] == "planned"
    assert planned["counts"] == {
        "create": 1, "update": 0, "unchanged": 0, "leaves": 0, "error": 2,
    }  # fmt: skip
    assert planned["new_units"] == ["技术部", "技术部/运维组"]
    assert not RosterEntry.objects.exists()
    first, second, third = items_of(ours, planned["id"])
    assert (first["action"], first["name"], first["units"]) == ("create", "孙丽", ["技术部/运维组"])
    assert (second["place"]["row"], second["errors"][0]["column"]) == (3, "姓名")
    assert third["errors"][0]["detail"] == "This is not an e-mail address."
    assert items_of(ours, planned["id"], action="create") == [first]

    agreed = confirm(ours, planned["id"])
    assert agreed.status_code == 202
    done = run(ours, agreed.json())
    assert (done["state"], done["counts"]) == ("done", planned["counts"])
    assert RosterEntry.objects.get().name == "孙丽"
    event = AuditEvent.objects.get(action="roster_imported")
    assert (event.actor_id, event.organisation_id) == (trainer.pk, organisation.pk)
    assert (event.after["create"], event.after["source"]) == (1, "people.xlsx")

    listed = ours.get("/api/v1/train/organisations").json()["results"]
    assert [(one["slug"], one["people"], one["units"]) for one in listed] == [("cleannet", 1, 2)]
    again = checked(ours, organisation, xlsx_of(SUN_LI))
    assert again["counts"]["unchanged"] == 1
    refused = confirm(ours, again["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_in_roster")


def test_failed_rows_come_back_under_their_titles(ours: APIClient, organisation: Organisation):
    planned = checked(ours, organisation, csv_of(SUN_LI, ("=1+1", "周强", "财务部")))
    response = ours.get(f"/api/v1/train/rosters/{planned['id']}/failed-rows")
    assert response.status_code == 200
    (grid,) = open_roster(response.content).grids
    assert grid.rows[0].cells == ("What is wrong", *HEADER)
    assert grid.rows[1].cells[1:4] == ("'=1+1", "周强", "财务部")
    assert "formula" in grid.rows[1].cells[0]
    (row,) = read_roster(open_roster(response.content)).rows
    assert [fault.code for fault in row.faults] == ["cell_is_formula"]


def test_errors_are_told_in_the_readers_language(ours: APIClient, organisation: Organisation):
    planned = checked(ours, organisation, csv_of(("1", "", "财务部")))
    path = f"/api/v1/train/rosters/{planned['id']}/items"
    told = ours.get(path, HTTP_ACCEPT_LANGUAGE="zh-Hans").json()["results"][0]["errors"][0]
    assert told["detail"] == "新成员需要填写姓名。"


def test_what_a_file_may_do_can_be_said_later(ours: APIClient, organisation: Organisation):
    planned = checked(ours, organisation, csv_of(SUN_LI), query="")
    assert planned["counts"]["error"] == 1
    path = f"/api/v1/train/rosters/{planned['id']}"
    changed = ours.patch(path, {"create_units": True}, format="json")
    assert (changed.status_code, changed.json()["state"]) == (200, "planning")
    assert run(ours, changed.json())["counts"]["create"] == 1


def test_what_changed_meanwhile_is_left_alone(ours: APIClient, organisation: Organisation):
    planned = checked(ours, organisation, csv_of(("1", "孙丽", "技术部")))
    other = checked(ours, organisation, csv_of(("1", "孙莉", "财务部")))
    run(ours, confirm(ours, other["id"]).json())
    done = run(ours, confirm(ours, planned["id"]).json())
    assert (done["counts"]["error"], done["counts"]["create"]) == (1, 0)
    (item,) = items_of(ours, planned["id"])
    assert item["errors"][0]["code"] == "changed_meanwhile"
    assert RosterEntry.objects.get().name == "孙莉"


def test_an_import_that_broke_off_goes_on_with_the_rest(
    ours: APIClient, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
):
    planned = checked(ours, organisation, csv_of(SUN_LI, ("2", "周强", "技术部/运维组")))
    monkeypatch.setattr(applying, "BATCH", 1)
    write = applying._write_batch

    def break_off(organisation: Organisation, batch: Any, now: Any) -> None:
        if batch[0].person_number == "2":
            raise RuntimeError("the worker is gone")
        write(organisation, batch, now)

    monkeypatch.setattr(applying, "_write_batch", break_off)
    broken = run(ours, confirm(ours, planned["id"]).json())
    assert (broken["state"], broken["job"]["state"]) == ("applying", "failed")
    assert RosterEntry.objects.count() == 1

    monkeypatch.setattr(applying, "_write_batch", write)
    done = run(ours, confirm(ours, planned["id"]).json())
    assert (done["state"], done["counts"]["create"], done["counts"]["error"]) == ("done", 2, 0)
    assert RosterEntry.objects.count() == 2


def test_rosters_of_an_organisation_take_turns(ours: APIClient, organisation: Organisation):
    one = checked(ours, organisation, csv_of(("1", "孙丽", "")))
    two = checked(ours, organisation, csv_of(("2", "周强", "")))
    assert confirm(ours, one["id"]).status_code == 202
    refused = confirm(ours, two["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "another_roster_runs")


def test_a_trainer_who_lost_the_duty_imports_nothing(
    ours: APIClient, organisation: Organisation, trainer: User
):
    planned = checked(ours, organisation, csv_of(SUN_LI))
    agreed = confirm(ours, planned["id"]).json()
    trainer.roles.all().delete()
    run_job(job_id=agreed["job"]["id"], now=clock.now())
    assert not RosterEntry.objects.exists()


def test_old_files_are_forgotten_and_people_stay(ours: APIClient, organisation: Organisation):
    planned = checked(ours, organisation, csv_of(SUN_LI))
    run(ours, confirm(ours, planned["id"]).json())
    assert forget_old_rosters(now=clock.now() + KEPT + timedelta(hours=1)) == 1
    assert not RosterImport.objects.exists()
    assert not StoredFile.objects.exists()
    assert RosterEntry.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"\n", b"a,b\n1,2"])
def test_a_file_that_is_no_roster_brings_nobody(
    data: bytes, ours: APIClient, organisation: Organisation
):
    response = upload(ours, organisation, data)
    if response.status_code == 400:
        assert response.json()["code"] == "file_empty"
        return
    planned = run(ours, response.json())
    assert planned["counts"]["error"] == 1
    assert confirm(ours, planned["id"]).status_code == 409


WHO = ("stranger", "organiser", "manager", "other_trainer", "nobody", "trainer", "staff")


@pytest.fixture
def other_trainer(db: None) -> User:
    user = make_user("other-trainer")
    give_role(user=user, kind=RoleKind.TRAINER, organisation=make_organisation("other"))
    return user


@pytest.mark.parametrize("who", WHO)
def test_only_its_trainers_and_staff_know_that_there_is_a_roster(
    who: str, api: APIClient, organisation: Organisation, trainer: User,
    request: pytest.FixtureRequest,
):  # fmt: skip
    api.force_authenticate(trainer)
    planned = checked(api, organisation, csv_of(SUN_LI, ("2", "", "")))
    api.force_authenticate(None if who == "nobody" else request.getfixturevalue(who))
    roster = f"/api/v1/train/rosters/{planned['id']}"
    answers = [
        api.get(f"/api/v1/train/organisations/{organisation.pk}/rosters").status_code,
        upload(api, organisation, csv_of(SUN_LI)).status_code,
        api.get(roster).status_code,
        api.get(f"{roster}/items").status_code,
        api.get(f"{roster}/failed-rows").status_code,
        api.patch(roster, {"create_units": True}, format="json").status_code,
        confirm(api, planned["id"]).status_code,
        api.delete(roster).status_code,
    ]
    expected = {"nobody": {401}, "trainer": {200, 202, 204, 409}, "staff": {200, 202, 204, 409}}
    assert set(answers) <= expected.get(who, {404}), answers
    listed = api.get("/api/v1/train/organisations")
    slugs = [one["slug"] for one in listed.json().get("results", [])]
    assert ("cleannet" in slugs) == (who in ("trainer", "staff"))


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_the_same_however_long(
    people: int,
    ours: APIClient,
    organisation: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    rows = [(str(number), "孙丽", "") for number in range(people)]
    planned = checked(ours, organisation, csv_of(*rows))
    with django_assert_num_queries(3):
        assert len(items_of(ours, planned["id"])) == people
