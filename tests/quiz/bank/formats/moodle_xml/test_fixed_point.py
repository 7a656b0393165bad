from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import Language
from quiz.bank.accepted_numbers import AcceptedNumber
from quiz.bank.enums import QuestionType
from quiz.bank.formats import ParsedQuestion, ReadOptions, reader_named, writer_named
from quiz.bank.packs import CONTENT_DIRECTORY
from quiz.bank.question_content import content_from_json
from tests.quiz.bank.formats.one_language import in_one_language, lists_of, questions
from tests.quiz.bank.strategies import contents

READER, WRITER = reader_named("moodle"), writer_named("moodle")


def with_tolerances(question: ParsedQuestion) -> ParsedQuestion:
    """The question as Moodle holds it: ranges have become middles with tolerances."""
    content = question.content
    if content.type is not QuestionType.NUMERIC:
        return question
    key = tuple(
        AcceptedNumber.near((number.low + number.high) / 2, number.tolerance)
        for number in cast("tuple[AcceptedNumber, ...]", content.key)
    )
    return replace(question, content=replace(content, key=key))


@given(lists_of(questions(feedback=True)))
def test_what_is_written_is_read_back_unchanged(written: list[ParsedQuestion]) -> None:
    reading = READER.read(WRITER.write(written).data)
    assert (reading.questions, reading.errors) == (list(map(with_tolerances, written)), [])
    assert READER.read(WRITER.write(reading.questions).data).questions == reading.questions


@given(
    st.builds(ParsedQuestion, content=contents(languages=tuple(Language), feedback=True)),
    st.sampled_from(Language),
)
def test_one_language_of_two_is_written(question: ParsedQuestion, language: Language) -> None:
    reading = READER.read(WRITER.write([question], language=language).data)
    again = READER.read(WRITER.write(reading.questions, language=language).data)
    assert again.questions == reading.questions
    unordered = (QuestionType.ORDERING, QuestionType.MATCHING)
    if question.content.type not in unordered:
        assert reading.questions == [with_tolerances(in_one_language(question, language))]


any_text = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()))


@given(any_text, any_text, any_text)
def test_any_characters_give_a_file_that_can_be_read(stem: str, option: str, tag: str) -> None:
    content = {"type": "single", "stem": {"en": stem}, "key": ["a"]}
    options = [{"id": "a", "text": {"en": option}}, {"id": "b", "text": {"en": "b"}}]
    question = ParsedQuestion(
        external_id=tag, tags=(tag,), content=content_from_json({**content, "options": options})
    )
    reading = READER.read(WRITER.write([question]).data)
    assert "xml_broken" not in [fault.code for fault in reading.errors]
    assert len(reading.questions) + bool(reading.errors) == 1


@pytest.mark.parametrize("path", sorted(CONTENT_DIRECTORY.rglob("*.json")), ids=lambda p: p.stem)
@pytest.mark.parametrize("language", Language)
def test_the_shipped_questions_go_there_and_back(path, language: Language) -> None:
    shipped = reader_named("json").read(path.read_bytes()).questions
    writing = WRITER.write(shipped, language=language)
    # English questions may quote a Chinese word, so the language is told.
    options = ReadOptions(language=language)
    reading = READER.read(writing.data, options)
    assert (writing.errors, reading.errors) == ([], [])
    stems = [in_one_language(question, language).content.stem for question in shipped]
    assert [question.content.stem for question in reading.questions] == stems
    again = WRITER.write(reading.questions, language=language)
    assert READER.read(again.data, options) == reading
