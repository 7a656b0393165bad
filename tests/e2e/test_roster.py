"""A trainer brings the people of an empty enterprise in, and then lets some of them leave."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.accounts.roster.tables import xlsx_of
from tests.e2e.conftest import PHONE, NewPhone
from tests.e2e.desk import SCREEN
from tests.e2e.site import Site
from tests.e2e.test_everybody_can_use_it import faults
from tests.e2e.test_importing import XLSX, kind, wait_for_plan

SUN_LI = ("00107", "孙丽", "技术部/运维组", "工会", "是", "sun@example.com", "13800138000")
ZHOU_QIANG = ("00108", "周强", "财务部")
BROKEN = ("00109", "", "财务部", "", "", "nowhere")


def roster(*rows: tuple[str, ...]) -> FilePayload:
    return {"name": "员工名册.xlsx", "mimeType": XLSX, "buffer": xlsx_of(*rows)}


@pytest.fixture
def page(site: Site, new_phone: NewPhone, username: str) -> Page:
    context = new_phone(f"trainer-{username}", viewport=SCREEN)
    site.do("make_trainer", username=f"trainer-{username}", organisation=f"power-{username}")
    return context.new_page()


def import_people(page: Page, site: Site, name: str) -> None:
    page.get_by_role("button", name=name).dblclick()
    expect(page.get_by_text("Writing people")).to_be_visible()
    site.do("run_jobs")


def test_people_come_in_and_leave(site: Site, page: Page) -> None:
    page.goto("/train")
    page.get_by_role("link", name="Roster").click()
    page.get_by_label("Drop a file here").set_input_files(roster(SUN_LI, ZHOU_QIANG, BROKEN))
    wait_for_plan(page, site)
    assert kind(page, "With errors") == "3"
    expect(page.locator(".import-remarks .bad").first).to_contain_text("There is no unit “技术部”")

    with page.expect_response(lambda response: response.request.method == "PATCH"):
        page.get_by_role("checkbox", name="may make units").click()
    site.do("run_jobs")
    expect(page.get_by_role("heading", name="4 new units")).to_be_visible()
    assert (kind(page, "New"), kind(page, "With errors")) == ("2", "1")
    for size in (SCREEN, PHONE):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    import_people(page, site, "Import 2 people")
    expect(page.get_by_text("New: 2, changed: 0")).to_be_visible()
    expect(page.get_by_role("link", name="Download the failed rows")).to_be_visible()

    page.get_by_role("button", name="Import another file").click()
    page.get_by_role("checkbox", name="names everybody").check()
    page.get_by_label("Drop a file here").set_input_files(roster(SUN_LI))
    wait_for_plan(page, site)
    assert (kind(page, "Leave"), kind(page, "Unchanged")) == ("1", "1")
    page.get_by_role("button", name=re.compile("^Leave")).click()
    expect(page.locator(".table tbody tr")).to_have_count(1)
    expect(page.locator(".table tbody tr")).to_contain_text("Leaves: 财务部")
    import_people(page, site, "Import 1 person")
    expect(page.get_by_text("left: 1")).to_be_visible()
    page.goto("/train")
    expect(page.locator(".contest-row-counts")).to_contain_text("In the roster")


def test_others_are_told_that_there_is_nothing_for_them(
    new_phone: NewPhone, username: str, page: Page
) -> None:
    stranger = new_phone(f"stranger-{username}").new_page()
    stranger.goto(f"/train/power-{username}/roster")
    expect(stranger.get_by_text("This area is for trainers")).to_be_visible()
    page.goto("/train/nowhere/roster")
    expect(page.get_by_text("This organisation was not found")).to_be_visible()
