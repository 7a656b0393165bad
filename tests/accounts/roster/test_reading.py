"""Rows of a roster are read whatever the program, the encoding and the titles were."""

import pytest

from accounts.roster.columns import Field
from accounts.roster.reading import open_roster, read_roster
from accounts.roster.workbooks import COLUMNS, write_roster_template
from common.text import Language
from tests.accounts.roster.tables import HEADER, csv_of, reading_of, xlsx_of


def codes(reading):
    return [fault.code for row in reading.rows for fault in row.faults]


def test_a_row_says_who_somebody_is_and_where():
    (row,) = reading_of(
        (
            "00107",
            "孙丽",
            "总部/技术部/运维组",
            "总部/工会",
            "是",
            "SunLi@Example.com",
            "138 0013 8000",
        )
    ).rows
    assert (row.number, row.name) == ("00107", "孙丽")
    assert row.units == (("总部", "技术部", "运维组"), ("总部", "工会"))
    assert row.manages is True
    assert (row.email, row.phone) == ("sunli@example.com", "+8613800138000")
    assert not row.has_left
    assert (row.place.row, row.faults) == (2, ())


def test_what_is_not_said_is_none():
    (row,) = reading_of(("1", "", ""), header=("工号", "姓名", "部门")).rows
    assert (row.name, row.units, row.manages, row.email, row.phone) == (None,) * 5


@pytest.mark.parametrize(
    "header",
    [
        ("员工编号", "员工姓名", "所属部门"),
        ("Employee ID", "Full name", "Department path"),
        ("编号*", "姓 名", "部门（全称）"),
        ("person_number", "Name:", "unit"),
    ],
)
def test_titles_may_be_other_words(header):
    (row,) = reading_of(("7", "孙丽", "技术部"), header=header).rows
    assert (row.number, row.name, row.units) == ("7", "孙丽", (("技术部",),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_usual_encoding_is_read(encoding):
    data = csv_of(("7", "孙丽", "技术部/运维组")).decode().encode(encoding)
    (row,) = read_roster(open_roster(data)).rows
    assert (row.name, row.units) == ("孙丽", (("技术部", "运维组"),))


def test_a_workbook_keeps_phones_that_excel_made_numbers():
    (row,) = read_roster(
        open_roster(xlsx_of((107, "孙丽", "技术部", "", "", "", 13800138000)))
    ).rows
    assert (row.number, row.phone, row.faults) == ("107", "+8613800138000", ())


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("=HYPERLINK(1)", "孙丽", ""), "cell_is_formula"),
        (("7", "@SUM(A1)", ""), "cell_is_formula"),
        (("7", "孙丽", "技术部//运维组"), "unit_path_invalid"),
        (("7", "孙丽", "技术部/运维组/技术部"), "unit_in_circle"),
        (("7", "孙丽", "/".join("abcdefghijklmn")), "unit_path_too_deep"),
        (("7", "孙" * 61, ""), "name_invalid"),
        (("7" * 61, "孙丽", ""), "number_too_long"),
        (("7", "孙丽", "", "", "", "not an address"), "email_invalid"),
        (("7", "孙丽", "", "", "", "", "12345"), "phone_invalid"),
        (("7", "孙丽", "", "", "", "", "", "maybe"), "status_unknown"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_named(row, code):
    reading = reading_of(row)
    assert codes(reading) == [code]
    (fault,) = reading.rows[0].faults
    assert fault.place.row == 2
    assert fault.place.column in HEADER


def test_phones_of_other_countries_are_no_formulas():
    (row,) = reading_of(("7", "孙丽", "", "", "", "", "+44 20 7946 0958")).rows
    assert (row.phone, row.faults) == ("+442079460958", ())


def test_broken_characters_are_named():
    data = csv_of(("7", "X", "技术部")).replace(b"X", b"\xff\xff")
    assert codes(read_roster(open_roster(data))) == ["cell_encoding"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\n\n", "file_empty"),
        (csv_of(), "file_empty"),
        ("张伟,技术部\n李娜,财务部".encode(), "header_missing"),
        (b"PK\x03\x04xl/workbook", "archive_broken"),
    ],
)
def test_a_file_that_names_nobody_says_why(data, code):
    reading = read_roster(open_roster(data))
    assert ([fault.code for fault in reading.errors], reading.rows) == ([code], [])


def test_a_hundred_columns_cost_one_remark():
    more = tuple(f"列{number}" for number in range(100))
    reading = reading_of(("7", "孙丽", *("x" for _ in more)), header=("工号", "姓名", *more))
    assert [fault.code for fault in reading.warnings] == ["columns_unknown"]
    assert "100" in str(reading.warnings[0].message)
    assert reading.rows[0].name == "孙丽"


@pytest.mark.parametrize("language", list(Language))
def test_the_template_is_read_without_a_row(language):
    opened = open_roster(write_roster_template(language=language))
    assert [grid.rows[0].cells for grid in opened.grids[:1]] == [
        tuple(field.title(language) for field in COLUMNS)
    ]
    assert [fault.code for fault in read_roster(opened).errors] == ["file_empty"]
    assert Field.FAULTS not in COLUMNS
