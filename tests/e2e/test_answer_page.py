"""Answering on a phone, over networks that come and go."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answer_page import AnswerPage
from tests.e2e.conftest import NewPhone, open_contest
from tests.e2e.site import Site


@pytest.fixture
def attempt(site: Site, contest: str, phone: Page, username: str) -> str:
    """The id of an attempt that the resident has just begun."""
    return begin(site, contest, username)


def begin(site: Site, slug: str, username: str) -> str:
    """Begin an attempt on behalf of somebody."""
    started: dict[str, str] = site.do("begin", slug=slug, username=username)
    return started["id"]


@pytest.fixture
def choice_attempt(site: Site, phone: Page, username: str) -> str:
    """The same, of single choices only."""
    return begin(site, open_contest(site, questions=5, types=["single"]), username)


def test_an_answer_is_saved_and_there_again_after_a_reload(
    phone: Page, choice_attempt: str
) -> None:
    answering = AnswerPage(phone).open(choice_attempt)
    answering.choose("B")
    answering.expect_save_state("Saved")
    phone.reload()
    expect(phone.locator(".question")).to_be_visible()
    answering.expect_chosen("B")


def test_answers_given_offline_are_sent_when_the_network_is_back(
    phone: Page, choice_attempt: str
) -> None:
    answering = AnswerPage(phone).open(choice_attempt)
    phone.context.set_offline(True)
    for letter in "ABC":
        answering.choose(letter)
        answering.next()
    answering.expect_save_state("Offline: 3 waiting")
    phone.context.set_offline(False)
    answering.expect_save_state("Saved")
    phone.reload()
    answering.expect_question(4)
    phone.locator(".sheet-toggle").click()
    expect(phone.locator("#sheet .answered[aria-label]")).to_have_count(3)


def test_answers_given_offline_survive_closing_the_browser(
    phone: Page, choice_attempt: str
) -> None:
    answering = AnswerPage(phone).open(choice_attempt)
    phone.context.set_offline(True)
    answering.choose("D")
    answering.expect_save_state("Offline: 1 waiting")
    phone.close()
    phone.context.set_offline(False)
    later = phone.context.new_page()
    answering = AnswerPage(later).open(choice_attempt)
    answering.expect_chosen("D")
    answering.expect_save_state("Saved")


def test_the_newest_answer_of_two_tabs_wins_and_both_show_it(
    phone: Page, choice_attempt: str
) -> None:
    first = AnswerPage(phone).open(choice_attempt)
    second = AnswerPage(phone.context.new_page()).open(choice_attempt)
    first.choose("A")
    first.expect_save_state("Saved")
    second.page.bring_to_front()
    second.choose("C")
    second.expect_save_state("Saved")
    first.page.bring_to_front()
    first.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(first.option("C").locator("input")).to_be_checked()


def test_an_attempt_finished_in_one_tab_closes_in_the_other(
    phone: Page, choice_attempt: str
) -> None:
    first = AnswerPage(phone).open(choice_attempt)
    second = AnswerPage(phone.context.new_page()).open(choice_attempt)
    second.finish()
    second.page.wait_for_url("**/result")
    first.choose("A")
    expect(
        first.page.get_by_text("do not count").or_(first.page.get_by_text("does not count"))
    ).to_be_visible()


def test_finishing_names_what_is_unanswered_and_flagged(phone: Page, choice_attempt: str) -> None:
    answering = AnswerPage(phone).open(choice_attempt)
    answering.choose("A")
    phone.get_by_role("button", name="Flag").click()
    phone.locator(".sheet-toggle").click()
    phone.locator("#sheet").get_by_role("button", name="Finish").click()
    dialog = phone.get_by_role("dialog")
    expect(dialog.get_by_text("4 questions are not answered.")).to_be_visible()
    expect(dialog.get_by_text("1 question is flagged.")).to_be_visible()
    dialog.get_by_role("button", name="Go on answering").click()
    expect(dialog).to_be_hidden()


def test_the_deadline_hands_in_by_itself(site: Site, phone: Page, choice_attempt: str) -> None:
    phone.clock.install()
    answering = AnswerPage(phone).open(choice_attempt)
    answering.choose("A")
    answering.expect_save_state("Saved")
    site.do("bring_deadline_to_now", attempt=choice_attempt)
    # Within the grace this is still saved, and the reply tells the page.
    answering.choose("B")
    expect(phone.get_by_text("Time is up")).to_be_visible()
    # Phones wait a moment of chance, so that a hall does not ask for its results at once.
    phone.clock.fast_forward(5_000)
    phone.wait_for_url("**/result")


def test_a_clock_that_runs_ahead_ends_nothing(site: Site, phone: Page, username: str) -> None:
    slug = open_contest(site, questions=3, types=["single"], time_limit_s=60)
    phone.clock.install()
    answering = AnswerPage(phone).open(begin(site, slug, username))
    answering.choose("A")
    answering.expect_save_state("Saved")
    phone.clock.fast_forward(61_000)
    phone.clock.run_for(10_000)
    # By the server's clock there is time left, and the page asks before it believes its own.
    expect(phone.locator(".question")).to_be_visible()


def test_more_time_is_shown_at_once(site: Site, phone: Page, username: str) -> None:
    slug = open_contest(site, questions=3, types=["single"], time_limit_s=600)
    answering = AnswerPage(phone).open(begin(site, slug, username))
    expect(phone.locator(".timer")).to_have_text(re.compile(r"^(9|10):"))
    site.do("give_more_time", slug=slug, username=username, percent=200)
    answering.choose("A")
    expect(phone.get_by_text("You have more time")).to_be_visible()
    expect(phone.locator(".timer")).to_have_text(re.compile(r"^(19|20):"))


def test_everything_can_be_done_from_the_keyboard(phone: Page, choice_attempt: str) -> None:
    answering = AnswerPage(phone).open(choice_attempt)
    phone.locator("#question-heading").focus()
    phone.keyboard.press("2")
    answering.expect_chosen("B")
    phone.keyboard.press("d")
    answering.expect_chosen("D")
    phone.keyboard.press("ArrowRight")
    answering.expect_question(2)
    phone.keyboard.press("ArrowLeft")
    answering.expect_question(1)
    phone.keyboard.press("Enter")
    answering.expect_question(2)


def test_questions_change_their_language_without_losing_the_place(
    phone: Page, choice_attempt: str
) -> None:
    answering = AnswerPage(phone).open(choice_attempt)
    answering.next()
    phone.get_by_role("button", name="中文").click()
    answering.expect_question(2)
    expect(phone.locator(".stem")).to_have_attribute("lang", "zh-Hans")


def test_a_blank_takes_what_an_input_method_composes(
    site: Site, phone: Page, username: str
) -> None:
    slug = open_contest(site, questions=2, types=["blank"])
    answering = AnswerPage(phone).open(begin(site, slug, username))
    blank = phone.get_by_role("textbox", name="Blank 1 of").first
    blank.focus()
    session = phone.context.new_cdp_session(phone)
    session.send("Input.imeSetComposition", {"text": "fan", "selectionStart": 3, "selectionEnd": 3})
    answering.expect_save_state("Saved")
    expect(phone.get_by_role("button", name="Clear the answer")).to_be_hidden()
    session.send("Input.insertText", {"text": "反诈"})
    expect(phone.get_by_role("button", name="Clear the answer")).to_be_visible()
    answering.expect_save_state("Saved")
    phone.reload()
    expect(phone.get_by_role("textbox", name="Blank 1 of").first).to_have_value("反诈")


def test_a_browser_that_keeps_nothing_says_so(
    site: Site, new_phone: NewPhone, username: str, choice_attempt: str
) -> None:
    phone = new_phone(username).new_page()
    phone.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    answering = AnswerPage(phone).open(choice_attempt)
    phone.context.set_offline(True)
    answering.choose("A")
    expect(phone.get_by_text("This browser cannot keep answers")).to_be_visible()
    phone.context.set_offline(False)
    answering.expect_save_state("Saved")


def test_an_attempt_of_somebody_else_is_not_shown(new_phone: NewPhone, choice_attempt: str) -> None:
    stranger = new_phone("stranger").new_page()
    stranger.goto(f"/attempts/{choice_attempt}")
    expect(stranger.get_by_text("There is no such attempt")).to_be_visible()


def test_whoever_is_signed_out_is_asked_to_sign_in(
    new_phone: NewPhone, choice_attempt: str
) -> None:
    nobody = new_phone().new_page()
    nobody.goto(f"/attempts/{choice_attempt}")
    expect(nobody.get_by_role("link", name="Sign in")).to_be_visible()
