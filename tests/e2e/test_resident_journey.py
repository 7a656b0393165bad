"""A resident takes part: from the contest's page to the board."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.answer_page import AnswerPage
from tests.e2e.conftest import NewPhone, open_contest
from tests.e2e.site import Site


def start(page: Page, slug: str) -> AnswerPage:
    """Start an attempt from the contest's page."""
    page.goto(f"/contests/{slug}")
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Start the clock").click()
    page.wait_for_url("**/attempts/*")
    expect(page.locator(".question")).to_be_visible()
    return AnswerPage(page)


def test_a_resident_goes_from_the_contest_to_the_board(site: Site, phone: Page) -> None:
    slug = open_contest(site, questions=3, types=["single"])
    site.do("sit", slug=slug, people=6)
    phone.goto("/contests")
    phone.locator(f"a[href='/contests/{slug}']").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Network Safety Contest 2026")
    expect(phone.get_by_role("heading", name="Rules")).to_be_visible()
    answering = start(phone, slug)
    for number in (1, 2, 3):
        answering.expect_question(number)
        answering.choose("A")
        if number < 3:
            answering.next()
    answering.finish()
    phone.wait_for_url("**/result")
    expect(phone.locator(".score-value")).to_have_text(re.compile(r"^\d+$"))
    expect(phone.get_by_role("heading", name="Answers and explanations")).to_be_visible()
    expect(phone.locator(".review-list > li")).to_have_count(3)
    site.do("publish_board", slug=slug)
    phone.get_by_role("link", name="Board").first.click()
    here = phone.get_by_role("heading", name=re.compile("You are here"))
    expect(here).to_be_visible(timeout=20_000)
    expect(phone.locator(".my-place tr.marked")).to_have_count(1)
    phone.get_by_role("tab", name="Regions").click()
    expect(phone.get_by_role("row", name=re.compile("Harbin"))).not_to_have_count(0)


def test_my_contests_lists_attempts_and_goes_on_with_the_open_one(site: Site, phone: Page) -> None:
    slug = open_contest(site, questions=2, types=["single"])
    start(phone, slug).finish()
    phone.wait_for_url("**/result")
    start(phone, slug)
    phone.goto("/my/contests")
    expect(phone.get_by_role("link", name="Attempt 1")).to_be_visible()
    phone.get_by_role("link", name="Go on answering").click()
    expect(phone.locator(".question")).to_be_visible()


def test_a_contest_with_a_code_asks_for_it_and_refuses_a_wrong_one(site: Site, phone: Page) -> None:
    slug = open_contest(site, questions=2, access_code="7352")
    phone.goto(f"/contests/{slug}")
    phone.get_by_label("Access code").fill("1111")
    phone.get_by_role("button", name="Enter").click()
    expect(phone.get_by_role("alert")).to_contain_text("not right")
    phone.get_by_label("Access code").fill("7352")
    phone.get_by_role("button", name="Enter").click()
    phone.get_by_role("dialog").get_by_role("button", name="Start the clock").click()
    phone.wait_for_url("**/attempts/*")


def test_whoever_used_all_attempts_is_told_so(site: Site, phone: Page) -> None:
    slug = open_contest(site, questions=2, attempts_total=1)
    start(phone, slug).finish()
    phone.wait_for_url("**/result")
    phone.goto(f"/contests/{slug}")
    expect(phone.get_by_text("You have used all your attempts.")).to_be_visible()
    expect(phone.get_by_role("link", name="Your last result")).to_be_visible()


def test_a_contest_to_come_can_be_registered_for(site: Site, phone: Page) -> None:
    slug = open_contest(site, questions=2, opens_in_s=86_400)
    phone.goto(f"/contests/{slug}")
    phone.get_by_role("button", name="Register").click()
    expect(phone.get_by_text("You are registered.")).to_be_visible()


def test_a_contest_of_other_regions_says_whom_it_is_for(site: Site, phone: Page) -> None:
    slug = open_contest(site, questions=2, audience="organisation")
    phone.goto(f"/contests/{slug}")
    expect(phone.get_by_text("This contest is for members of")).to_be_visible()


def test_a_guest_plays_and_keeps_the_result_with_an_account(
    site: Site, new_phone: NewPhone
) -> None:
    slug = open_contest(site, questions=2, types=["single"], audience="guests")
    page = new_phone().new_page()
    page.goto(f"/contests/{slug}")
    page.get_by_role("button", name="Take part as a guest").click()
    page.get_by_label("Name for the board").fill("北国卫士")
    page.get_by_label("Region").select_option(label="Harbin")
    page.get_by_role("button", name="Continue as a guest").click()
    page.get_by_role("dialog").get_by_role("button", name="Start the clock").click()
    page.wait_for_url("**/attempts/*")
    answering = AnswerPage(page)
    answering.choose("A")
    answering.finish()
    page.wait_for_url("**/result")
    score = page.locator(".score-value").text_content() or ""
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Mobile number, e-mail address or username").fill("beiguo-weishi")
    page.get_by_label("Password").fill("four words make sense")
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/result")
    expect(page.locator(".score-value")).to_have_text(score)
    expect(page.get_by_text("You took part as a guest")).to_be_hidden()


def test_final_standings_say_that_they_are_final(site: Site, phone: Page) -> None:
    slug = open_contest(site, questions=2, types=["single"])
    site.do("sit", slug=slug, people=3)
    site.do("finalise", slug=slug)
    phone.goto(f"/contests/{slug}/board")
    expect(phone.get_by_text("These are the final standings.")).to_be_visible()
    expect(phone.locator(".board-table tbody tr")).to_have_count(3)
