"""A bank leaves as a file, and the file comes back as the same bank."""

import pytest
from pytest_django import DjangoAssertNumQueries

from quiz.bank.enums import QuestionStatus
from quiz.bank.exporting import export_questions, read_questions
from quiz.bank.formats import reader_named
from quiz.bank.importing.applying import ImportRun, import_questions
from quiz.bank.importing.plan import ImportOptions
from quiz.bank.models import Bank, Question
from tests.quiz.factories import NOW, make_bank, make_question, make_topic

pytestmark = pytest.mark.django_db


def test_our_json_holds_the_whole_bank(django_assert_num_queries: DjangoAssertNumQueries):
    bank = make_bank()
    fraud = make_topic(bank, order=1)
    calls = make_topic(bank, "calls", parent=fraud, order=0)
    for label in "12":
        make_question(fraud, label=label)
    tagged = make_question(calls, "matching")
    Question.objects.filter(pk=tagged.pk).update(tags=["phone"])
    make_question(calls, label="old", status=QuestionStatus.RETIRED)
    with django_assert_num_queries(2):
        export = export_questions(bank=bank, to="json")
    assert (export.written, export.writing.errors, export.writing.warnings) == (3, [], [])
    reading = reader_named("json").read(export.writing.data)
    assert reading.questions == list(read_questions(bank=bank))
    assert [question.external_id for question in reading.questions] == [
        "calls-matching-1",
        "fraud-single-1",
        "fraud-single-2",
    ]
    assert [topic.slug for topic in reading.questions[0].topic] == ["fraud", "calls"]

    def bring(into: Bank) -> dict[str, int]:
        run = ImportRun(bank=into, reading=reading, options=ImportOptions(), by=None, now=NOW)
        return import_questions(run=run).counts

    assert bring(bank)["unchanged"] == 3
    other = make_bank("other")
    assert bring(other)["create"] == 3
    # Its topics come in the order in which the file named them.
    assert sorted(read_questions(bank=other), key=repr) == sorted(
        read_questions(bank=bank), key=repr
    )


def test_statuses_may_be_chosen():
    topic = make_topic(make_bank())
    make_question(topic, label="old", status=QuestionStatus.RETIRED)
    make_question(topic, label="new")
    retired = export_questions(bank=topic.bank, to="json", statuses=[QuestionStatus.RETIRED])
    assert [question.external_id for question in retired.questions] == ["fraud-single-old"]
