"""What is written to a spreadsheet is read back unchanged, and is never a formula."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from common.text import Language
from quiz.bank.enums import Difficulty
from quiz.bank.formats import ParsedQuestion, ParsedTopic, reader_named, writer_named
from quiz.bank.packs import CONTENT_DIRECTORY, read_pack
from quiz.bank.question_content import content_from_json
from tests.quiz.bank.strategies import contents, texts

FRAUD = ParsedTopic("fraud", {"zh-Hans": "诈骗", "en": "Fraud"})
CALLS = ParsedTopic("calls-1", {"zh-Hans": "来电/短信", "en": "Calls - texts"})
PLAIN = ParsedTopic("wi-fi", {"en": "Wi-Fi"})

ids = texts(max_size=12)
tags = st.lists(texts(max_size=9), max_size=2, unique=True).map(tuple)


def questions(*languages: Language) -> st.SearchStrategy[ParsedQuestion]:
    return st.builds(
        ParsedQuestion,
        external_id=st.none() | ids,
        topic=st.sampled_from([(), (FRAUD,), (FRAUD, CALLS), (PLAIN,)]),
        difficulty=st.none() | st.sampled_from(Difficulty),
        tags=tags,
        content=contents(languages=languages, feedback=True),
    )


any_questions = st.lists(
    questions(*Language) | questions(Language.CHINESE) | questions(Language.ENGLISH),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60)
@given(any_questions, st.sampled_from(Language))
def test_a_csv_is_read_back_unchanged(written: list[ParsedQuestion], language: Language) -> None:
    file = writer_named("csv").write(written, language=language)
    reading = reader_named("csv").read(file.data)
    assert (reading.questions, reading.errors, reading.warnings) == (written, [], [])
    assert (file.errors, file.warnings) == ([], [])


@settings(max_examples=25)
@given(any_questions, st.sampled_from(Language))
def test_a_workbook_is_read_back_unchanged(
    written: list[ParsedQuestion], language: Language
) -> None:
    file = writer_named("xlsx").write(written, language=language)
    reading = reader_named("xlsx").read(file.data)
    assert (reading.questions, reading.errors, reading.warnings) == (written, [], [])
    assert (file.errors, file.warnings) == ([], [])


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_the_shipped_questions_lose_nothing(name: str, language: Language) -> None:
    shipped = read_pack(CONTENT_DIRECTORY / "network_safety")
    file = writer_named(name).write(shipped, language=language)
    reading = reader_named(name).read(file.data)
    assert (reading.questions, reading.errors, reading.warnings) == (shipped, [], [])


FORMULAS = ["=1+1", "+1+2", "-1+2", "@SUM(A1)", "＝1+1", "'=1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula_here_or_after_saving_it_as_csv(text: str) -> None:
    content = content_from_json({"type": "true_false", "stem": {"en": text}, "key": True})
    written = [ParsedQuestion(content=content)]
    for name in ("csv", "xlsx"):
        file = writer_named(name).write(written)
        assert reader_named(name).read(file.data).questions == written
    cells = load_workbook(io.BytesIO(file.data)).get_sheet_by_index(0).to_python()
    assert cells[1][1] == f"'{text}"
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_plain_number_is_not_quoted_in_a_workbook() -> None:
    key = [{"value": "-3.5"}]
    content = content_from_json({"type": "numeric", "stem": {"en": "How cold?"}, "key": key})
    data = writer_named("xlsx").write([ParsedQuestion(content=content)]).data
    assert load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1][2] == "-3.5"


def test_a_workbook_has_a_fixed_bold_header_drop_downs_and_widths() -> None:
    content = content_from_json({"type": "true_false", "stem": {"zh-Hans": "对吗？"}, "key": True})
    data = writer_named("xlsx").write([ParsedQuestion(content=content)]).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert 'topLeftCell="A2"' in sheet
    assert "<b/>" in styles
    assert "单选题,多选题,判断题,填空题,数值题,排序题,配对题" in sheet
    assert "易,中,难" in sheet
    assert '<col min="2" max="2" width="50' in sheet


def test_a_question_that_fits_no_cell_is_reported_and_the_others_written() -> None:
    long = {
        "type": "blank",
        "stem": {"en": "____"},
        "key": [[f"{n} {'x' * 190}" for n in range(200)]],
    }
    short = content_from_json({"type": "true_false", "stem": {"en": "Yes?"}, "key": True})
    written = [ParsedQuestion(content=content_from_json(long)), ParsedQuestion(content=short)]
    file = writer_named("xlsx").write(written)
    assert [(fault.code, fault.place.item) for fault in file.errors] == [("cell_too_long", "1")]
    assert reader_named("xlsx").read(file.data).questions == written[1:]


def test_two_topics_of_one_name_are_told_to_become_one() -> None:
    content = content_from_json({"type": "true_false", "stem": {"en": "Yes?"}, "key": True})
    topics = [ParsedTopic(slug, {"en": "Fraud"}) for slug in ("fraud-1", "fraud-2")]
    written = [ParsedQuestion(topic=(topic,), content=content) for topic in topics]
    file = writer_named("csv").write(written)
    assert [(fault.code, fault.place.item) for fault in file.warnings] == [("topic_code_lost", "2")]
