"""Accessibility of the residents' pages: checked by axe, narrow, in large type, in the dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answer_page import AnswerPage
from tests.e2e.conftest import NewPhone, open_contest
from tests.e2e.site import Site, axe_source
from tests.e2e.test_question_types import MATCHING, NUMERIC, ORDERING, SINGLE, begin

SERIOUS = {"serious", "critical"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Visit = Callable[[Page, Site, str, str], None]


def faults(page: Page) -> list[str]:
    """What axe finds serious on the page as it is."""
    page.evaluate(axe_source())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{fault['id']}: {node['html']} {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]


@pytest.fixture(scope="module")
def taken(site: Site) -> str:
    """A contest that several people took."""
    slug = open_contest(site, questions=4)
    site.do("sit", slug=slug, people=6)
    return slug


def take(site: Site, slug: str, username: str) -> str:
    """Let this person take it, too; the attempt."""
    attempt: str = site.do("begin", slug=slug, username=username)["id"]
    site.do("finish", attempt=attempt)
    site.do("publish_board", slug=slug)
    return attempt


def contests(page: Page, site: Site, username: str, taken: str) -> None:
    """The list."""
    open_contest(site, questions=2)
    page.goto("/contests")
    expect(page.locator(".contest-card").first).to_be_visible()


def contest(page: Page, site: Site, username: str, taken: str) -> None:
    """A contest that somebody has taken before."""
    take(site, taken, username)
    page.goto(f"/contests/{taken}")
    expect(page.get_by_role("heading", name="Rules")).to_be_visible()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()


def question(page: Page, site: Site, username: str, taken: str) -> None:
    """A question, answered and flagged."""
    slug = open_contest(site, questions=5, types=["multiple"])
    answering = AnswerPage(page).open(site.do("begin", slug=slug, username=username)["id"])
    answering.choose("B")
    page.get_by_role("button", name="Flag").click()


def blank(page: Page, site: Site, username: str, taken: str) -> None:
    """A question with blanks."""
    slug = open_contest(site, questions=2, types=["blank"])
    AnswerPage(page).open(site.do("begin", slug=slug, username=username)["id"])


def number(page: Page, site: Site, username: str, taken: str) -> None:
    """A question that asks for a number, with something that is none."""
    answering = AnswerPage(page).open(begin(site, username, NUMERIC))
    page.get_by_label("Your number").fill("five")
    answering.expect_save_state("Saved")
    expect(page.get_by_text("This is not a number yet")).to_be_visible()


def order(page: Page, site: Site, username: str, taken: str) -> None:
    """Things being put in order."""
    AnswerPage(page).open(begin(site, username, ORDERING))
    page.get_by_role("button", name="Move down: Keep the evidence").click()


def pairs(page: Page, site: Site, username: str, taken: str) -> None:
    """Things being matched."""
    AnswerPage(page).open(begin(site, username, MATCHING))
    page.get_by_label("Warnings of fraud").select_option("b")


def review(page: Page, site: Site, username: str, taken: str) -> None:
    """The review of a number, an order, pairs and a choice with its reasons."""
    attempt = begin(site, username, NUMERIC, ORDERING, MATCHING, SINGLE)
    answering = AnswerPage(page).open(attempt)
    page.get_by_label("Your number").fill("5")
    answering.next()
    page.get_by_role("button", name="Keep this order").click()
    answering.next()
    page.get_by_label("Warnings of fraud").select_option("c")
    answering.expect_save_state("Saved")
    site.do("finish", attempt=attempt)
    page.goto(f"/attempts/{attempt}/result")
    expect(page.locator(".review-list > li")).to_have_count(4)


def sheet(page: Page, site: Site, username: str, taken: str) -> None:
    """The answer sheet."""
    question(page, site, username, taken)
    if page.locator(".sheet-toggle").is_visible():
        page.locator(".sheet-toggle").click()


def finishing(page: Page, site: Site, username: str, taken: str) -> None:
    """The question before handing in."""
    sheet(page, site, username, taken)
    page.locator("#sheet").get_by_role("button", name="Finish").click()


def result(page: Page, site: Site, username: str, taken: str) -> None:
    """A result with its review."""
    page.goto(f"/attempts/{take(site, taken, username)}/result")
    expect(page.locator(".review-list > li").first).to_be_visible()


def board(page: Page, site: Site, username: str, taken: str) -> None:
    """The board, with one's own place."""
    take(site, taken, username)
    page.goto(f"/contests/{taken}/board")
    expect(page.locator(".my-place")).to_be_visible(timeout=20_000)


def my_contests(page: Page, site: Site, username: str, taken: str) -> None:
    """What one took part in."""
    take(site, taken, username)
    page.goto("/my/contests")
    expect(page.get_by_role("link", name="Attempt 1")).to_be_visible()


PAGES: list[Visit] = [
    contests,
    contest,
    question,
    blank,
    number,
    order,
    pairs,
    review,
    sheet,
    finishing,
    result,
    board,
    my_contests,
]


@pytest.mark.parametrize("visit", PAGES, ids=lambda visit: visit.__name__)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    site: Site, new_phone: NewPhone, username: str, taken: str, visit: Visit, scheme: str
) -> None:
    page = new_phone(username, color_scheme=scheme, reduced_motion="reduce").new_page()
    visit(page, site, username, taken)
    assert faults(page) == []


@pytest.mark.parametrize("visit", PAGES, ids=lambda visit: visit.__name__)
def test_pages_fit_a_narrow_phone_in_large_type(
    site: Site, new_phone: NewPhone, username: str, taken: str, visit: Visit
) -> None:
    context = new_phone(username, viewport={"width": 320, "height": 640})
    context.add_cookies([{"name": "type", "value": "large", "url": site.url}])
    page = context.new_page()
    visit(page, site, username, taken)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
