"""An organiser uploads a file, sees what it would do, and agrees."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Organisation, RoleKind, User
from accounts.organisations import give_role
from api.workbooks import XLSX
from common import clock
from common.audit import AuditEvent
from common.jobs import run_job, run_pending_jobs
from common.models import Job, JobState
from quiz.bank.bulk_writing import write_questions
from quiz.bank.importing import applying
from quiz.bank.importing.uploads import KEPT, forget_old_imports
from quiz.bank.models import Bank, Question, QuestionImport
from quiz.bank.revising import revise_question
from tests.cast import make_organisation, make_user
from tests.quiz.bank.importing.files import file_of, item
from tests.quiz.factories import NOW, content, make_bank, make_question, make_topic

OCTETS = "application/octet-stream"


@pytest.fixture
def bank(organisation: Organisation) -> Bank:
    return make_bank("ours", organisation=organisation)


@pytest.fixture
def ours(api: APIClient, organiser: User) -> APIClient:
    api.force_authenticate(organiser)
    return api


def upload(api: APIClient, bank: Bank, data: bytes, query: str = "", **headers: Any) -> Any:
    path = f"/api/v1/organise/banks/{bank.pk}/imports?file_name=questions.json{query}"
    return send(api, path, data, **headers)


def send(api: APIClient, path: str, data: bytes, content_type: str = OCTETS, **headers: Any) -> Any:
    return api.post(path, data, content_type=content_type, **headers)


def checked(api: APIClient, bank: Bank, *items: dict[str, Any], query: str = "") -> dict[str, Any]:
    """An import whose job has run."""
    response = upload(api, bank, file_of(*items), query)
    assert response.status_code == 202, response.json()
    return run(api, response.json())


def run(api: APIClient, shown: dict[str, Any]) -> dict[str, Any]:
    run_job(job_id=shown["job"]["id"], now=clock.now())
    return read(api, shown["id"])


def read(api: APIClient, import_id: str) -> dict[str, Any]:
    response = api.get(f"/api/v1/organise/imports/{import_id}")
    assert response.status_code == 200
    return dict(response.json())


def items_of(api: APIClient, import_id: str, **query: Any) -> list[dict[str, Any]]:
    response = api.get(f"/api/v1/organise/imports/{import_id}/items", query)
    assert response.status_code == 200, response.json()
    return list(response.json()["results"])


def confirm(api: APIClient, import_id: str, **headers: Any) -> Any:
    return api.post(f"/api/v1/organise/imports/{import_id}/confirm", {}, **headers)


def test_a_file_goes_from_upload_to_questions(ours: APIClient, bank: Bank, organiser: User):
    known = make_question(make_topic(bank))
    stem = "收到自称公安机关的来电，要求把存款转入安全账户，应该怎么做"
    data = file_of(
        item("9", external_id=known.external_id, topic="fraud", difficulty=1)
        | {"stem": {"zh-Hans": f"{stem}？", "en": "A call"}},
        item("2", external_id="new") | {"stem": {"zh-Hans": f"{stem}呢？"}},
        item("3") | {"key": []},
        item("4") | {"key": [], "external_id": "both", "difficulty": 9},
    )
    response = upload(ours, bank, data)
    assert response.status_code == 202
    uploaded = response.json()
    assert response["Location"] == f"/api/v1/jobs/{uploaded['job']['id']}"
    assert (uploaded["state"], uploaded["counts"]["create"]) == ("planning", 0)

    planned = run(ours, uploaded)
    assert planned["state"] == "planned"
    assert planned["format"] == "json"
    assert planned["owner"] == "王芳"
    assert planned["counts"] == {
        "create": 1, "update": 1, "unchanged": 0, "error": 2, "duplicates": 1,
    }  # fmt: skip
    assert [topic["slug"] for topic in planned["new_topics"]] == ["unfiled"]
    assert planned["job"]["state"] == "done"
    assert [error["item"] for error in planned["job"]["errors"]] == ["3", "both"]
    assert Question.objects.count() == 1

    first, second, third, fourth = items_of(ours, planned["id"])
    assert (first["action"], first["changes"], first["question"]) == (
        "update",
        ["stem", "explanation", "source"],
        str(known.pk),
    )
    assert second["action"] == "create"
    assert (second["place"]["item"], second["external_id"]) == ("new", "new")
    assert [near["number"] for near in second["near_duplicates"]] == [1]
    assert [len(third["errors"]), len(fourth["errors"])] == [1, 1]
    assert third["errors"][0]["detail"]
    assert items_of(ours, planned["id"], action="update") == [first]
    assert items_of(ours, planned["id"], duplicates="true") == [second]

    agreed = confirm(ours, planned["id"])
    assert agreed.status_code == 202
    assert agreed.json()["state"] == "applying"
    done = run(ours, agreed.json())
    assert (done["state"], done["counts"]) == ("done", planned["counts"])
    assert done["finished_at"] is not None
    known.refresh_from_db()
    assert known.current_revision is not None
    assert known.current_revision.created_by == organiser
    new = Question.objects.get(external_id="new")
    assert [row["question"] for row in items_of(ours, planned["id"])] == [
        str(known.pk),
        str(new.pk),
        None,
        None,
    ]
    event = AuditEvent.objects.get(action="questions_imported")
    assert (event.actor_id, event.after["create"], event.after["source"]) == (
        organiser.pk,
        1,
        "questions.json",
    )


def test_the_same_file_again_has_nothing_to_confirm(ours: APIClient, bank: Bank):
    confirmed = confirm(ours, checked(ours, bank, item("1"))["id"])
    run(ours, confirmed.json())
    again = checked(ours, bank, item("1"))
    assert again["counts"]["unchanged"] == 1
    refused = confirm(ours, again["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_import")


def test_a_file_of_no_known_format_says_so(ours: APIClient, bank: Bank):
    response = upload(ours, bank, b"\x00 nothing")
    planned = run(ours, response.json())
    assert (planned["state"], planned["format"], planned["counts"]["error"]) == ("planned", "", 1)
    assert items_of(ours, planned["id"])[0]["errors"][0]["code"] == "format_unrecognised"
    assert confirm(ours, planned["id"]).json()["code"] == "nothing_to_import"


def test_faulty_texts_can_be_kept_and_shown(ours: APIClient, bank: Bank):
    shown = checked(ours, bank, item("1") | {"stem": {"en": "a\0b"}})
    (row,) = items_of(ours, shown["id"])
    assert (row["errors"][0]["code"], row["stem"]) == ("text_invalid", {"en": "ab"})


def test_another_way_of_reading_has_the_file_checked_again(ours: APIClient, bank: Bank):
    shown = checked(ours, bank, item("1"))
    path = f"/api/v1/organise/imports/{shown['id']}"
    changed = ours.patch(path, {"format": "gift"}).json()
    assert (changed["state"], changed["asked_format"]) == ("planning", "gift")
    assert changed["job"]["id"] != shown["job"]["id"]
    assert confirm(ours, shown["id"]).json()["code"] == "import_not_ready"
    assert run(ours, changed)["format"] == "gift"
    back = ours.patch(path, {"format": None}).json()
    assert run(ours, back)["format"] == "json"


def test_status_and_topic_are_chosen_without_another_check(ours: APIClient, bank: Bank):
    topic = make_topic(bank, "inbox")
    shown = checked(ours, bank, item("1"))
    path = f"/api/v1/organise/imports/{shown['id']}"
    changed = ours.patch(path, {"status": "published", "topic": str(topic.pk)}).json()
    assert (changed["state"], changed["status"], changed["topic"]) == (
        "planned",
        "published",
        str(topic.pk),
    )
    run(ours, confirm(ours, shown["id"]).json())
    question = Question.objects.get()
    assert (question.status, question.topic) == ("published", topic)


def test_an_older_job_changes_nothing_about_a_newer_check(ours: APIClient, bank: Bank):
    uploaded = upload(ours, bank, file_of(item("1"))).json()
    changed = ours.patch(f"/api/v1/organise/imports/{uploaded['id']}", {"format": "gift"}).json()
    assert run(ours, uploaded)["state"] == "planning"
    assert run(ours, changed)["state"] == "planned"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"status": "retired"}, "/status"),
        ({"format": "stone"}, "/format"),
        ({"topic": "01a09d10-5400-7000-9c5e-5b0d2f1e8a44"}, "/topic"),
        ({"state": "done"}, "/state"),
    ],
)
def test_what_is_not_possible_is_pointed_at(
    ours: APIClient, bank: Bank, changes: dict[str, Any], pointer: str
):
    shown = checked(ours, bank, item("1"))
    refused = ours.patch(f"/api/v1/organise/imports/{shown['id']}", changes)
    assert refused.status_code == 400
    assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]


def test_where_a_second_reader_is_wanted_nobody_approves_their_own(ours: APIClient, bank: Bank):
    bank.needs_second_reader = True
    bank.save()
    refused = upload(ours, bank, file_of(item("1")), "&status=published")
    assert (refused.status_code, refused.json()["code"]) == (409, "second_reader_needed")
    shown = checked(ours, bank, item("1"))
    refused = ours.patch(f"/api/v1/organise/imports/{shown['id']}", {"status": "reviewed"})
    assert refused.status_code == 409
    assert QuestionImport.objects.get().status == "draft"


def test_what_was_changed_since_the_check_is_left_alone(ours: APIClient, bank: Bank):
    known = make_question(make_topic(bank))
    shown = checked(ours, bank, item("9", external_id=known.external_id), item("2"))
    revise_question(question=known, content=content("single", "elsewhere"), now=NOW)
    done = run(ours, confirm(ours, shown["id"]).json())
    assert (done["counts"]["create"], done["counts"]["error"]) == (1, 1)
    left, _made = items_of(ours, shown["id"])
    assert [error["code"] for error in left["errors"]] == ["changed_meanwhile"]
    assert known.revisions.count() == 2


def test_a_killed_import_goes_on_where_it_was(
    ours: APIClient, bank: Bank, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(applying, "BATCH", 2)
    shown = checked(ours, bank, *(item(str(n)) for n in range(5)))
    job = confirm(ours, shown["id"]).json()["job"]["id"]
    write, batches = write_questions, 0

    def die_in_the_second(**arguments: Any) -> None:
        nonlocal batches
        batches += 1
        if batches == 2:
            raise KeyboardInterrupt
        write(**arguments)

    monkeypatch.setattr(applying, "write_questions", die_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        run_job(job_id=job, now=clock.now())
    assert Question.objects.count() == 2
    monkeypatch.setattr(applying, "write_questions", write)
    assert run_pending_jobs(now=clock.now() + timedelta(minutes=6)) == 1
    done = read(ours, shown["id"])
    assert (done["state"], done["counts"]["create"]) == ("done", 5)
    assert Question.objects.count() == 5
    assert AuditEvent.objects.get(action="questions_imported").after["create"] == 5


def test_an_import_whose_job_failed_can_be_confirmed_again(ours: APIClient, bank: Bank):
    shown = checked(ours, bank, item("1"))
    job = confirm(ours, shown["id"]).json()["job"]["id"]
    assert confirm(ours, shown["id"]).json()["code"] == "import_not_ready"
    Job.objects.filter(pk=job).update(state=JobState.FAILED)
    again = confirm(ours, shown["id"])
    assert again.status_code == 202
    assert run(ours, again.json())["state"] == "done"


def test_confirming_twice_with_one_key_is_confirming_once(ours: APIClient, bank: Bank):
    shown = checked(ours, bank, item("1"))
    first, second = (confirm(ours, shown["id"], HTTP_IDEMPOTENCY_KEY="once") for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert Job.objects.count() == 2


def test_uploading_twice_with_one_key_is_uploading_once(ours: APIClient, bank: Bank):
    for _ in range(2):
        upload(ours, bank, file_of(item("1")), HTTP_IDEMPOTENCY_KEY="once")
    assert QuestionImport.objects.count() == 1
    reused = upload(ours, bank, file_of(item("2")), HTTP_IDEMPOTENCY_KEY="once")
    assert reused.json()["code"] == "idempotency_key_reused"


def test_bad_uploads_are_refused(ours: APIClient, bank: Bank, monkeypatch: pytest.MonkeyPatch):
    path = f"/api/v1/organise/banks/{bank.pk}/imports"
    named = f"{path}?file_name=x.json"
    assert upload(ours, bank, b"").json()["code"] == "file_empty"
    nameless = send(ours, path, b"x")
    assert nameless.json()["errors"][0]["pointer"] == "/file_name"
    for other in ("application/json", "text/plain", "multipart/form-data; boundary=x"):
        refused = send(ours, named, b"{}", other)
        assert (refused.status_code, refused.json()["code"]) == (415, "unsupported_media_type")
        assert "octet-stream" in refused.json()["detail"]
    monkeypatch.setattr("api.bank.imports.BankImports.max_body_bytes", 10)
    assert upload(ours, bank, b"x" * 11).status_code == 413
    assert QuestionImport.objects.count() == 0


def test_files_are_forgotten_with_their_rows_after_7_days(ours: APIClient, bank: Bank):
    kept = checked(ours, bank, item("1"))
    running = checked(ours, bank, item("2"))
    confirm(ours, running["id"])
    stored = QuestionImport.objects.get(pk=kept["id"])
    name = str(stored.file.name)
    assert name.startswith("imports/")
    assert forget_old_imports(now=stored.created_at + KEPT) == 0
    late = QuestionImport.objects.get(pk=running["id"]).created_at + KEPT + timedelta(seconds=1)
    assert forget_old_imports(now=late) == 1
    assert not default_storage.exists(name)
    assert [str(one.pk) for one in QuestionImport.objects.all()] == [running["id"]]


def test_an_import_can_be_thrown_away_until_it_is_written(ours: APIClient, bank: Bank):
    shown = checked(ours, bank, item("1"))
    confirm(ours, shown["id"])
    path = f"/api/v1/organise/imports/{shown['id']}"
    assert ours.delete(path).json()["code"] == "import_not_ready"
    other = checked(ours, bank, item("2"))
    assert ours.delete(f"/api/v1/organise/imports/{other['id']}").status_code == 204
    assert ours.get(f"/api/v1/organise/imports/{other['id']}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_as_much_for_one_as_for_three(
    ours: APIClient,
    bank: Bank,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
):
    shown = [checked(ours, bank, *(item(str(n)) for n in range(number))) for _ in range(number)]
    with django_assert_num_queries(5):
        listed = ours.get(f"/api/v1/organise/banks/{bank.pk}/imports").json()["results"]
    assert [one["id"] for one in listed] == [one["id"] for one in reversed(shown)]
    with django_assert_num_queries(3):
        assert len(items_of(ours, shown[0]["id"])) == number


def test_only_those_who_write_in_a_bank_import_into_it_and_export_it(
    api: APIClient,
    bank: Bank,
    organiser: User,
    trainer: User,
    manager: User,
    resident: User,
    staff: User,
):
    other = make_user("other-organiser")
    give_role(user=other, kind=RoleKind.ORGANISER, organisation=make_organisation("others"))
    shared = make_bank("shared")
    imports = {}
    for owner, into in ((organiser, bank), (staff, shared)):
        api.force_authenticate(owner)
        imports[into.slug] = checked(api, into, item("1"))["id"]
    may = {
        "ours": {"organiser", "staff"},
        "shared": {"staff"},
    }
    people: dict[str, User | None] = {
        "nobody": None, "resident": resident, "trainer": trainer, "manager": manager,
        "organiser": organiser, "other": other, "staff": staff,
    }  # fmt: skip
    for name, user in people.items():
        api.force_authenticate(user)
        for into in (bank, shared):
            allowed = name in may[into.slug]
            listed = api.get(f"/api/v1/organise/banks/{into.pk}/imports")
            assert (listed.status_code == 200) is allowed, (name, into.slug)
            one = f"/api/v1/organise/imports/{imports[into.slug]}"
            for path in (one, f"{one}/items"):
                status = api.get(path).status_code
                assert (status == 200) is allowed, (name, path)
            if allowed:
                assert [row["id"] for row in listed.json()["results"]] == [imports[into.slug]]
                continue
            refusals = {
                api.patch(one, {"strict": True}).status_code,
                api.delete(one).status_code,
                confirm(api, imports[into.slug]).status_code,
                upload(api, into, file_of(item("2"))).status_code,
                api.post(
                    f"/api/v1/organise/banks/{into.pk}/exports", {"format": "json"}
                ).status_code,
            }
            assert refusals <= {401, 403, 404}, (name, into.slug)
    assert QuestionImport.objects.count() == 2


def test_whoever_lost_the_bank_meanwhile_writes_nothing(
    ours: APIClient, bank: Bank, organiser: User
):
    shown = checked(ours, bank, item("1"))
    job = confirm(ours, shown["id"]).json()["job"]["id"]
    organiser.roles.all().delete()
    run_job(job_id=job, now=clock.now())
    assert Job.objects.get(pk=job).state == JobState.FAILED
    assert Question.objects.count() == 0


def test_a_faulty_workbook_comes_back_with_its_failed_rows(ours: APIClient, bank: Bank):
    header = "题干,A,B,答案\n"
    sheet = header + "谁来电？,银行,警察,A\n没有答案的题？,甲,乙,\n"
    shown = run(ours, upload(ours, bank, sheet.encode()).json())
    assert (shown["format"], shown["counts"]["create"], shown["counts"]["error"]) == ("csv", 1, 1)
    (failed,) = items_of(ours, shown["id"], action="error")
    assert failed["place"]["row"] == 3
    run(ours, confirm(ours, shown["id"]).json())

    response = ours.get(f"/api/v1/organise/imports/{shown['id']}/failed-rows")
    assert response.status_code == 200
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert 'filename="questions-failed.xlsx"' in response["Content-Disposition"]
    again = run(ours, upload(ours, bank, response.content).json())
    assert (again["format"], again["counts"]["error"], again["counts"]["create"]) == ("xlsx", 1, 0)

    mended = run(ours, upload(ours, bank, f"{header}没有答案的题？,甲,乙,B\n".encode()).json())
    assert mended["counts"]["create"] == 1
    nothing = ours.get(f"/api/v1/organise/imports/{mended['id']}/failed-rows")
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_failed")


def test_there_is_a_workbook_to_fill_in(ours: APIClient, bank: Bank):
    response = ours.get("/api/v1/organise/question-template", headers={"Accept": XLSX})
    assert response.status_code == 200
    shown = run(ours, upload(ours, bank, response.content).json())
    assert shown["format"] == "xlsx"
    assert shown["counts"]["error"] == 0
    assert shown["counts"]["create"] > 0


def test_a_bank_is_written_into_a_file_and_losses_are_named(ours: APIClient, bank: Bank):
    topic = make_topic(bank)
    make_question(topic)
    make_question(topic, "ordering")
    path = f"/api/v1/organise/banks/{bank.pk}/exports"
    response = ours.post(path, {"format": "gift", "language": "en"})
    assert response.status_code == 202
    run_job(job_id=response.json()["id"], now=clock.now())
    job = ours.get(response["Location"]).json()
    assert (job["state"], job["result_name"]) == ("done", "ours.gift.txt")
    assert {(error["row"], error["item"]) for error in job["errors"]} == {
        (1, "fraud-single-1"),
        (2, "fraud-ordering-1"),
    }
    file = b"".join(ours.get(job["result"]).streaming_content)  # type: ignore[attr-defined]  # a file
    assert "Question 1" in file.decode()
    empty = ours.post(path, {"format": "json", "status": ["retired"]}).json()
    run_job(job_id=empty["id"], now=clock.now())
    failed = ours.get(f"/api/v1/jobs/{empty['id']}").json()
    assert (failed["state"], failed["message"] != "") == ("failed", True)
    assert ours.post(path, {"format": "papyrus"}).status_code == 400


def test_the_formats_can_be_asked_for(ours: APIClient):
    formats = ours.get("/api/v1/organise/question-formats").json()
    assert "json" in formats["read"]
    assert {"name": "json", "suffix": ".json"} in formats["written"]
