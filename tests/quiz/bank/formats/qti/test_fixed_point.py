import io
import zipfile
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import Language
from quiz.bank.accepted_numbers import AcceptedNumber
from quiz.bank.enums import Difficulty, QuestionType
from quiz.bank.formats import (
    ParsedQuestion,
    Writer,
    reader_named,
    recognise_reader,
    writer_named,
)
from quiz.bank.packs import CONTENT_DIRECTORY
from quiz.bank.question_content import content_from_json
from quiz.bank.types import parse_content
from tests.quiz.bank.formats.one_language import in_one_language, lists_of, questions
from tests.quiz.bank.strategies import contents
from tests.quiz.factories import content

READER = reader_named("qti")
WRITERS = [writer_named("qti-2.1"), writer_named("qti-3.0")]
versions = pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)


def fits(question: ParsedQuestion) -> bool:
    """Whether QTI has a place for the numbers: one with a tolerance, or several exact ones."""
    if question.content.type is not QuestionType.NUMERIC:
        return True
    numbers = cast("tuple[AcceptedNumber, ...]", question.content.key)
    exact = all(number.value is not None and not number.tolerance for number in numbers)
    return exact or (len(numbers) == 1 and numbers[0].value is not None)


def numbers_once(question: ParsedQuestion) -> ParsedQuestion:
    """The question without numbers named twice."""
    body = question.content
    if body.type is not QuestionType.NUMERIC:
        return question
    return replace(question, content=replace(body, key=tuple(dict.fromkeys(body.key))))  # type: ignore[arg-type]  # numbers


@versions
@given(lists_of(questions(feedback=True)), st.sampled_from(Difficulty))
def test_what_is_written_is_read_back_unchanged(
    writer: Writer, written: list[ParsedQuestion], difficulty: Difficulty
) -> None:
    written = [replace(question, difficulty=difficulty) for question in written]
    writing = writer.write(written)
    reading = READER.read(writing.data)
    expected = [numbers_once(question) for question in written if fits(question)]
    if expected:
        assert (reading.questions, reading.errors) == (expected, [])
    assert len(writing.errors) == len(written) - len(expected)
    assert writer.write(written).data == writing.data


@versions
@given(
    st.builds(ParsedQuestion, content=contents(languages=tuple(Language), feedback=True)),
    st.sampled_from(Language),
)
def test_one_language_of_two_is_written(
    writer: Writer, question: ParsedQuestion, language: Language
) -> None:
    reading = READER.read(writer.write([question], language=language).data)
    again = READER.read(writer.write(reading.questions, language=language).data)
    assert again.questions == reading.questions
    unordered = (QuestionType.ORDERING, QuestionType.MATCHING)
    if question.content.type not in unordered and fits(question):
        assert reading.questions == [numbers_once(in_one_language(question, language))]


any_text = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()))


@versions
@given(any_text, any_text, any_text)
def test_any_characters_give_a_package_that_can_be_read(
    writer: Writer, stem: str, option: str, tag: str
) -> None:
    options = [{"id": "a", "text": {"en": option}}, {"id": "b", "text": {"en": "b"}}]
    made = content_from_json(
        {"type": "single", "stem": {"en": stem}, "options": options, "key": ["a"]}
    )
    question = ParsedQuestion(external_id=tag, tags=(tag,), content=made)
    reading = READER.read(writer.write([question]).data)
    assert "xml_broken" not in [fault.code for fault in reading.errors]
    assert len(reading.questions) + bool(reading.errors) == 1


@versions
@pytest.mark.parametrize("path", sorted(CONTENT_DIRECTORY.rglob("*.json")), ids=lambda p: p.stem)
@pytest.mark.parametrize("language", Language)
def test_the_shipped_questions_go_there_and_back(writer: Writer, path, language: Language) -> None:
    shipped = reader_named("json").read(path.read_bytes()).questions
    writing = writer.write(shipped, language=language)
    reading = READER.read(writing.data)
    assert recognise_reader(writing.data) is READER
    assert reading.errors == []
    kept = [question for question in shipped if fits(question)]
    assert len(writing.errors) == len(shipped) - len(kept)
    for question, read in zip(kept, reading.questions, strict=True):
        assert replace(read, content=question.content) == question
        assert read.content.source == question.content.source
        assert read.content.stem == in_one_language(question, language).content.stem
    again = writer.write(reading.questions, language=language)
    assert READER.read(again.data) == reading


@versions
def test_what_does_not_fit_is_told(writer: Writer) -> None:
    key = [{"min": "1", "max": "5"}]
    number = ParsedQuestion(
        external_id="n1", content=parse_content({**content("numeric"), "key": key})
    )
    one = ParsedQuestion(external_id="s1", content=parse_content(content("single")))
    writing = writer.write([number, one])
    assert [(f.place.item, f.code) for f in writing.errors] == [("n1", "numbers_not_writable")]
    assert [(f.place.item, f.code) for f in writing.warnings] == [("s1", "language_not_kept")]


@versions
def test_ids_that_cannot_name_files_or_differ_in_case_alone_are_kept(writer: Writer) -> None:
    made = parse_content(content("true_false"))
    ids = ["a", "A", "../b", "网安 1", None, "x" * 120, "a"]
    written = [ParsedQuestion(external_id=external_id, content=made) for external_id in ids]
    data = writer.write(written).data
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert len({name.lower() for name in names}) == len(ids) + 1
    assert [question.external_id for question in READER.read(data).questions] == ids


def test_versions_name_the_same_things_in_their_own_way() -> None:
    question = ParsedQuestion(external_id="s1", content=parse_content(content("blank")))
    old, new = (
        zipfile.ZipFile(io.BytesIO(writer.write([question]).data)).read("items/s1.xml").decode()
        for writer in WRITERS
    )
    assert '<mapEntry mapKey="right" mappedValue="1" caseSensitive="false"/>' in old
    assert '<qti-map-entry map-key="right" mapped-value="1" case-sensitive="false"/>' in new
    assert '<textEntryInteraction responseIdentifier="RESPONSE"/>' in old
    assert '<qti-text-entry-interaction response-identifier="RESPONSE"/>' in new
