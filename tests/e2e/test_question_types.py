"""Numbers, orders and pairs: answered from the keyboard, offline, on a phone."""

from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.answer_page import AnswerPage
from tests.e2e.conftest import open_contest
from tests.e2e.site import Site

_numbers = count(1)


def both(text: str) -> dict[str, str]:
    """The same text in both languages."""
    return {"zh-Hans": text, "en": text}


WHY = {"explanation": both("That is how it is."), "source": both("The handbook")}
NUMERIC: dict[str, Any] = {
    "type": "numeric",
    "stem": both("How many digits has the anti-fraud hotline?\nCount them."),
    "key": [{"value": "5"}],
    **WHY,
}
ORDERING: dict[str, Any] = {
    "type": "ordering",
    "stem": both("What to do after a fraud, first to last?"),
    "options": [
        {"id": "a", "text": both("Keep the evidence")},
        {"id": "b", "text": both("Call 110")},
        {"id": "c", "text": both("Tell the bank to stop the payment")},
    ],
    "key": ["c", "b", "a"],
    **WHY,
}
MATCHING: dict[str, Any] = {
    "type": "matching",
    "stem": both("Which number is for what?"),
    "prompts": [both("Warnings of fraud"), both("Complaints of consumers")],
    "options": [
        {"id": "a", "text": both("12315")},
        {"id": "b", "text": both("96110")},
        {"id": "c", "text": both("119")},
    ],
    "key": ["b", "a"],
    **WHY,
}
SINGLE: dict[str, Any] = {
    "type": "single",
    "stem": both("Whom do you tell a code from an SMS?"),
    "options": [
        {"id": "a", "text": both("Nobody"), "feedback": both("A code is the key to your account.")},
        {"id": "b", "text": both("The bank"), "feedback": both("A bank never asks for a code.")},
    ],
    "key": ["a"],
    **WHY,
}


def begin(site: Site, username: str, *contents: dict[str, Any]) -> str:
    """Begin an attempt at these questions, in this order, nothing shuffled."""
    bank = f"types-{next(_numbers)}"
    site.do("write_questions", bank=bank, contents=list(contents))
    slug = open_contest(site, bank=bank, questions=len(contents), shuffle=False)
    attempt: str = site.do("begin", slug=slug, username=username)["id"]
    return attempt


def order_shown(page: Page) -> list[str]:
    """The items of an ordering question from top to bottom."""
    return page.locator(".order-text").all_inner_texts()


@pytest.fixture
def answering(site: Site, phone: Page, username: str) -> AnswerPage:
    """An attempt at one question of each of these types."""
    attempt = begin(site, username, NUMERIC, ORDERING, MATCHING, SINGLE)
    return AnswerPage(phone).open(attempt)


def test_each_new_type_is_answered_by_keyboard_alone(answering: AnswerPage) -> None:
    page = answering.page
    press = page.keyboard.press
    page.locator("#question-heading").focus()
    expect(page.get_by_label("Your number")).to_be_visible()
    tab_to(page, "Your number")
    page.keyboard.type("5")
    press("Enter")
    answering.expect_question(2)
    assert order_shown(page) == [
        "Keep the evidence",
        "Call 110",
        "Tell the bank to stop the payment",
    ]
    tab_to(page, "Move up: Tell the bank to stop the payment")
    press("Enter")
    expect(page.locator(".order-said")).to_have_text(
        "Tell the bank to stop the payment: now in place 2 of 3"
    )
    expect_focus(page, "Move up: Tell the bank to stop the payment")
    press("Enter")
    expect_focus(page, "Move up: Tell the bank to stop the payment")
    press("Enter")
    expect(page.locator(".order-said")).to_have_text(
        "Tell the bank to stop the payment: already in place 1 of 3"
    )
    tab_to(page, "Place of: Call 110")
    press("ArrowUp")
    expect(page.locator(".order-said")).to_have_text("Call 110: now in place 2 of 3")
    expect_focus(page, "Place of: Call 110")
    assert order_shown(page) == [
        "Tell the bank to stop the payment",
        "Call 110",
        "Keep the evidence",
    ]
    tab_to(page, "Next")
    press("Enter")
    answering.expect_question(3)
    tab_to(page, "Warnings of fraud")
    page.keyboard.type("b")
    tab_to(page, "Complaints of consumers")
    press("ArrowDown")
    expect(page.get_by_text("2 of 2 matched")).to_be_visible()
    answering.expect_question(3)
    answering.expect_save_state("Saved")

    page.reload()
    answering.expect_question(3)
    expect(page.get_by_label("Warnings of fraud")).to_have_value("b")
    expect(page.get_by_label("Complaints of consumers")).to_have_value("a")
    page.get_by_role("button", name="Previous").click()
    answering.expect_question(2)
    assert order_shown(page)[0] == "Tell the bank to stop the payment"
    page.get_by_role("button", name="Previous").click()
    expect(page.get_by_label("Your number")).to_have_value("5")
    answering.finish()
    page.wait_for_url("**/result")
    reviewed = page.locator(".review-list > li")
    expect(reviewed).to_have_count(4)
    for number in range(3):
        expect(reviewed.nth(number).get_by_text("Right", exact=True)).to_be_visible()
    expect(reviewed.nth(0)).to_contain_text("Your answer: 5")
    expect(reviewed.nth(1).locator(".right-mark")).to_have_text(["In its place"] * 3)
    expect(reviewed.nth(2)).to_contain_text("Right answer: 96110")
    expect(reviewed.nth(3)).to_contain_text("A bank never asks for a code.")


def test_a_review_shows_what_went_wrong(answering: AnswerPage) -> None:
    page = answering.page
    page.get_by_label("Your number").fill("five")
    answering.next()
    page.get_by_role("button", name="Move down: Keep the evidence").click()
    answering.next()
    page.get_by_label("Warnings of fraud").select_option("c")
    answering.next()
    answering.choose("B")
    answering.finish()
    page.wait_for_url("**/result")
    reviewed = page.locator(".review-list > li")
    expect(reviewed.nth(0)).to_contain_text("Your answer: five")
    expect(reviewed.nth(0)).to_contain_text("Right answer: 5")
    expect(reviewed.nth(1).locator(".review-option")).to_contain_text(
        ["You put it in place 3", "You put it in place 1", "You put it in place 2"]
    )
    expect(reviewed.nth(2)).to_contain_text("Your answer: 119")
    expect(reviewed.nth(2)).to_contain_text("Your answer: Not answered")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.review-stem')).whiteSpace")
        == "pre-line"
    )


def test_an_order_that_is_right_already_can_be_kept(answering: AnswerPage) -> None:
    page = answering.page
    answering.next()
    shown = order_shown(page)
    expect(page.get_by_role("button", name="Clear the answer")).to_be_hidden()
    page.get_by_role("button", name="Keep this order").click()
    expect(page.get_by_role("button", name="Keep this order")).to_be_hidden()
    expect(page.get_by_role("button", name="Clear the answer")).to_be_visible()
    answering.expect_save_state("Saved")
    page.locator(".sheet-toggle").click()
    expect(page.get_by_text("1 of 4 answered")).to_be_visible()
    page.reload()
    answering.expect_question(2)
    assert order_shown(page) == shown
    page.get_by_role("button", name="Clear the answer").click()
    expect(page.get_by_role("button", name="Keep this order")).to_be_visible()


def test_what_is_no_number_is_kept_and_said_to_be_none(answering: AnswerPage) -> None:
    page = answering.page
    number = page.get_by_label("Your number")
    note = page.get_by_text("This is not a number yet")
    number.press_sequentially("3.")
    expect(note).to_be_hidden()
    number.press_sequentially(" 元")
    expect(note).to_be_visible()
    answering.expect_save_state("Saved")
    page.reload()
    expect(number).to_have_value("3. 元")
    number.fill("３．５")
    expect(note).to_be_hidden()


def test_rare_questions_are_shown_although_the_network_is_lost(answering: AnswerPage) -> None:
    page = answering.page
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.get_by_label("Your number").fill("5")
    answering.next()
    page.get_by_role("button", name="Move down: Keep the evidence").click()
    answering.next()
    page.get_by_label("Warnings of fraud").select_option("b")
    answering.expect_save_state("Offline: 3 waiting")
    page.context.set_offline(False)
    answering.expect_save_state("Saved")


def test_a_view_that_could_not_be_loaded_is_asked_for_again(
    site: Site, phone: Page, username: str
) -> None:
    lost: list[str] = []

    def lose_once(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort()

    phone.route("**/rare-views-*.js", lose_once)
    phone.goto(f"/attempts/{begin(site, username, NUMERIC)}")
    expect(phone.get_by_text("The server cannot be reached.")).to_be_visible()
    phone.get_by_role("button", name="Try again").click()
    expect(phone.get_by_label("Your number")).to_be_visible()


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == label:
            return
    raise AssertionError(f"no way by Tab to “{label}”")


def expect_focus(page: Page, label: str) -> None:
    """Wait until the control of this name has the focus."""
    page.wait_for_function(
        "label => document.activeElement.getAttribute('aria-label') === label", arg=label
    )


def focused(page: Page) -> str:
    """The name of what has the focus, as a screen reader says it."""
    name: str = page.evaluate(
        """() => {
          const {activeElement: element} = document;
          const text = element.labels?.[0]?.textContent ?? element.textContent;
          return (element.getAttribute('aria-label') ?? text).trim();
        }"""
    )
    return name
