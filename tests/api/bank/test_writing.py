"""Writing, reviewing and talking about questions over the API, and who may."""

from typing import Any
from uuid import UUID

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import Organisation, RoleKind, User
from accounts.organisations import give_role
from common.jobs import run_pending_jobs
from common.models import AuditEvent
from quiz.bank.bulk_editing import MAX_QUESTIONS
from quiz.bank.enums import QuestionStatus
from quiz.bank.models import Bank, Comment, Question, Revision, Topic
from quiz.contest.models import Contest
from quiz.paper.models import PaperQuestion
from tests.cast import make_organisation, make_user
from tests.quiz.contest.contests import open_contest
from tests.quiz.factories import NOW, content, make_bank, make_question, make_topic

ORDER: dict[str, Any] = {
    "type": "ordering",
    "stem": {"zh-Hans": "点开钓鱼链接后，应按什么顺序处置？", "en": "What comes first, what next?"},
    "options": [
        {"text": {"zh-Hans": "断开网络", "en": "Disconnect"}},
        {"text": {"zh-Hans": "报告安全部门", "en": "Report"}},
        {"text": {"zh-Hans": "更改密码", "en": "Change the password"}},
    ],
    "explanation": {"zh-Hans": "先止损。"},
    "source": {},
}


@pytest.fixture(autouse=True)
def _the_clock_stands_still() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bank(organisation: Organisation) -> Bank:
    return make_bank("ours", organisation=organisation, needs_second_reader=True)


@pytest.fixture
def topic(bank: Bank) -> Topic:
    return make_topic(bank)


@pytest.fixture
def colleague(organisation: Organisation) -> User:
    user = make_user("colleague", display_name="孙丽")
    give_role(user=user, kind=RoleKind.ORGANISER, organisation=organisation)
    return user


@pytest.fixture
def ours(api: APIClient, organiser: User) -> APIClient:
    api.force_authenticate(organiser)
    return api


def write(api: APIClient, topic: Topic, **changes: Any) -> dict[str, Any]:
    response = api.post(
        f"/api/v1/organise/banks/{topic.bank_id}/questions",
        {"content": ORDER, "topic": topic.id, **changes},
        format="json",
    )
    assert response.status_code == 201, response.json()
    return dict(response.json())


def send(api: APIClient, method: str, path: str, data: Any = None) -> tuple[int, Any]:
    response = getattr(api, method)(f"/api/v1/organise/{path}", data, format="json")
    return response.status_code, response.json() if response.content else None


def codes(answer: tuple[int, Any]) -> tuple[int, str]:
    return answer[0], answer[1]["code"]


def pointers(answer: tuple[int, Any]) -> list[str]:
    return [error["pointer"] for error in answer[1]["errors"]]


def test_a_question_is_written_in_its_right_order_and_read_back(ours: APIClient, topic: Topic):
    written = write(ours, topic, tags=["钓鱼"], external_id="P-1", difficulty=3)
    assert written["content"] == ORDER
    assert written == send(ours, "get", f"questions/{written['id']}")[1]
    assert (written["status"], written["revision"], written["approved_revision"]) == (
        "draft",
        1,
        None,
    )
    assert (written["steps"], written["waits_for_second_reader"]) == (["retire"], True)
    stored = Revision.objects.get().content
    assert stored["key"] not in ([o["id"] for o in stored["options"]], ["a", "b", "c"])


def test_a_question_may_be_long_and_tell_of_characters_that_cannot_be_stored(
    ours: APIClient, topic: Topic
):
    told = {"zh-Hans": "解" * 15_000, "en": "The escape \\\\u0000 ends a text in C. " * 400}
    written = write(ours, topic, content={**ORDER, "explanation": told})
    assert written["content"]["explanation"]["zh-Hans"] == told["zh-Hans"]
    path = f"questions/{written['id']}"
    for explanation, code in (("a\x00b", "invalid"), ("解" * 70_000, "max_length")):
        wrong = {"content": {**ORDER, "explanation": {"en": explanation}}, "based_on": 1}
        status, answer = send(ours, "patch", path, wrong)
        assert (status, [one["code"] for one in answer["errors"]]) == (400, [code])


def test_a_change_makes_a_revision_and_the_same_again_does_not(ours: APIClient, topic: Topic):
    path = f"questions/{write(ours, topic)['id']}"
    again = {"content": ORDER, "based_on": 1, "difficulty": 1}
    assert send(ours, "patch", path, again)[1]["revision"] == 1
    other = {**ORDER, "stem": {"en": "What is first?"}}
    changed = send(ours, "patch", path, {"content": other, "based_on": 1})[1]
    assert (changed["revision"], changed["content"], changed["difficulty"]) == (2, other, 1)
    listed = send(ours, "get", f"{path}/revisions")[1]["results"]
    assert [(one["number"], one["created_by"], one["reviewed_by"]) for one in listed] == [
        (2, "王芳", []),
        (1, "王芳", []),
    ]


def test_who_saves_over_a_colleagues_text_is_told_and_changes_nothing(
    ours: APIClient, topic: Topic, colleague: User, organiser: User
):
    path = f"questions/{write(ours, topic)['id']}"
    ours.force_authenticate(colleague)
    theirs = {**ORDER, "stem": {"en": "Theirs"}}
    send(ours, "patch", path, {"content": theirs, "based_on": 1})
    ours.force_authenticate(organiser)
    mine = {"content": {**ORDER, "stem": {"en": "Mine"}}, "based_on": 1, "difficulty": 3}
    refused = send(ours, "patch", path, mine)
    assert codes(refused) == (409, "revised_meanwhile")
    assert refused[1]["detail"] == "孙丽 has changed this question since you opened it."
    now = send(ours, "get", path)[1]
    assert (now["content"]["stem"], now["difficulty"]) == ({"en": "Theirs"}, 2)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"content": {**ORDER, "options": ORDER["options"][:2]}}, "/content/options"),
        ({"content": {**ORDER, "stem": {"en": " "}}}, "/content/stem/en"),
        ({"content": {**ORDER, "stem": {"en": "\x00"}}}, "/content"),
        ({"content": {**ORDER, "type": "essay"}}, "/content/type"),
        ({"content": "text"}, "/content"),
        ({"content": None}, "/content"),
        ({"topic": "01a09d10-5500-7000-a1d4-1f0a63f8e2b1"}, "/topic"),
        ({"difficulty": 4}, "/difficulty"),
        ({"tags": [str(number) for number in range(21)]}, "/tags"),
        ({"external_id": "x" * 121}, "/external_id"),
        ({"status": "published"}, "/status"),
    ],
)
def test_what_is_wrong_is_named_and_changes_nothing(
    ours: APIClient, topic: Topic, changes: dict[str, Any], pointer: str
):
    path = f"banks/{topic.bank_id}/questions"
    refused = send(ours, "post", path, {"content": ORDER, "topic": str(topic.id), **changes})
    assert (refused[0], pointers(refused)) == (400, [pointer])
    assert not Question.objects.exists()
    question = write(ours, topic)
    refused = send(ours, "patch", f"questions/{question['id']}", {"based_on": 1, **changes})
    assert (refused[0], pointers(refused)) == (400, [pointer])
    assert send(ours, "get", f"questions/{question['id']}")[1] == question


def test_an_external_id_is_given_once_a_bank(ours: APIClient, topic: Topic):
    write(ours, topic, external_id="P-1")
    data = {"content": content("single"), "topic": str(topic.id), "external_id": "P-1"}
    refused = send(ours, "post", f"banks/{topic.bank_id}/questions", data)
    assert (codes(refused), pointers(refused)) == ((409, "external_id_taken"), ["/external_id"])
    other = write(ours, topic)
    refused = send(ours, "patch", f"questions/{other['id']}", {"external_id": "P-1"})
    assert codes(refused) == (409, "external_id_taken")


def test_a_colleague_reviews_what_its_author_may_not(
    ours: APIClient, topic: Topic, colleague: User
):
    path = f"questions/{write(ours, topic)['id']}"
    step = {"step": "review", "revision": 1}
    assert codes(send(ours, "post", f"{path}/steps", step)) == (409, "second_reader_needed")
    ours.force_authenticate(colleague)
    stale = {"step": "review", "revision": 2}
    assert codes(send(ours, "post", f"{path}/steps", stale)) == (409, "revised_meanwhile")
    reviewed = send(ours, "post", f"{path}/steps", step)[1]
    assert (reviewed["status"], reviewed["steps"]) == ("reviewed", ["publish", "retire", "reopen"])
    published = send(ours, "post", f"{path}/steps", {"step": "publish", "revision": 1})[1]
    assert (published["status"], published["approved_revision"]) == ("published", 1)
    assert codes(send(ours, "post", f"{path}/steps", step)) == (409, "step_not_possible")


def test_revisions_are_compared_and_restored(ours: APIClient, topic: Topic):
    path = f"questions/{write(ours, topic)['id']}"
    changed = {**ORDER, "stem": {**ORDER["stem"], "en": "What comes first and what next?"}}
    send(ours, "patch", path, {"content": changed, "based_on": 1})
    compared = send(ours, "get", f"{path}/comparison?old=1&new=2")[1]
    assert compared["differences"] == [
        {
            "place": "/stem",
            "language": "en",
            "pieces": [
                {"change": "same", "text": "What comes first"},
                {"change": "removed", "text": ","},
                {"change": "added", "text": " and"},
                {"change": "same", "text": " what next?"},
            ],
        }
    ]
    assert send(ours, "get", f"{path}/revisions/1")[1]["content"] == ORDER
    restored = send(ours, "post", f"{path}/revisions/1/restore", {"based_on": 2})[1]
    assert (restored["revision"], restored["content"]) == (3, ORDER)
    late = send(ours, "post", f"{path}/revisions/2/restore", {"based_on": 2})
    assert codes(late) == (409, "revised_meanwhile")
    assert send(ours, "post", f"{path}/revisions/9/restore", {"based_on": 3})[0] == 404
    assert send(ours, "get", f"{path}/comparison?old=1&new=9")[0] == 404
    assert send(ours, "get", f"{path}/comparison?old=1&new=x")[0] == 400


def test_comments_are_written_and_resolved(ours: APIClient, topic: Topic, colleague: User):
    path = f"questions/{write(ours, topic)['id']}/comments"
    assert send(ours, "post", path, {"text": " "})[0] == 400
    said = send(ours, "post", path, {"text": "是否应先报警？"})[1]
    expected = {
        "id": said["id"],
        "text": "是否应先报警？",
        "author": "王芳",
        "revision": 1,
        "created_at": "2026-11-23T01:00:00Z",
        "resolved_at": None,
        "resolved_by": "",
    }
    assert said == expected
    ours.force_authenticate(colleague)
    done = send(ours, "patch", f"comments/{said['id']}", {"is_resolved": True})[1]
    resolved = {"resolved_at": "2026-11-23T01:00:00Z", "resolved_by": "孙丽"}
    assert done == {**expected, **resolved}
    assert send(ours, "get", path)[1]["results"] == [done]
    assert send(ours, "patch", f"comments/{said['id']}", {"is_resolved": False})[1] == expected


@pytest.fixture
def contest(organisation: Organisation) -> Contest:
    return open_contest(organisation, now=NOW, slug="spring")


def test_uses_are_listed_and_contests_warned_of_newer_texts(ours: APIClient, contest: Contest):
    question = Question.objects.order_by("id")[0]
    Bank.objects.filter(pk=question.bank_id).update(organisation=contest.organisation)
    path = f"questions/{question.id}"
    uses = send(ours, "get", f"{path}/uses")[1]
    found = contest.rounds.get()
    assert uses == {
        "uses": [
            {
                "contest": str(contest.id),
                "title": contest.title,
                "state": "published",
                "phase": "open",
                "round": 1,
                "opens_at": found.opens_at.isoformat().replace("+00:00", "Z"),
                "closes_at": found.closes_at.isoformat().replace("+00:00", "Z"),
                "revision": 1,
                "is_current": True,
            }
        ],
        "elsewhere": 0,
    }
    outdated = f"contests/{contest.id}/outdated-questions"
    new = {"content": content("single", "new"), "based_on": 1}
    assert send(ours, "patch", path, new)[1]["has_unreviewed_text"]
    assert send(ours, "get", outdated)[1] == {"questions": []}
    send(ours, "post", f"{path}/steps", {"step": "review", "revision": 2})
    row = {
        "question": str(question.id),
        "bank": question.bank.slug,
        "stem": Revision.objects.get(question=question, number=1).content["stem"],
        "used": 1,
    }
    assert send(ours, "get", outdated)[1] == {"questions": [{**row, "newer": 2}]}
    assert send(ours, "get", f"{path}/uses")[1]["uses"][0]["is_current"] is False
    send(ours, "post", f"{path}/steps", {"step": "retire", "revision": 2})
    assert send(ours, "get", outdated)[1] == {"questions": [{**row, "newer": None}]}


def bulk(api: APIClient, bank: Bank, data: dict[str, Any]) -> dict[str, Any]:
    status, job = send(api, "post", f"banks/{bank.id}/questions/bulk", data)
    assert status == 202, job
    run_pending_jobs(now=NOW)
    return dict(api.get(f"/api/v1/jobs/{job['id']}").json())


def test_many_are_changed_alike_and_each_that_refuses_is_named(
    ours: APIClient, bank: Bank, topic: Topic, django_capture_on_commit_callbacks: Any
):
    other = make_topic(bank, "other")
    make_question(topic, label="1", status=QuestionStatus.DRAFT)
    make_question(topic, label="2")
    write(ours, topic, external_id="mine")
    job = bulk(
        ours,
        bank,
        {
            "filter": {"topic": [str(topic.id)]},
            "topic": str(other.id),
            "add_tags": ["重点"],
            "step": "publish",
        },
    )
    assert (job["state"], job["message"]) == (
        "done",
        "已修改 2 道试题。1 道未能修改。",
    )
    assert [(one["code"], one["detail"]) for one in job["errors"]] == [
        ("second_reader_needed", "mine: 须由非作者本人审核通过。")
    ]
    rows = Question.objects.order_by("external_id").values_list("topic__slug", "tags", "status")
    assert list(rows) == [
        ("other", ["重点"], "published"),
        ("other", ["重点"], "published"),
        ("fraud", [], "draft"),
    ]
    named = [str(one) for one in Question.objects.values_list("id", flat=True)]
    again = bulk(ours, bank, {"questions": named, "remove_tags": ["重点"], "difficulty": 1})
    assert again["message"] == "已修改 3 道试题。"
    assert bulk(ours, bank, {"questions": named, "difficulty": 1})["message"] == (
        "已修改 0 道试题。3 道原本就是如此。"
    )


def test_as_many_can_be_named_as_can_be_changed_at_once(ours: APIClient, bank: Bank):
    named = [str(UUID(int=number)) for number in range(MAX_QUESTIONS)]
    assert bulk(ours, bank, {"questions": named, "difficulty": 1})["state"] == "done"
    one_more = {"questions": [*named, str(UUID(int=MAX_QUESTIONS))], "difficulty": 1}
    refused = send(ours, "post", f"banks/{bank.id}/questions/bulk", one_more)
    assert (refused[0], pointers(refused)) == (400, ["/questions"])


def test_a_bulk_change_touches_no_other_bank(ours: APIClient, bank: Bank, topic: Topic):
    foreign = make_question(make_topic(make_bank("theirs")))
    job = bulk(ours, bank, {"questions": [str(foreign.id)], "step": "retire"})
    assert job["message"] == "已修改 0 道试题。"
    foreign.refresh_from_db()
    assert foreign.status == "published"


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        ({"step": "retire"}, "/questions"),
        ({"filter": {}}, "/step"),
        ({"filter": {"colour": "red"}, "step": "retire"}, "/filter/colour"),
        ({"questions": [], "step": "retire"}, "/questions"),
        ({"filter": {}, "step": "burn"}, "/step"),
    ],
)
def test_a_bulk_change_that_makes_no_sense_is_refused(
    ours: APIClient, bank: Bank, data: dict[str, Any], pointer: str
):
    refused = send(ours, "post", f"banks/{bank.id}/questions/bulk", data)
    assert (refused[0], pointers(refused)) == (400, [pointer])


def test_banks_are_made_and_renamed(ours: APIClient, organisation: Organisation):
    name = {"zh-Hans": "反诈题库"}
    data = {"name": name, "organisation": str(organisation.id)}
    status, made = send(ours, "post", "banks", data)
    assert (status, made["slug"], made["is_editable"]) == (201, "fan-zha-ti-ku", True)
    again = send(ours, "post", "banks", data)[1]
    assert again["slug"].startswith("fan-zha-ti-ku-")
    changes = {"name": {**name, "en": "Anti-fraud"}, "needs_second_reader": True}
    changed = send(ours, "patch", f"banks/{made['id']}", changes)[1]
    assert changed == {**made, **changes}
    assert send(ours, "get", f"banks/{made['id']}")[1] == changed
    assert send(ours, "get", "banks?slug=fan-zha-ti-ku")[1]["results"] == [changed]
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {
        "bank_created",
        "bank_changed",
    }
    assert send(ours, "post", "banks", {"name": name})[0] == 403
    other = make_organisation("others")
    assert send(ours, "post", "banks", {**data, "organisation": str(other.id)})[0] == 400


def tree(answer: tuple[int, Any]) -> dict[str, str | None]:
    """Slug of each topic → slug of the one above it."""
    topics = answer[1]["topics"]
    slugs = {one["id"]: one["slug"] for one in topics}
    return {one["slug"]: slugs.get(one["parent"]) for one in topics}


def test_topics_are_added_moved_merged_and_deleted(ours: APIClient, bank: Bank, topic: Topic):
    make_question(topic)
    new = {"name": {"en": "Calls"}, "parent": str(topic.id)}
    assert tree(send(ours, "post", f"banks/{bank.id}/topics", new)) == {
        "fraud": None,
        "calls": "fraud",
    }
    calls = Topic.objects.get(slug="calls")
    circle = send(ours, "patch", f"topics/{topic.id}", {"parent": str(calls.id)})
    assert codes(circle) == (409, "topic_in_circle")
    assert codes(send(ours, "delete", f"topics/{topic.id}")) == (409, "topic_not_empty")
    moved = send(ours, "patch", f"topics/{calls.id}", {"parent": None, "name": {"en": "Phone"}})
    assert tree(moved) == {"fraud": None, "calls": None}
    merged = send(ours, "post", f"topics/{topic.id}/merge", {"into": str(calls.id)})
    assert (tree(merged), Question.objects.get().topic) == ({"calls": None}, calls)
    assert send(ours, "delete", f"topics/{calls.id}")[0] == 409
    make_topic(bank, "empty")
    assert send(ours, "delete", f"topics/{Topic.objects.get(slug='empty').id}")[0] == 204
    foreign = make_topic(make_bank("theirs"))
    assert send(ours, "post", f"topics/{calls.id}/merge", {"into": str(foreign.id)})[0] == 400


def test_each_may_do_what_their_role_says(
    api: APIClient,
    bank: Bank,
    organiser: User,
    trainer: User,
    resident: User,
    stranger: User,
    staff: User,
):
    shared = make_topic(make_bank("shared"))
    banks = {"ours": make_topic(bank), "shared": shared}
    give_role(user=stranger, kind=RoleKind.ORGANISER, organisation=make_organisation("elsewhere"))
    published = {name: make_question(topic, label="1") for name, topic in banks.items()}
    drafts = {
        name: make_question(topic, label="2", status=QuestionStatus.DRAFT)
        for name, topic in banks.items()
    }
    comments = {
        name: Comment.objects.create(
            question=one, revision=one.revisions.get(), text="?", created_at=NOW
        )
        for name, one in published.items()
    }

    def answers(user: User | None, name: str) -> list[int]:
        api.force_authenticate(user)
        question, topic = f"questions/{published[name].id}", banks[name]
        requests: list[tuple[str, str, Any]] = [
            ("get", question, None),
            ("get", f"questions/{drafts[name].id}", None),
            ("patch", question, {"difficulty": 2}),
            ("post", f"{question}/steps", {"step": "reopen", "revision": 7}),
            ("get", f"{question}/revisions", None),
            ("get", f"{question}/uses", None),
            ("post", f"{question}/comments", {"text": "?"}),
            ("patch", f"comments/{comments[name].id}", {"is_resolved": True}),
            ("patch", f"topics/{topic.id}", {"order": 3}),
            ("patch", f"banks/{topic.bank_id}", {"name": {"en": "Name"}}),
        ]
        statuses = [send(api, *one)[0] for one in requests]
        Question.objects.filter(pk=published[name].pk).update(
            status="published", approved_revision=published[name].current_revision
        )
        return statuses

    may_all = [200, 200, 200, 200, 200, 200, 201, 200, 200, 200]
    may_draw = [200, 404, 403, 403, 403, 403, 403, 404, 403, 403]
    assert answers(organiser, "ours") == may_all
    assert answers(organiser, "shared") == may_draw
    assert answers(staff, "ours") == answers(staff, "shared") == may_all
    assert answers(stranger, "ours") == [404] * 10
    assert answers(trainer, "ours") == answers(resident, "shared") == [403] * 10
    assert answers(None, "ours") == [401] * 10


def test_who_may_only_draw_reads_what_papers_draw(api: APIClient, staff: User, organiser: User):
    question = make_question(make_topic(make_bank("shared")))
    api.force_authenticate(staff)
    changed = {"content": content("single", "unread"), "based_on": 1}
    send(api, "patch", f"questions/{question.id}", changed)
    api.force_authenticate(organiser)
    seen = send(api, "get", f"questions/{question.id}")[1]
    listed = send(api, "get", f"banks/{question.bank_id}/questions")[1]["results"]
    assert (seen["stem"]["en"], seen["revision"], seen["steps"]) == ("Question 1", 1, [])
    assert [one["stem"]["en"] for one in listed] == ["Question 1"]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"), [("revisions", 6), ("comments", 5), ("uses", 6), ("outdated", 6)]
)
def test_the_length_of_a_list_does_not_change_the_number_of_queries(
    ours: APIClient,
    organisation: Organisation,
    organiser: User,
    django_assert_num_queries: Any,
    number: int,
    path: str,
    queries: int,
):
    contests = [
        open_contest(organisation, now=NOW, slug=f"contest-{place}") for place in range(number)
    ]
    asked = PaperQuestion.objects.filter(paper__rounds__contest=contests[0])
    question = asked[0].revision.question
    Bank.objects.filter(pk=question.bank_id).update(organisation=organisation)
    address = f"questions/{question.id}/{path}"
    for place in range(2, number + 1):
        new = {"content": content("single", f"new {place}"), "based_on": place - 1}
        send(ours, "patch", f"questions/{question.id}", new)
    for place in range(1, number + 1):
        send(ours, "post", f"questions/{question.id}/comments", {"text": str(place)})
    if path == "outdated":
        address = f"contests/{contests[0].id}/outdated-questions"
        used = Question.objects.filter(bank=question.bank_id)[:number]
        Question.objects.filter(pk__in=[one.pk for one in used]).update(
            status="retired", approved_revision=None
        )
    with django_assert_num_queries(queries):
        status, answer = send(ours, "get", address)
    rows = answer.get("results", answer.get("questions", answer.get("uses")))
    assert (status, len(rows)) == (200, 1 if path == "uses" else number)
