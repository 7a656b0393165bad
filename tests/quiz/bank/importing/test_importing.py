"""A file comes into a bank: new questions, changed ones, the same ones, and what goes wrong."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from common.audit import AuditEvent
from quiz.bank.enums import Difficulty, ImportAction, QuestionStatus
from quiz.bank.importing import applying
from quiz.bank.importing.applying import ImportRun, apply_plan, import_questions
from quiz.bank.importing.plan import ImportItem, ImportOptions, ImportPlan
from quiz.bank.importing.planning import plan_import
from quiz.bank.models import Bank, Question, Revision
from quiz.bank.parsing import parse_file
from quiz.bank.revising import create_question, revise_question
from quiz.bank.workflow import SecondReaderNeeded
from tests.quiz.bank.importing.files import TOPICS, item, reading_of
from tests.quiz.factories import NOW, content, make_bank, make_question, make_topic

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def bank() -> Bank:
    return make_bank()


def run_of(bank: Bank, *items: dict[str, Any], by: User | None = None, **options: Any) -> ImportRun:
    topics = options.pop("topics", None)
    return ImportRun(
        bank=bank,
        reading=reading_of(*items, topics=topics),
        options=ImportOptions(**options),
        by=by,
        now=LATER,
    )


def bring(bank: Bank, *items: dict[str, Any], **options: Any) -> ImportPlan:
    return import_questions(run=run_of(bank, *items, **options))


def actions(plan: ImportPlan) -> list[str]:
    return [one.action.value for one in plan.items]


def codes(one: ImportItem) -> list[str]:
    return [fault.code for fault in one.faults]


def test_new_questions_are_drafts_with_topic_difficulty_and_tags(bank: Bank, organiser: User):
    report = bring(
        bank,
        item("1", external_id="q-1", topic="calls", difficulty=3, tags=["phone"]),
        item("2", "blank"),
        by=organiser,
    )
    assert actions(report) == ["create", "create"]
    first, second = Question.objects.order_by("id")
    revision = first.current_revision
    assert revision is not None
    assert (first.external_id, first.difficulty, first.tags) == ("q-1", Difficulty.HARD, ["phone"])
    assert (first.status, first.approved_revision) == (QuestionStatus.DRAFT, None)
    assert (first.topic.slug, first.topic.parent and first.topic.parent.slug) == ("calls", "fraud")
    assert revision.content == content("single", "1")
    assert (revision.number, revision.created_by, revision.created_at) == (1, organiser, LATER)
    assert (second.difficulty, second.type, second.topic.slug) == (2, "blank", "unfiled")
    assert second.topic.name == {"zh-Hans": "未分类", "en": "Unfiled"}
    assert report.items[0].question_id == first.pk
    assert "question1" in first.search_text


def test_the_same_file_twice_changes_nothing(bank: Bank):
    items = [item("1", external_id="q-1", topic="calls"), item("2"), item("3", "matching")]
    bring(bank, *items)
    before = list(Question.objects.values())
    again = bring(bank, *items)
    assert actions(again) == ["unchanged"] * 3
    assert list(Question.objects.values()) == before
    assert Revision.objects.count() == 3


def test_a_changed_question_gets_a_new_revision_and_keeps_its_status(bank: Bank):
    question = make_question(make_topic(bank))
    changed = item("1", external_id=question.external_id, difficulty=2)
    changed["explanation"] = {"zh-Hans": "新的解析", "en": "Another reason"}
    report = bring(bank, changed)
    assert [(one.action, one.changes) for one in report.items] == [
        (ImportAction.UPDATE, ("explanation", "difficulty"))
    ]
    question.refresh_from_db()
    assert question.current_revision is not None
    assert question.current_revision.number == 2
    assert question.current_revision.content["explanation"] == changed["explanation"]
    # Papers go on with the text that was let through.
    assert question.status == QuestionStatus.PUBLISHED
    assert question.approved_revision_id != question.current_revision_id


def test_a_reviewed_question_that_is_reworded_is_a_draft_again(bank: Bank):
    bring(bank, item("1", external_id="q"), status=QuestionStatus.REVIEWED)
    report = bring(bank, item("2", external_id="q"))
    assert actions(report) == ["update"]
    question = Question.objects.get()
    assert (question.status, question.approved_revision) == (QuestionStatus.DRAFT, None)


def test_moving_or_tagging_makes_no_revision(bank: Bank):
    bring(bank, item("1", external_id="q"))
    report = bring(bank, item("1", external_id="q", topic="fraud", tags=["new"]))
    assert report.items[0].changes == ("topic", "tags")
    question = Question.objects.get()
    assert (question.topic.slug, question.tags, question.revisions.count()) == ("fraud", ["new"], 1)
    assert "new" in question.search_text


def test_a_question_without_id_is_found_by_its_stem_in_either_language(bank: Bank):
    question = make_question(make_topic(bank))
    english = item("1", language="en")
    english["stem"]["en"] = "QUESTION: 1!"
    report = bring(bank, english)
    assert [(one.action, one.changes) for one in report.items] == [(ImportAction.UPDATE, ("stem",))]
    question.refresh_from_db()
    assert question.current_revision is not None
    assert question.current_revision.content["stem"] == {
        "zh-Hans": "试题 Question 1",
        "en": "QUESTION: 1!",
    }
    assert [fault.code for fault in report.items[0].warnings] == ["other_language_kept"]


def test_a_file_in_one_language_that_says_nothing_new_changes_nothing(bank: Bank):
    bring(bank, *(item(str(n), kind) for n, kind in enumerate(("single", "ordering", "blank"))))
    for language in ("zh-Hans", "en"):
        report = bring(
            bank,
            *(
                item(str(n), kind, language=language)
                for n, kind in enumerate(("single", "ordering", "blank"))
            ),
        )
        assert actions(report) == ["unchanged"] * 3


def test_what_would_lose_a_language_is_an_error(bank: Bank):
    bring(bank, item("1", external_id="q"))
    shorter = item("1", language="zh-Hans", external_id="q")
    del shorter["options"][3]
    report = bring(bank, shorter)
    assert [codes(one) for one in report.items] == [["structure_differs"]]
    assert Revision.objects.count() == 1


def test_the_same_stem_with_other_options_is_another_question(bank: Bank):
    def which(*options: str) -> dict[str, Any]:
        return {
            "type": "single",
            "stem": {"zh-Hans": "下列说法正确的是"},
            "options": [
                {"id": name, "text": {"zh-Hans": text}}
                for name, text in zip("ab", options, strict=True)
            ],
            "key": ["a"],
        }

    items = [which("验证码不能告诉别人", "验证码可以告诉客服"), which("公安机关不设安全账户", "设")]
    assert actions(bring(bank, items[0])) == ["create"]
    assert actions(bring(bank, *items)) == ["unchanged", "create"]
    assert actions(bring(bank, *reversed(items))) == ["unchanged", "unchanged"]


def test_an_id_is_given_to_a_question_that_had_none_but_never_changed(bank: Bank):
    bring(bank, item("1"))
    assert bring(bank, item("1", external_id="mine")).items[0].changes == ("external_id",)
    other = bring(bank, item("1", external_id="theirs"))
    assert actions(other) == ["create"]
    assert [near.external_id for near in other.items[0].near_duplicates] == ["mine"]
    ids = Question.objects.order_by("external_id").values_list("external_id", flat=True)
    assert list(ids) == ["mine", "theirs"]


def test_repetitions_within_the_file_are_refused(bank: Bank):
    report = bring(
        bank, item("1", external_id="q"), item("2", external_id="q"), item("3"), item("3")
    )
    assert [codes(one) for one in report.items] == [
        [],
        ["external_id_repeated"],
        [],
        ["question_repeated"],
    ]
    assert Question.objects.count() == 2


def test_near_duplicates_are_named_in_the_bank_and_in_the_file(bank: Bank):
    def asked(label: str) -> dict[str, Any]:
        stem = f"收到自称银行客服的来电要求把存款转入安全账户时应该怎么做才最稳妥{label}"
        return item(label, external_id=label) | {"stem": {"zh-Hans": stem}}

    bring(bank, asked("甲"))
    report = bring(bank, asked("乙"), item("2"), asked("丙"))
    near = [{(n.external_id, n.number) for n in one.near_duplicates} for one in report.items]
    assert near == [{("甲", None)}, set(), {("甲", None), ("乙", 1)}]
    assert report.counts["duplicates"] == 2


def test_topics_are_found_by_slug_or_by_name_and_otherwise_made(bank: Bank):
    existing = make_topic(bank, "telecom")
    existing.name = {"zh-Hans": "诈骗"}
    existing.save()
    report = bring(bank, item("1", topic="calls"))
    assert [topic.slug for topic in report.new_topics] == ["calls"]
    question = Question.objects.get()
    assert question.topic.slug == "calls"
    assert question.topic.parent == existing
    assert bank.topics.count() == 2


def test_questions_without_topic_go_where_the_caller_says(bank: Bank):
    topic = make_topic(bank, "inbox")
    bring(bank, item("1"), item("2", topic="fraud"), topic_id=topic.pk)
    assert sorted(Question.objects.values_list("topic__slug", flat=True)) == ["fraud", "inbox"]
    # A question that is there already stays where it is.
    assert actions(bring(bank, item("1"))) == ["unchanged"]


def test_a_topic_that_cannot_be_made_costs_only_its_question(bank: Bank):
    topics = [*TOPICS, {"slug": "no slug at all", "name": {"en": "Odd"}}]
    report = bring(bank, item("1", topic="no slug at all"), item("2"), topics=topics)
    assert [codes(one) for one in report.items] == [["topic_slug_invalid"], []]
    assert Question.objects.count() == 1


def test_what_the_database_cannot_hold_costs_only_its_question(bank: Bank):
    report = bring(
        bank,
        item("1") | {"stem": {"en": "a\0b"}},
        item("2", external_id="x" * 121),
        item("3"),
        {"type": "riddle"},
    )
    assert [codes(one) for one in report.items] == [
        ["text_invalid"],
        ["external_id_too_long"],
        [],
        ["type_unknown"],
    ]
    assert report.counts["error"] == 3
    assert Question.objects.count() == 1


@pytest.mark.parametrize("status", [QuestionStatus.REVIEWED, QuestionStatus.PUBLISHED])
def test_new_questions_may_begin_approved_unless_the_bank_wants_a_second_reader(
    bank: Bank, organiser: User, status: QuestionStatus
):
    bring(bank, item("1", "numeric"), status=status, by=organiser)
    question = Question.objects.get()
    assert question.status == status
    assert question.approved_revision_id == question.current_revision_id
    bank.needs_second_reader = True
    bank.save()
    with pytest.raises(SecondReaderNeeded):
        bring(bank, item("2"), status=status, by=organiser)
    assert Question.objects.count() == 1


def test_the_trail_says_who_brought_what(bank: Bank, organiser: User):
    import_questions(run=run_of(bank, item("1"), item("2"), by=organiser), source="questions.json")
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.subject_id) == (
        "questions_imported",
        organiser.pk,
        str(bank.pk),
    )
    assert event.after == {
        "create": 2,
        "update": 0,
        "unchanged": 0,
        "error": 0,
        "duplicates": 0,
        "status": "draft",
        "source": "questions.json",
    }


def test_the_dry_run_says_what_the_real_run_does(bank: Bank):
    bring(bank, item("1", external_id="a"), item("2", external_id="b"))
    run = run_of(bank, item("1", external_id="a"), item("9", external_id="b"), item("3"), {})
    planned = run.plan()
    count = Question.objects.count()
    assert (count, actions(planned)) == (2, ["unchanged", "update", "create", "error"])
    done = import_questions(run=run)
    assert actions(done) == actions(planned)
    assert [one.changes for one in done.items] == [one.changes for one in planned.items]


def test_a_question_changed_since_the_plan_is_left_alone(bank: Bank):
    question = make_question(make_topic(bank))
    run = run_of(bank, item("7", external_id=question.external_id), item("8"))
    plan = run.plan()
    revise_question(question=question, content=content("single", "elsewhere"), now=NOW)
    apply_plan(run=run, plan=plan)
    assert [codes(one) for one in plan.items] == [["changed_meanwhile"], []]
    question.refresh_from_db()
    assert question.revisions.count() == 2


def test_a_question_that_somebody_added_since_the_plan_is_not_doubled(bank: Bank):
    run = run_of(bank, item("1"), item("2", external_id="taken"), item("3"))
    plan = run.plan()
    topic = make_topic(bank)
    for label, external_id in (("1", None), ("other", "taken")):
        create_question(
            bank=bank, topic=topic, content=content("single", label), difficulty=Difficulty.EASY,
            external_id=external_id, now=NOW,
        )  # fmt: skip
    apply_plan(run=run, plan=plan)
    assert actions(plan) == ["unchanged", "error", "create"]
    assert codes(plan.items[1]) == ["changed_meanwhile"]
    assert Question.objects.count() == 3


def test_a_killed_import_that_is_run_again_finishes_without_doubles(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(applying, "BATCH", 2)
    run = run_of(bank, *(item(str(number)) for number in range(5)))
    batches = 0

    def die_in_the_second(items: Sequence[ImportItem]) -> None:
        nonlocal batches
        batches += 1
        if batches == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_plan(run=run, plan=run.plan(), outcome=die_in_the_second)
    assert Question.objects.count() == 2
    report = import_questions(run=run)
    assert sorted(actions(report)) == ["create"] * 3 + ["unchanged"] * 2
    assert Question.objects.count() == 5


def test_progress_is_told_batch_by_batch(bank: Bank, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(applying, "BATCH", 2)
    told: list[tuple[int, int]] = []
    import_questions(
        run=run_of(bank, *(item(str(number)) for number in range(3))),
        report=lambda done, total: told.append((done, total)),
    )
    assert told == [(2, 3), (3, 3)]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_questions(
    bank: Bank, django_assert_num_queries: DjangoAssertNumQueries, number: int
):
    bring(bank, item("first", topic="fraud"))
    run = run_of(bank, *(item(str(n), topic="fraud") for n in range(number)))
    with django_assert_num_queries(9):
        import_questions(run=run)
    same = replace(run, now=LATER)
    with django_assert_num_queries(4):
        import_questions(run=same)


def test_items_stand_in_the_order_of_the_file(bank: Bank):
    stem = "收到自称银行客服的来电要求把存款转入安全账户时应该怎么做才最稳妥"
    lines = [
        "题干,A,B,答案",
        f"{stem}？,转账,拒绝,B",
        "没有答案的题？,甲,乙,",
        f"{stem}呢？,转账,拒绝,B",
    ]
    reading = parse_file(data="\n".join(lines).encode()).reading
    plan = plan_import(bank=bank, reading=reading, options=ImportOptions())
    assert [(one.number, one.place.row, one.action.value) for one in plan.items] == [
        (1, 2, "create"),
        (2, 3, "error"),
        (3, 4, "create"),
    ]
    assert [near.number for near in plan.items[2].near_duplicates] == [1]
