"""The workbook to fill in, and the one that goes back with what is wrong."""

import io
import zipfile
from typing import Any

import pytest
from python_calamine import load_workbook

from common.text import Language
from quiz.bank.enums import QuestionType
from quiz.bank.formats import (
    Fault,
    Place,
    reader_named,
    write_failed_rows,
    write_template,
    writer_named,
)
from quiz.bank.formats.spreadsheets.template_examples import EXAMPLES
from tests.quiz.bank.formats.tables import csv_of, workbook

READER = reader_named("xlsx")
TITLES = ["题型", "题干", "选项A", "选项B", "答案", "备注"]
GOOD = ["单选题", "哪个好？", "甲", "乙", "A", ""]
BAD = ["单选题", "哪个坏？", "甲", "", "AA", "=1+1"]


def worksheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def failed(data: bytes, language: Language = Language.CHINESE) -> dict[str, list[list[Any]]]:
    name = "csv" if data[:2] != b"PK" else "xlsx"
    errors = reader_named(name).read(data).errors
    return worksheets(write_failed_rows(data=data, errors=errors, language=language))


@pytest.mark.parametrize("language", Language)
def test_the_template_reads_as_its_examples_only(language: Language) -> None:
    reading = READER.read(write_template(language=language))
    assert (reading.errors, reading.warnings) == ([], [])
    assert [question.content.type for question in reading.questions] == list(QuestionType)
    stems = [question.content.stem for question in reading.questions]
    assert stems == [{language.value: example.stem} for example in EXAMPLES[language]]
    again = writer_named("xlsx").write(reading.questions, language=language)
    assert READER.read(again.data).questions == reading.questions


@pytest.mark.parametrize(
    ("language", "names", "title", "word"),
    [
        (Language.CHINESE, ["试题", "填写说明"], "题干", "填写方法"),
        (Language.ENGLISH, ["Questions", "Instructions"], "Stem", "What to write"),
    ],
)
def test_the_template_is_in_one_language(
    language: Language, names: list[str], title: str, word: str
) -> None:
    data = write_template(language=language)
    written = worksheets(data)
    assert list(written) == names
    assert (written[names[0]][0][2], written[names[1]][0][1]) == (title, word)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<dataValidation ") == 2


def test_failed_rows_come_back_in_their_columns_with_what_is_wrong() -> None:
    data = workbook(一=[["题库"], TITLES, GOOD, BAD, GOOD], 二=[TITLES, GOOD])
    assert failed(data) == {
        "一": [
            ["错误说明", *TITLES],
            ["答案: 答案里同一个选项写了两次。", *BAD[:-1], "'=1+1"],
        ]
    }


def test_repaired_failed_rows_can_be_uploaded() -> None:
    data = csv_of(TITLES, BAD).encode("gbk")
    [[titles, row]] = failed(data, Language.ENGLISH).values()
    assert row[
        0
    ] == "选项A: Two to 26 options are needed.\n答案: The answer names an option twice." or row[
        0
    ].startswith("答案")
    row[4], row[5] = "乙", "A"
    reading = READER.read(workbook(试题=[titles, row]))
    assert [question.content.key for question in reading.questions] == [("a",)]
    assert [fault.code for fault in reading.warnings] == ["column_unknown"]


def test_failed_rows_that_fail_again_are_told_anew() -> None:
    data = workbook(试题=[["错误说明", *TITLES], ["以前的错误", *BAD]])
    [[titles, row]] = failed(data).values()
    assert (titles, row[0]) == (["错误说明", *TITLES], "答案: 答案里同一个选项写了两次。")


def test_faults_of_no_row_are_listed_beside_the_rows() -> None:
    data = (csv_of(TITLES, BAD) + '单选题,"没关上,甲,乙,A,\r\n').encode()
    written = failed(data)
    assert list(written) == ["试题", "错误列表"]
    assert [row[1:3] for row in written["错误列表"]] == [
        ["行", "错误代码"],
        ["3", "row_unreadable"],
    ]
    returned = write_failed_rows(
        data=data, errors=reader_named("csv").read(data).errors, language=Language.CHINESE
    )
    assert [fault.code for fault in READER.read(returned).warnings] == ["column_unknown"]


def test_of_other_formats_the_faults_are_listed() -> None:
    errors = [
        Fault(place=Place(line=7, item="q1"), code="key_missing", message="No right answer."),
        Fault(place=Place(item="=2"), code="file_broken", message="Broken."),
    ]
    written = write_failed_rows(data=b"{}", errors=errors, language=Language.ENGLISH)
    assert worksheets(written) == {
        "Faults": [
            ["Question", "Line or row", "Fault code", "What is wrong"],
            ["q1", "7", "key_missing", "No right answer."],
            ["'=2", "", "file_broken", "Broken."],
        ]
    }


def test_worksheets_of_odd_names_are_returned_too() -> None:
    data = workbook(**{"表" * 31: [TITLES, BAD], "错误列表": [TITLES, BAD]})
    errors = [*READER.read(data).errors, Fault(code="file_broken", message="Broken.")]
    written = write_failed_rows(data=data, errors=errors, language=Language.CHINESE)
    assert list(worksheets(written)) == ["表" * 31, "错误列表", "错误列表 2"]
