"""Putting right a number, an order and pairs that turned out to be wrong."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.conftest import open_contest
from tests.e2e.desk import Desk
from tests.e2e.site import Site
from tests.e2e.test_organiser_journey import open_desk
from tests.e2e.test_question_types import MATCHING, NUMERIC, ORDERING, SINGLE


def test_numbers_orders_and_pairs_are_looked_at_and_corrected(site: Site, desk: Desk) -> None:
    slug = open_contest_on(site, NUMERIC, ORDERING, MATCHING, SINGLE)
    site.do("sit", slug=slug, people=1)
    page = open_desk(site, desk, slug).page
    desk.go("/rulings")
    open_correction(page, 1)
    numbers = page.get_by_label("Accepted numbers")
    expect(numbers).to_have_value("5")
    numbers.press_sequentially("\nsix")
    expect(page.get_by_text("This line is not understood: six")).to_be_visible()
    expect(page.get_by_role("button", name="See who would move")).to_be_disabled()
    numbers.fill("6 ~ 8\n3 ± 0.5")
    see_who_would_move(site, page)
    expect(page.locator(".ruling-form .notice")).to_contain_text("1 falls")
    open_correction(page, 2)
    page.get_by_label("Place 1").select_option(label="Keep the evidence")
    expect(page.get_by_label("Place 3")).to_have_value("c")
    see_who_would_move(site, page)
    expect(page.locator(".ruling-form .notice")).to_contain_text("1 falls")
    open_correction(page, 3)
    page.get_by_label("Complaints of consumers").select_option(label="119")
    see_who_would_move(site, page)
    expect(page.locator(".ruling-form .notice")).to_contain_text("1 falls")
    page.get_by_label("Reason").fill("The number has changed.")
    page.get_by_role("button", name="Make the ruling").click()
    with page.expect_response(re.compile(r"/rulings\?round=1$")):
        desk.confirm("Make the ruling")
    site.do("run_jobs")
    expect(page.locator("tbody")).to_contain_text("The number has changed.")


def open_contest_on(site: Site, *contents: dict[str, Any]) -> str:
    """Open a contest on these questions, in this order, nothing shuffled."""
    # After the shipped bank in every order: pages offer the first one.
    bank = f"types-ruled-on-{len(contents)}"
    site.do("write_questions", bank=bank, contents=list(contents))
    return open_contest(site, bank=bank, questions=len(contents), shuffle=False)


def open_correction(page: Page, number: int) -> None:
    """Begin to correct the key of a question."""
    back = page.get_by_role("button", name="Go back")
    if back.is_visible():
        back.click()
    page.get_by_role("button", name=f"Rule on it: question {number}", exact=True).click()
    page.get_by_role("radio", name=re.compile("^Correct the key")).check()


def see_who_would_move(site: Site, page: Page) -> None:
    """Have the effect of a ruling worked out."""
    with page.expect_response(re.compile(r"/rulings/previews\?round=1$")):
        page.get_by_role("button", name="See who would move").click()
    site.do("run_jobs")
