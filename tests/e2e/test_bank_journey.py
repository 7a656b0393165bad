"""A question's way from its author over a colleague into a contest, and on to its next text."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewDesk
from tests.e2e.desk import Desk
from tests.e2e.site import Site, axe_source

STEM = "A caller says your parcel is lost. What do you do first?"
CHINESE = "来电称快递丢失，先做什么？"


def texts(page: Page, legend: str, chinese: str, english: str) -> None:
    """Write a text in both languages."""
    group = page.get_by_role("group", name=legend, exact=True)
    group.get_by_label("简体中文").fill(chinese)
    group.get_by_label("English").fill(english)


def take_step(page: Page, step: str) -> None:
    """Take a step of the question's life, and confirm it."""
    page.get_by_role("button", name=step, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=step, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def make_bank(page: Page, name: str) -> str:
    """A bank with a topic that wants a second reader; its address."""
    page.goto("/organise/banks")
    page.get_by_role("button", name="New bank").click()
    dialog = page.get_by_role("dialog")
    texts(page, "Name of the bank", "快递题库", name)
    dialog.get_by_role("button", name="Make the bank").click()
    page.wait_for_url(re.compile("/organise/banks/[a-z0-9-]+$"))
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Who lets a text through").select_option("yes")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Second reader", exact=True)).to_be_visible()
    page.get_by_role("button", name="New topic").click()
    texts(page, "Name of the topic", "快递诈骗", "Parcels")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="New question")).to_be_visible()
    expect(page.locator("h1")).to_have_text(name)
    names = page.request.get("/api/v1/organise/banks").json()["results"]
    assert {"zh-Hans": "快递题库", "en": name} in [bank["name"] for bank in names]
    return page.url


def write_question(page: Page, bank: str) -> str:
    """Write a bilingual single choice, as a draft; its address."""
    page.goto(f"{bank}/questions/new")
    texts(page, "Question", CHINESE, STEM)
    for place, (chinese, english) in enumerate(
        [("点开短信链接", "Open the link"), ("向官方客服核实", "Ask the company yourself")]
    ):
        texts(page, f"Option {'AB'[place]}", chinese, english)
    for _unused in range(2):
        page.get_by_role("button", name="Remove option C").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("No right answer is given.")).to_be_visible()
    page.get_by_label("B is right").check()
    preview = page.get_by_role("region", name="As a participant sees it")
    expect(preview.get_by_text("Ask the company yourself")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile("/questions/[0-9a-f-]{36}$"))
    return page.url


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page."""
    page.evaluate(axe_source())
    found = page.evaluate("axe.run()")
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


def test_a_question_is_written_reviewed_found_changed_and_compared(
    site: Site, desk: Desk, new_desk: NewDesk, username: str
) -> None:
    author = desk.page
    colleague = new_desk(f"colleague-{username}").page
    bank = make_bank(author, f"Parcels {username}")
    question = write_question(author, bank)
    expect(author.get_by_text("This bank wants somebody else to let it through.")).to_be_visible()
    expect(author.get_by_role("button", name="Let through")).to_have_count(0)
    assert faults(author) == []

    colleague.goto(bank)
    colleague.get_by_label("Search: words, or initials of the pinyin").fill("ldckdds")
    expect(colleague.locator(".question-row")).to_have_count(1)
    colleague.wait_for_url("**?search=ldckdds")
    assert faults(colleague) == []
    colleague.reload()
    colleague.locator(".question-row h2 a").click()
    colleague.wait_for_url(question)
    colleague.get_by_label("Write a comment").fill("Which company?")
    colleague.get_by_role("button", name="Comment", exact=True).click()
    expect(colleague.locator(".comment-list")).to_contain_text("Which company?")
    take_step(colleague, "Let through")
    take_step(colleague, "Publish")
    expect(colleague.locator(".contest-facts")).to_contain_text("Published")

    author.reload()
    stem = author.get_by_role("group", name="Question", exact=True).get_by_label("English")
    stem.fill(STEM.replace("lost", "damaged"))
    author.get_by_role("button", name="Save").click()
    expect(author.locator(".contest-facts")).to_contain_text("New text not reviewed")
    expect(author.locator(".differences del")).to_contain_text("lost")
    expect(author.locator(".differences ins")).to_contain_text("damaged")
    expect(author.get_by_text("No published contest asks it yet.")).to_be_visible()

    # The colleague's page still shows the old text: what they save now must not undo the new one.
    old = colleague.get_by_role("group", name="Question", exact=True).get_by_label("English")
    old.fill(STEM.replace("lost", "late"))
    colleague.get_by_role("button", name="Save").click()
    conflict = colleague.locator(".notice.bad")
    expect(conflict).to_contain_text("damaged")
    expect(conflict).to_contain_text("late")
    colleague.get_by_role("button", name="Take theirs and drop mine").click()
    expect(old).to_have_value(STEM.replace("lost", "damaged"))
    take_step(colleague, "Let through")
    expect(colleague.locator(".contest-facts")).not_to_contain_text("New text not reviewed")


def test_many_questions_are_changed_together(site: Site, desk: Desk, username: str) -> None:
    page = desk.page
    bank = make_bank(page, f"Many {username}")
    write_question(page, bank)
    page.goto(bank)
    page.get_by_label("Choose the one shown").check()
    page.get_by_role("button", name="Change 1 question").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Add tags").fill("parcel, 快递")
    dialog.get_by_label("Status").select_option("review")
    with page.expect_response("**/questions/bulk"):
        dialog.get_by_role("button", name="Change 1 question").click()
    site.do("run_jobs")
    # A job speaks the language of the account, which is Chinese here, not that of the page.
    expect(page.locator(".notice.caution")).to_contain_text("1 道未能修改。")
    expect(page.locator(".notice.caution")).to_contain_text(f"{CHINESE}: 须由非作者本人审核通过。")
