"""An organiser's way from an empty draft to the file with the results."""

import csv
import re
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answer_page import AnswerPage
from tests.e2e.conftest import NewDesk, NewPhone, open_contest
from tests.e2e.desk import Desk
from tests.e2e.site import Site, axe_source

TITLE = "Spring contest on network safety"


def open_desk(site: Site, desk: Desk, slug: str) -> Desk:
    """The desk with a published contest on it."""
    desk.page.goto("/organise")
    desk.page.get_by_role("searchbox").fill(slug)
    desk.page.locator(".contest-row h2 a").first.click()
    desk.page.wait_for_url(re.compile(r"/organise/contests/[0-9a-f-]+$"))
    desk.contest = desk.page.url
    return desk


def now_open(desk: Desk) -> None:
    """Let the contest of a draft open an hour ago."""
    desk.go("/rules")
    opens = desk.page.get_by_label("Opens", exact=True)
    planned = datetime.fromisoformat(opens.input_value())
    opens.fill((planned - timedelta(days=8)).isoformat(timespec="minutes"))
    desk.save()


def test_a_contest_is_composed_run_and_exported(
    site: Site, desk: Desk, new_phone: NewPhone, username: str
) -> None:
    page = desk.page
    slug = f"spring-{username}"
    desk.create(chinese="春季网络安全竞赛", english=TITLE, address=slug)

    too_many = desk.add_section(types=["Fill in the blank"], questions=150, points=2)
    expect(too_many.locator(".supply-line")).to_contain_text("too few")
    too_many.get_by_role("button", name="Remove").click()
    desk.add_section(types=["Single choice"], questions=4, points=5)
    desk.add_section(types=["True or false"], questions=2, points=2.5)
    expect(desk.section(2).locator(".supply-line")).to_contain_text("2 needed.")
    expect(page.locator(".save-note")).to_have_text(re.compile("6 questions.*25 points.*20 min"))
    page.get_by_role("button", name="Draw a sheet").click()
    expect(page.locator(".sheet-question")).to_have_count(6)
    expect(page.locator(".sheet-options .right-answer")).to_have_count(6)
    desk.save()

    now_open(desk)
    desk.go("/publish")
    expect(page.get_by_role("heading", name="Ready to publish")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    desk.confirm("Publish")
    expect(page.locator(".contest-head .badge").first).to_have_text("Open")

    phone = new_phone(username).new_page()
    attempt = site.do("begin", slug=slug, username=username)["id"]
    answering = AnswerPage(phone).open(attempt)
    answering.choose("A")
    answering.expect_save_state("Saved")

    desk.go("/watch")
    expect(page.locator(".figure.now .figure-count")).to_have_text("1")
    expect(page.locator(".count-table").last).to_contain_text("Harbin")

    desk.go()
    page.get_by_role("button", name="Extend").click()
    end = page.get_by_role("dialog").get_by_label("New end")
    later = datetime.fromisoformat(end.input_value()) + timedelta(days=1)
    end.fill("2020-01-01T00:00")
    page.get_by_role("dialog").get_by_role("button", name="Extend").click()
    expect(page.get_by_role("dialog").locator(".notice.bad")).to_contain_text("later")
    page.get_by_label("New end").fill(later.isoformat(timespec="minutes"))
    desk.confirm("Extend", reason="Snow kept the schools closed.")
    expect(page.locator(".contest-facts")).to_contain_text(f"{later:%B} {later.day}, {later:%Y}")

    answering.finish()
    phone.wait_for_url("**/result")
    page.get_by_role("button", name="Close now").click()
    desk.confirm("Close now", reason="Everybody has taken part.")
    expect(page.locator(".contest-head .badge").first).to_have_text("Closed")
    page.get_by_role("button", name="Make final").click()
    desk.confirm("Make final")
    expect(page.locator(".contest-head .badge").first).to_have_text("Final")

    [row] = read_rows(export(site, desk, "CSV"))
    assert row[:2] == ["1", "张伟"]
    assert count_rows(export(site, desk, "Excel")) == 2


def export(site: Site, desk: Desk, button: str) -> Path:
    """Export the results, and return the file that was downloaded."""
    desk.go("/results")
    with desk.page.expect_response("**/exports"):
        desk.page.get_by_role("button", name=re.compile(button)).click()
    site.do("run_jobs")
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name="Download the file").click()
    return download.value.path()


def read_rows(file: Path) -> list[list[str]]:
    """The rows of a CSV file below its header."""
    return list(csv.reader(StringIO(file.read_text(encoding="utf-8-sig"))))[1:]


def count_rows(file: Path) -> int:
    """How many rows the first sheet of a workbook has."""
    with ZipFile(file) as workbook:
        return workbook.read("xl/worksheets/sheet1.xml").count(b"<row ")


def test_a_section_is_moved_by_the_keyboard_and_keeps_the_focus(desk: Desk, username: str) -> None:
    desk.create(chinese="键盘", english="By keyboard", address=f"keyboard-{username}")
    desk.add_section(types=["Single choice"], questions=3, points=5)
    desk.add_section(types=["Multiple choice"], questions=4, points=5)
    field = desk.section(2).get_by_label("Number of questions")
    field.focus()
    desk.page.keyboard.press("Alt+ArrowUp")
    first = desk.section(1).get_by_label("Number of questions")
    expect(first).to_have_value("4")
    expect(first).to_be_focused()


def test_what_two_organisers_change_at_once_is_not_lost(
    new_desk: NewDesk, desk: Desk, username: str
) -> None:
    desk.create(chinese="同时修改", english="At once", address=f"at-once-{username}")
    colleague = new_desk(f"colleague-{username}")
    colleague.contest = desk.contest
    for one in (desk, colleague):
        one.go("/rules")
        one.page.get_by_label("Pass mark").fill("60")
    desk.save()
    colleague.page.get_by_label("Pass mark").fill("80")
    colleague.page.get_by_role("button", name="Save", exact=True).click()
    expect(colleague.page.locator(".notice.bad")).to_contain_text("Somebody else has saved")
    expect(colleague.page.get_by_label("Pass mark")).to_have_value("80")
    colleague.page.get_by_role("button", name="Load the saved version").click()
    expect(colleague.page.get_by_label("Pass mark")).to_have_value("60")
    colleague.page.get_by_label("Pass mark").fill("80")
    colleague.save()


def test_what_the_server_refuses_is_said_at_the_field(
    site: Site, contest: str, desk: Desk, username: str
) -> None:
    desk.create(chinese="网址", english="Address", address=f"address-{username}")
    desk.go("/rules")
    field = desk.page.get_by_label("Web address")
    field.fill(contest)
    desk.page.get_by_role("button", name="Save", exact=True).click()
    expect(desk.page.locator(".field-error")).to_have_text("Another contest has this address.")
    expect(field).to_be_focused()
    expect(field).to_have_value(contest)


def test_a_withdrawn_question_raises_who_had_it(site: Site, desk: Desk) -> None:
    slug = open_contest(site, questions=5, types=["single"])
    site.do("sit", slug=slug, people=3)
    page = open_desk(site, desk, slug).page
    desk.go("/rulings")
    page.get_by_role("button", name="Rule on it: question 1").first.click()
    page.get_by_label("Reason").fill("Two options are right.")
    with page.expect_response(re.compile(r"/rulings/previews\?round=1$")):
        page.get_by_role("button", name="See who would move").click()
    site.do("run_jobs")
    expect(page.locator(".ruling-form .notice")).to_contain_text("3 finished attempts")
    page.get_by_role("button", name="Make the ruling").click()
    with page.expect_response(re.compile(r"/rulings\?round=1$")):
        desk.confirm("Make the ruling")
    site.do("run_jobs")
    expect(page.get_by_role("heading", name="Rulings made")).to_be_visible()
    expect(page.locator("tbody")).to_contain_text("Two options are right.")


def test_one_person_gets_extra_time_and_is_disqualified_and_reinstated(
    site: Site, contest: str, desk: Desk, username: str
) -> None:
    site.do("person", username=username, display_name="张伟", region_id="230102")
    site.do("begin", slug=contest, username=username)
    page = open_desk(site, desk, contest).page
    desk.go("/participants")
    page.get_by_role("searchbox").fill("张")
    page.get_by_role("button", name="Search").click()
    page.locator("main").get_by_role("link", name="张伟").click()
    page.get_by_role("button", name="Extra time").click()
    page.get_by_role("dialog").get_by_role("radio", name=re.compile("150%")).check()
    desk.confirm("Save", reason="Has a certificate.")
    expect(page.locator(".entry-head")).to_contain_text("150% of the time")
    page.get_by_role("button", name="Disqualify").click()
    desk.confirm("Disqualify", reason="Two accounts.")
    expect(page.locator(".notice.bad")).to_contain_text("Two accounts.")
    page.get_by_role("button", name="Reinstate").click()
    desk.confirm("Reinstate", reason="A namesake.")
    expect(page.get_by_role("button", name="Disqualify")).to_be_visible()


def test_who_is_not_an_organiser_is_told_so(new_phone: NewPhone, username: str) -> None:
    page = new_phone(username).new_page()
    page.goto("/organise")
    expect(page.get_by_role("heading", name="This area is for organisers")).to_be_visible()


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(new_phone: NewPhone) -> None:
    page = new_phone().new_page()
    page.goto("/organise")
    link = page.locator("main").get_by_role("link", name="Sign in")
    expect(link).to_have_attribute("href", "/sign-in?next=%2Forganise")


def test_who_has_no_second_factor_is_shown_where_to_set_one_up(
    site: Site, new_phone: NewPhone, username: str
) -> None:
    context = new_phone(username)
    site.do("make_organiser", username=username, second_factor=False)
    page = context.new_page()
    page.goto("/organise")
    link = page.get_by_role("link", name="Sign-in and security")
    expect(link).to_have_attribute("href", "/profile/security?next=%2Forganise")


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1280, "dark")])
def test_every_page_can_be_used_by_everybody(
    site: Site, new_desk: NewDesk, username: str, width: int, theme: str
) -> None:
    slug = open_contest(site, questions=3)
    site.do("sit", slug=slug, people=3)
    site.do("publish_board", slug=slug)
    desk = new_desk(username, color_scheme=theme)
    page = desk.page
    page.set_viewport_size({"width": width, "height": 800})
    desk.create(chinese="草稿", english="Draft", address=f"draft-{username}")
    desk.add_section(types=["Single choice"], questions=3, points=5)
    page.get_by_role("button", name="Draw a sheet").click()
    expect(page.locator(".sheet-question").first).to_be_visible()
    complaints = check(page)
    for place in ("", "/rules", "/publish"):
        page.on("dialog", lambda dialog: dialog.accept())
        desk.go(place)
        complaints += check(page)
    open_desk(site, desk, slug)
    complaints += check(page)
    for place in ("/watch", "/participants", "/rulings", "/results", "/compose", "/rules"):
        desk.go(place)
        complaints += check(page)
    desk.go("/participants").page.locator("tbody a").first.click()
    expect(page.locator(".entry-head")).to_be_visible()
    complaints += check(page)
    page.goto("/organise")
    expect(page.locator(".contest-row").first).to_be_visible()
    complaints += check(page)
    assert complaints == []


def check(page: Page) -> list[str]:
    """What axe-core finds wrong with a page once it has settled, and whether it is too wide."""
    page.wait_for_load_state("networkidle")
    expect(page.locator(".skeleton")).to_have_count(0)
    page.evaluate(axe_source())
    found = page.evaluate("() => axe.run()")
    complaints = [
        f"{page.url}: {one['id']}: {one['nodes'][0]['target']}" for one in found["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        complaints.append(f"{page.url}: wider than the screen")
    return complaints


def test_questions_are_chosen_by_name(desk: Desk, username: str) -> None:
    page = desk.page
    desk.create(chinese="指定试题", english="By name", address=f"named-{username}")
    page.get_by_role("button", name="Choose questions by name").click()
    section = desk.section(1)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(section.locator(".field-error")).to_have_text("Please choose at least one question.")
    search = section.get_by_role("searchbox")
    search.fill("no question has such words")
    expect(section.get_by_text("No published question fits.")).to_be_visible()
    search.fill("password")
    search.press("Enter")
    section.get_by_label("Type").select_option(label="Single choice")
    boxes = section.locator(".found").get_by_role("checkbox")
    expect(boxes.first).to_be_visible()
    section.get_by_role("button", name="Look at it").first.click()
    section.locator(".found").get_by_text("Answers and explanation").first.click()
    expect(section.locator(".found .right-answer")).to_have_count(1)
    search.fill("")
    expect(boxes).to_have_count(10)
    boxes.nth(0).check()
    boxes.nth(1).check()
    chosen = section.locator("ol.named-list > li > p:first-child")
    expect(chosen).to_have_count(2)
    expect(chosen.nth(0)).not_to_have_text("Loading…")
    first, second = chosen.all_text_contents()
    section.locator("ol.named-list").get_by_role("button", name=re.compile("^Down")).first.click()
    expect(chosen).to_have_text([second, first])
    expect(section.locator(".supply-line")).to_contain_text("2 needed.")
    desk.save()
    desk.go("/compose")
    expect(chosen).to_have_text([second, first])
    page.get_by_role("button", name="Draw a sheet").click()
    expect(page.locator(".sheet-question")).to_have_count(2)


def test_prizes_are_offered_and_won(site: Site, desk: Desk, username: str) -> None:
    page = desk.page
    slug = f"prizes-{username}"
    desk.create(chinese="有奖竞赛", english="With prizes", address=slug)
    desk.add_section(types=["Single choice"], questions=4, points=5)
    desk.save()
    now_open(desk)
    page.get_by_role("button", name="Add a prize").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".field-error")).to_have_text("Please give the prize a name.")
    names = page.get_by_role("group", name="Name of the prize")
    names.get_by_label("English").fill("Gold")
    page.get_by_role("button", name="Add a prize").click()
    names.nth(1).get_by_label("English").fill("Lucky prize")
    page.get_by_label("Who gets it").nth(1).select_option(label="By lot")
    page.get_by_label("How many are drawn").fill("1")
    desk.save()
    desk.go("/publish")
    expect(page.locator(".facts").last).to_contain_text("Gold: place 1")
    page.get_by_role("button", name="Publish").click()
    desk.confirm("Publish")
    expect(page.locator(".contest-head .badge").first).to_have_text("Open")
    site.do("sit", slug=slug, people=2)
    site.do("finalise", slug=slug)
    desk.go("/results")
    rows = page.locator("wangan-awards tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Gold")
    page.goto(f"/contests/{slug}/board#winners")
    expect(page.locator("#winners")).to_contain_text("Lucky prize")
    expect(page.locator(".of-people").first).to_contain_text("Gold")
