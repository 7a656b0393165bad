"""Tables for spreadsheet programs."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from common.spreadsheets import write_csv, write_xlsx

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"]


def as_csv(*rows):
    file = io.BytesIO()
    write_csv(file, header=["a", "b"], rows=rows)
    return file.getvalue()


def xlsx_cells(*rows):
    """The values of the first sheet, and whether any of them is a formula."""
    file = io.BytesIO()
    write_xlsx(file, title="成绩", header=["a", "b"], rows=rows)
    with zipfile.ZipFile(file) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    values = [
        "".join(cell.itertext()) for cell in sheet.iter(f"{space}c") if len(cell) or cell.text
    ]
    return values, [formula.text for formula in sheet.iter(f"{space}f")]


def test_a_csv_begins_with_the_mark_that_excel_needs():
    assert as_csv(["张伟", 1]) == "\ufeffa,b\r\n张伟,1\r\n".encode()


def test_a_csv_leaves_its_file_open():
    file = io.BytesIO()

    write_csv(file, header=["a"], rows=[])

    assert not file.closed


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_in_a_csv_is_only_text(text):
    [_, [cell]] = csv.reader(io.StringIO(as_csv([text]).decode("utf-8-sig"), newline=""))

    assert cell == f"'{text}"


def test_a_formula_in_a_header_is_only_text():
    file = io.BytesIO()

    write_csv(file, header=["=1+1"], rows=[])

    assert file.getvalue().decode("utf-8-sig") == "'=1+1\r\n"


def test_a_negative_number_is_a_number_and_not_a_formula():
    assert as_csv([-5, Decimal("-2.5")]).endswith(b"-5,-2.5\r\n")


def test_moments_are_told_in_local_time():
    moment = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)

    assert as_csv([moment, date(2026, 9, 14)]).endswith(b"2026-09-14 17:00:00,2026-09-14\r\n")


def test_truth_and_nothing_have_plain_forms():
    assert as_csv([True, None]).endswith(b"1,\r\n")


def test_commas_quotes_and_line_breaks_survive():
    texts = ['a,"b"', "c\nd"]

    assert list(csv.reader(io.StringIO(as_csv(texts).decode("utf-8-sig"), newline="")))[1] == texts


@pytest.mark.parametrize("text", FORMULAS[:5])
def test_a_formula_in_an_xlsx_is_only_text(text):
    values, formulas = xlsx_cells([text, "x"])

    assert formulas == []
    assert values[2].strip() == text.strip()


def test_an_xlsx_keeps_numbers_as_numbers():
    values, _ = xlsx_cells([87.5, 3])

    assert values == ["a", "b", "87.5", "3"]


def test_a_title_that_excel_would_refuse_is_trimmed():
    file = io.BytesIO()

    write_xlsx(file, title="a/b:" + "长" * 40, header=["a"], rows=[])

    with zipfile.ZipFile(file) as archive:
        assert ("ab" + "长" * 29).encode() in archive.read("xl/workbook.xml")
