"""Workbooks as Excel, WPS and others write them, and as nobody should."""

import io
import random
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from common.tables import calamine_process, workbooks
from quiz.bank.formats import reader_named, recognise_reader
from tests.quiz.bank.formats.biff import xls, xls_of_cells
from tests.quiz.bank.formats.tables import read, told, workbook

READER = reader_named("xlsx")
TITLES = ["题型", "题干", "选项A", "选项B", "答案"]
GOOD = ["单选题", "哪个好？", "甲", "乙", "A"]


def made(write: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        write(book)
    return file.getvalue()


def test_a_workbook_reads_as_the_same_table_in_text() -> None:
    data = workbook(试题=[TITLES, GOOD])
    assert recognise_reader(data) is READER
    reading = READER.read(data)
    assert (reading.questions, reading.errors, reading.warnings) == (
        read(TITLES, GOOD).questions,
        [],
        [],
    )
    assert (reading.questions[0].place.row, reading.questions[0].place.table) == (2, "试题")


def test_rows_and_columns_are_counted_from_the_corner_of_the_worksheet() -> None:
    rows = [[], [], ["", "", *TITLES], [], ["", "", *GOOD], ["", "", *GOOD[:-1], "C"]]
    reading = READER.read(workbook(试题=rows))
    assert [question.place.row for question in reading.questions] == [5]
    assert told(reading.errors) == [("key_unknown", 6, "答案")]


def test_every_visible_worksheet_is_read_and_hidden_ones_are_named() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        for name in ("单选", "判断", "草稿", "备注", "填写说明"):
            worksheet = book.add_worksheet(name)
            rows = [["随便写写"]] if name in ("备注", "填写说明") else [TITLES, GOOD]
            for number, row in enumerate(rows):
                worksheet.write_row(number, 0, row)
        book.get_worksheet_by_name("草稿").hide()

    reading = READER.read(made(write))
    assert [question.place.table for question in reading.questions] == ["单选", "判断"]
    assert [(fault.code, fault.place.table) for fault in reading.warnings] == [
        ("table_hidden", "草稿"),
        ("header_missing", "备注"),
    ]


def test_merged_titles_and_formatted_but_empty_rows_are_passed_over() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        worksheet = book.add_worksheet()
        worksheet.merge_range(0, 0, 0, 4, "题库")
        worksheet.write_row(1, 0, TITLES)
        worksheet.write_row(2, 0, GOOD)
        for row in (3, 5_000, 1_048_575):
            worksheet.write_blank(row, 0, None, book.add_format({"bold": True}))

    reading = READER.read(made(write))
    assert ([question.place.row for question in reading.questions], reading.errors) == ([3], [])


def test_numbers_and_truths_are_read_as_they_look() -> None:
    rows: list[list[Any]] = [
        ["题型", "题干", "A", "B", "答案"],
        ["单选", "几？", 3, 0.1 + 0.2, "A"],
        ["判断", "问", "", "", True],
    ]
    reading = READER.read(workbook(试题=rows))
    first, second = (question.content for question in reading.questions)
    assert [list(option.text.values()) for option in first.options] == [["3"], ["0.3"]]
    assert (second.key, reading.errors) == (True, [])


@pytest.mark.parametrize("value", [date(2026, 1, 2), datetime(2026, 1, 2, 3, 4), time(1, 2)])  # noqa: DTZ001
def test_an_answer_that_became_a_date_is_an_error_and_other_text_a_warning(value: date) -> None:
    rows: list[list[Any]] = [TITLES, [*GOOD[:4], value], ["单选", "哪天？", value, "乙", "A"]]
    reading = READER.read(workbook(试题=rows))
    assert told(reading.errors) == [("cell_is_date", 2, "答案")]
    assert told(reading.warnings) == [("cell_is_date", 3, "选项A")]
    assert reading.questions[0].content.options[0].text == {"zh-Hans": value.isoformat()}


def test_digits_that_are_lost_are_told() -> None:
    number = 123456789012345678
    rows: list[list[Any]] = [
        [*TITLES, "外部编号"],
        [*GOOD, number],
        [*GOOD[:2], number, "乙", "A", "Q1"],
    ]
    reading = READER.read(workbook(试题=rows))
    assert told(reading.errors) == [("digits_lost", 2, "外部编号")]
    assert told(reading.warnings) == [("digits_lost", 3, "选项A")]


def test_a_formula_counts_as_what_it_gave() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        worksheet = book.add_worksheet()
        worksheet.write_row(0, 0, TITLES)
        worksheet.write_row(1, 0, GOOD)
        worksheet.write_formula(1, 1, '="哪个"&"好？"', None, "哪个好？")
        worksheet.write_row(2, 0, GOOD)
        worksheet.write_formula(2, 4, "=NA()", None, "#N/A")

    reading = READER.read(made(write))
    assert [question.content.stem for question in reading.questions] == [{"zh-Hans": "哪个好？"}]
    assert told(reading.errors) == [("key_missing", 3, "答案")]


def far_away() -> bytes:
    rows = [TITLES, GOOD]

    def write(book: xlsxwriter.Workbook) -> None:
        worksheet = book.add_worksheet()
        for number, row in enumerate(rows):
            worksheet.write_row(number, 0, row)
        worksheet.write_string(1_048_575, 16_383, "x")

    return made(write)


def test_a_cell_half_a_terabyte_away_ends_only_the_process_that_reads() -> None:
    reading = READER.read(far_away())
    assert [fault.code for fault in reading.errors] == ["spreadsheet_too_large"]


def test_sixteen_thousand_columns_are_cut() -> None:
    titles = TITLES + ["备注"] * 16_379
    reading = READER.read(workbook(试题=[titles, GOOD]))
    assert (len(reading.questions), reading.errors) == (1, [])
    assert len(reading.warnings) == 256 - len(TITLES)


def test_a_million_rows_are_refused_in_bounded_time() -> None:
    sheet = b"".join(
        b'<row r="%d"><c r="B%d"><v>1</v></c></row>' % (n, n) for n in range(1, 1_048_577)
    )
    data = with_worksheet(workbook(试题=[["x"]]), sheet)
    assert [fault.code for fault in READER.read(data).errors] == ["spreadsheet_too_large"]


def with_worksheet(data: bytes, rows: bytes) -> bytes:
    """The workbook with other rows on its first worksheet."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                head, _, rest = content.partition(b"<sheetData>")
                content = (
                    head
                    + b"<sheetData>"
                    + rows
                    + b"</sheetData>"
                    + rest.partition(b"</sheetData>")[2]
                )
            new.writestr(name, content)
    return file.getvalue()


def test_a_zip_bomb_is_not_opened() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 50_000_000)
    assert [fault.code for fault in READER.read(file.getvalue()).errors] == ["archive_too_large"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(2000),
        workbook(试题=[TITLES])[:3000],
    ],
)
def test_what_is_broken_is_told_to_be(data: bytes) -> None:
    [fault] = READER.read(data).errors
    assert fault.code in ("spreadsheet_broken", "archive_broken")


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("raise SystemExit(3)", "spreadsheet_broken"),
        ("raise BaseException('a panic of Rust')", "spreadsheet_broken"),
        ("import os; os.abort()", "spreadsheet_too_large"),
        ('print(\'{"table": "a\')', "spreadsheet_broken"),
    ],
)
def test_a_reading_process_that_dies_is_an_error_of_the_file(
    script: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "process.py"
    path.write_text(script)
    monkeypatch.setattr(workbooks, "_PROCESS", path)
    assert [fault.code for fault in READER.read(workbook(试题=[TITLES, GOOD])).errors] == [code]


def test_a_reading_process_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*args: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("calamine", 45)

    monkeypatch.setattr(subprocess, "run", run)
    assert [fault.code for fault in READER.read(workbook(试题=[TITLES, GOOD])).errors] == [
        "spreadsheet_too_large"
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_a_workbook_with_random_bytes_in_its_parts_gives_questions_or_faults(seed: int) -> None:
    chance = random.Random(seed)
    data = workbook(试题=[TITLES, GOOD, GOOD], 更多=[TITLES, GOOD])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = bytearray(old.read(name))
            for _ in range(chance.randrange(3)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            new.writestr(name, bytes(content))
    broken = bytearray(file.getvalue())
    if chance.random() < 0.3:
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    reading = READER.read(bytes(broken))
    assert reading.questions or reading.errors


@settings(max_examples=20, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_any_bytes_give_faults(data: bytes, magic: bytes) -> None:
    assert READER.read(magic + data).errors


def test_the_reading_process_tells_values_as_text() -> None:
    assert [calamine_process.cell_text(value) for value in (1.0, 0.5, 1e-7, 1e15, True, "x")] == [
        ("1", ""),
        ("0.5", ""),
        ("0.0000001", ""),
        ("1000000000000000", "digits"),
        ("TRUE", ""),
        ("x", ""),
    ]


def test_an_old_workbook_is_read_too() -> None:
    data = xls(
        "试题", [TITLES, GOOD, ["判断题", "2 > 1", "", "", True], ["数值", "几？", "", "", 1.5]]
    )
    assert recognise_reader(data) is READER
    reading = READER.read(data)
    expected = read(
        TITLES, GOOD, ["判断题", "2 > 1", "", "", "TRUE"], ["数值", "几？", "", "", "1.5"]
    )
    assert (reading.questions, reading.errors) == (expected.questions, [])
    assert reading.questions[0].place.table == "试题"


def test_an_old_workbook_with_a_cell_far_away_is_refused() -> None:
    cells = {(0, 0): "题干", (0, 1): "答案", (65_535, 65_534): "x"}
    reading = READER.read(xls_of_cells("试题", cells))
    assert [fault.code for fault in reading.errors] == ["spreadsheet_too_large"]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_an_old_workbook_with_random_bytes_gives_questions_or_faults(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(xls("试题", [TITLES, GOOD, GOOD]))
    for _ in range(chance.randrange(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    reading = READER.read(bytes(data))
    assert reading.questions or reading.errors
