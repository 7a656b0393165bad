"""A contest of two rounds: composed and published by an organiser, taken by a resident."""

import re
from datetime import UTC, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.e2e.answer_page import AnswerPage
from tests.e2e.conftest import NewPhone
from tests.e2e.desk import Desk
from tests.e2e.site import Site

HOUR = timedelta(hours=1)


def fill_windows(desk: Desk, *, opens: datetime) -> None:
    """Two rounds of two hours with an hour between them."""
    page = desk.page

    def times(group: str, number: int, start: datetime, end: datetime) -> None:
        page.get_by_label(f"{group} opens" if group else "Opens", exact=True).nth(number).fill(
            start.isoformat(timespec="minutes")
        )
        page.get_by_label(f"{group} closes" if group else "Closes", exact=True).nth(number).fill(
            end.isoformat(timespec="minutes")
        )

    times("", 0, opens, opens + 5 * HOUR)
    times("Round", 0, opens, opens + 2 * HOUR)
    times("Round", 1, opens + 3 * HOUR, opens + 5 * HOUR)


def hours_until(opens: datetime) -> int:
    """Whole hours until a wall clock of the contest's, rounded up."""
    left = opens.replace(tzinfo=ZoneInfo("Asia/Shanghai")) - datetime.now(UTC)
    return ceil(left / HOUR)


def reload_until(page: Page, selector: str, text: str) -> None:
    """Load the page anew until it says so: what everybody sees is kept for some seconds."""
    for _ in range(10):
        page.reload()
        try:
            expect(page.locator(selector).first).to_contain_text(text, timeout=1_000)
        except AssertionError:
            continue
        return
    raise AssertionError(text)


def sit(page: Page, slug: str, *, questions: int) -> None:
    """Start from the contest's page and hand in."""
    page.goto(f"/contests/{slug}")
    page.get_by_role("button", name="Start", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"There are {questions} questions.")
    dialog.get_by_role("button", name="Start the clock").click()
    page.wait_for_url("**/attempts/*")
    answering = AnswerPage(page)
    answering.expect_question(1)
    answering.choose("A")
    answering.expect_save_state("Saved")
    answering.finish()
    page.wait_for_url("**/result")


def arrange_rounds(desk: Desk) -> datetime:
    """Add a final and give both rounds their windows; return when the contest opens."""
    page = desk.page
    desk.go("/rules")
    page.get_by_role("button", name="Add a round").click()
    expect(page.get_by_role("heading", name="Round 2", exact=True)).to_be_focused()
    page.get_by_role("group", name="Name of the round").nth(1).get_by_label("English").fill("Final")
    opens = datetime.fromisoformat(page.get_by_label("Opens", exact=True).input_value())
    fill_windows(desk, opens=opens)
    late = page.get_by_label("Round closes").nth(1)
    late.fill((opens + 6 * HOUR).isoformat(timespec="minutes"))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".field-error")).to_contain_text("cannot close after the contest does")
    expect(late).to_be_focused()
    late.fill((opens + 5 * HOUR).isoformat(timespec="minutes"))
    page.get_by_role("radio", name=re.compile("Sum of each round")).check()
    desk.save()
    # In another order and back: the windows stay, the names move.
    page.get_by_role("button", name="Move down: Round 1").click()
    expect(page.get_by_role("heading", name="Round 1: Final")).to_be_visible()
    page.get_by_role("button", name="Move up: Round 2").click()
    expect(page.get_by_role("heading", name="Round 2: Final")).to_be_visible()
    return opens


def compose_final(desk: Desk) -> None:
    """Three questions in the final instead of the two that were copied."""
    page = desk.page
    desk.go("/compose")
    page.get_by_role("tab", name="Round 2: Final").click()
    expect(desk.section(1).get_by_label("Number of questions")).to_have_value("2")
    desk.section(1).get_by_label("Number of questions").fill("0")
    page.get_by_role("tab", name="Round 1").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("tab", name="Round 2: Final")).to_have_attribute(
        "aria-selected", "true"
    )
    desk.section(1).get_by_label("Number of questions").fill("3")
    desk.save()


def test_two_rounds_are_composed_published_and_sat(
    site: Site, desk: Desk, new_phone: NewPhone, username: str
) -> None:
    page, slug = desk.page, f"rounds-{username}"
    desk.create(chinese="两轮竞赛", english="Two rounds", address=slug)
    desk.add_section(types=["Single choice"], questions=2, points=5)
    desk.save()

    opens = arrange_rounds(desk)
    compose_final(desk)

    # The page proposed next week at nine; that was within the last hour.
    site.do("let_time_pass", slug=slug, hours=hours_until(opens))
    desk.go("/publish")
    expect(page.get_by_role("heading", name="Ready to publish")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    desk.confirm("Publish")
    expect(page.locator(".contest-head .badge").first).to_have_text("Open")

    phone = new_phone(username).new_page()
    sit(phone, slug, questions=2)
    expect(phone.locator("main")).to_contain_text("Round 1")
    phone.goto(f"/contests/{slug}")
    expect(phone.locator(".entry-card")).to_contain_text("The next one opens on")
    expect(phone.locator(".round").nth(0)).to_contain_text("Open now")
    expect(phone.locator(".round").nth(1)).to_contain_text("Opens ")

    site.do("let_time_pass", slug=slug, hours=3)
    reload_until(phone, ".round", "Over")
    sit(phone, slug, questions=3)
    expect(phone.locator("main")).to_contain_text("Round 2: Final")
    phone.goto("/my/contests")
    attempts = phone.locator(".attempts").first.locator("li")
    expect(attempts.nth(0)).to_contain_text("Round 1")
    expect(attempts.nth(1)).to_contain_text("Round 2: Final")

    desk.go("/watch")
    rows = page.get_by_role("table", name="People in each round").get_by_role("row")
    expect(rows.nth(2)).to_have_text(re.compile(r"Round 2: Final\s*1\s*1"))
    desk.go()
    page.get_by_role("button", name="Extend").click()
    end = page.get_by_role("dialog").get_by_label("New end")
    end.fill((datetime.fromisoformat(end.input_value()) + HOUR).isoformat(timespec="minutes"))
    desk.confirm("Extend", reason="Snow.")
