"""An organiser brings a faulty workbook into a bank, mends it, and brings it again."""

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import FilePayload, Page, expect
from python_calamine import load_workbook

from tests.e2e.conftest import PHONE
from tests.e2e.desk import Desk
from tests.e2e.site import Site
from tests.e2e.test_everybody_can_use_it import faults

HEADER = ["题干", "题型", "A", "B", "C", "D", "答案", "解析"]
GOOD = ["反诈专线是哪个号码？", "单选", "96110", "12315", "10086", "12306", "A", "来电请接听。"]
TRUE = ["公共场所的免费WiFi可以放心登录网银。", "判断", "", "", "", "", "错", ""]
BROKEN = ["收到陌生短信里的链接应当怎么做？", "单选", "点开看看", "不点开", "转发", "回复", "", ""]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(rows: Sequence[Sequence[object]], name: str = "questions.xlsx") -> FilePayload:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return {"name": name, "mimeType": XLSX, "buffer": file.getvalue()}


def upload(page: Page, site: Site, file: FilePayload) -> None:
    page.get_by_label("Drop a file here").set_input_files(file)
    wait_for_plan(page, site)


def wait_for_plan(page: Page, site: Site) -> None:
    expect(page.get_by_text("Checking the file")).to_be_visible()
    site.do("run_jobs")
    expect(page.get_by_role("heading", name="What would happen")).to_be_visible()


def confirm(page: Page, site: Site, name: str) -> None:
    page.get_by_role("button", name=name).dblclick()
    expect(page.get_by_text("Writing questions")).to_be_visible()
    site.do("run_jobs")


def kind(page: Page, name: str) -> str:
    """How many questions there are of a kind, as its button says."""
    text = page.get_by_role("button", name=re.compile(f"^{name} \\d+$")).inner_text()
    return text.split()[-1]


@pytest.fixture
def bank(site: Site, username: str) -> str:
    """The slug of an empty bank that the desk may write in."""
    return str(site.do("make_bank", slug=f"bank-{username}")["slug"])


def test_a_faulty_workbook_is_mended_and_then_changes_nothing(
    site: Site, desk: Desk, bank: str, tmp_path: Path
) -> None:
    page = desk.page
    page.goto(f"/organise/banks/{bank}/import")
    file = workbook([HEADER, GOOD, TRUE, BROKEN])
    upload(page, site, file)
    assert (kind(page, "New"), kind(page, "With errors")) == ("2", "1")
    page.get_by_role("button", name=re.compile("^With errors")).click()
    expect(page.locator(".table tbody tr")).to_have_count(1)
    expect(page.locator(".table tbody tr")).to_contain_text("row 4")
    expect(page.locator(".import-remarks .bad")).to_have_count(1)

    # Leaving and coming back keeps what is looked at.
    page.reload()
    expect(page.locator(".table tbody tr")).to_have_count(1)
    confirm(page, site, "Import 2 questions")
    expect(page.get_by_text("New: 2, changed: 0")).to_be_visible()

    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download the failed rows").click()
    returned = tmp_path / "failed.xlsx"
    downloading.value.save_as(returned)
    rows = load_workbook(returned).get_sheet_by_index(0).to_python()
    titles = next(number for number, row in enumerate(rows) if "题干" in row)
    rows[titles + 1][rows[titles].index("答案")] = "B"
    page.get_by_role("button", name="Import another file").click()
    upload(page, site, workbook(rows, "mended.xlsx"))
    assert (kind(page, "New"), kind(page, "With errors")) == ("1", "0")
    with page.expect_response(lambda response: response.request.method == "PATCH"):
        page.get_by_role("radio", name=re.compile("^Published")).check()
    confirm(page, site, "Import 1 question")
    expect(page.get_by_text("New: 1, changed: 0")).to_be_visible()

    page.goto(f"/organise/banks/{bank}/import")
    expect(page.locator(".import-files li")).to_have_count(2)
    upload(page, site, file)
    assert (kind(page, "New"), kind(page, "Unchanged")) == ("0", "2")
    expect(page.get_by_text("nothing that is new or changed")).to_be_visible()


def test_what_cannot_be_read_and_what_is_too_large_is_said(
    site: Site, desk: Desk, bank: str
) -> None:
    page = desk.page
    page.goto(f"/organise/banks/{bank}/import")
    empty: FilePayload = {"name": "x.txt", "mimeType": "text/plain", "buffer": b""}
    page.get_by_label("Drop a file here").set_input_files(empty)
    expect(page.get_by_role("alert")).to_have_text("The file is empty.")
    upload(page, site, {"name": "x", "mimeType": "text/plain", "buffer": b"\x00\x01 nothing"})
    expect(page.locator(".notice.info")).to_contain_text("No question format fits this file.")
    page.get_by_role("button", name="Discard the file").click()
    expect(page.get_by_role("heading", name="Import questions")).to_be_visible()
    expect(page.locator(".import-files")).to_have_count(0)


def test_pasted_questions_are_exported_again(site: Site, desk: Desk, bank: str) -> None:
    page = desk.page
    page.goto(f"/organise/banks/{bank}/import")
    page.get_by_text("Paste questions instead").click()
    page.get_by_role("textbox", name="Questions").fill("Who calls? {=The bank ~The police}")
    page.get_by_role("button", name="Check these questions").click()
    wait_for_plan(page, site)
    confirm(page, site, "Import 1 question")
    expect(page.get_by_text("New: 1, changed: 0")).to_be_visible()
    page.goto(f"/organise/banks/{bank}/import")
    page.get_by_label("Format").select_option("gift")
    with page.expect_response(re.compile(r"/exports$")):
        page.get_by_role("button", name="Export", exact=True).click()
    expect(page.get_by_text("Writing the file")).to_be_visible()
    site.do("run_jobs")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download the file").click()
    assert "Who calls?" in Path(downloading.value.path()).read_text()
    expect(page.get_by_text("This format cannot hold everything")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE["width"], 320, 1280])
def test_the_page_fits_and_axe_finds_nothing_serious(
    site: Site, desk: Desk, bank: str, width: int
) -> None:
    page = desk.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/organise/banks/{bank}/import")
    expect(page.locator(".drop-zone")).to_be_visible()
    assert faults(page) == []
    upload(page, site, workbook([HEADER, GOOD, TRUE, BROKEN]))
    assert faults(page) == []
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(too_wide) == 0
