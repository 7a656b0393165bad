"""The answer page says the truth while servers, networks, clocks and memories fail."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answer_page import AnswerPage
from tests.e2e.conftest import open_contest
from tests.e2e.site import Site, Web
from tests.e2e.test_answer_page import begin

TWENTY_MINUTES_LEFT = re.compile(r"^(20:00|19:\d\d)$")
FULL = """
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...row) {
    const request = put.apply(this, row);
    // A phone without room takes the row, and undoes it all when it comes to the disk.
    if (window.isFull) this.transaction.abort();
    return request;
  };
"""


@pytest.fixture
def attempt(site: Site, phone: Page, username: str) -> str:
    """The id of an attempt of five single choices in twenty minutes, just begun."""
    return begin(site, open_contest(site, questions=5, types=["single"]), username)


@pytest.fixture
def web(site: Site) -> Iterator[Web]:
    """The server, which runs again for the next test."""
    yield site.web
    site.web.kill()
    site.web.start()


def test_a_killed_server_loses_nothing_and_the_page_says_what_waits(
    phone: Page, attempt: str, web: Web
) -> None:
    answering = AnswerPage(phone).open(attempt)
    answering.choose("A")
    answering.expect_save_state("Saved")
    web.kill()
    answering.next()
    answering.choose("B")
    answering.expect_save_state("1 waiting")
    answering.next()
    answering.choose("C")
    answering.expect_save_state("2 waiting")
    expect(phone.get_by_text("The server cannot be reached.")).to_be_visible()
    expect(phone.get_by_text("Waiting to be saved")).to_be_visible()
    web.start()
    answering.expect_save_state("Saved")
    expect(phone.get_by_text("The server cannot be reached.")).to_have_count(0)
    phone.reload()
    answering.expect_question(3)
    answering.expect_chosen("C")
    answering.expect_save_state("Saved")


def test_five_minutes_without_network_cost_nothing_but_the_time(phone: Page, attempt: str) -> None:
    phone.clock.install()
    answering = AnswerPage(phone).open(attempt)
    phone.context.set_offline(True)
    # Nothing is on its way to the device meanwhile: it would seem to take five minutes.
    phone.clock.fast_forward(300_000)
    answering.choose("A")
    answering.expect_save_state("Offline: 1 waiting")
    answering.next()
    answering.choose("B")
    answering.expect_save_state("Offline: 2 waiting")
    expect(phone.get_by_text("You are offline.")).to_be_visible()
    expect(phone.locator(".timer")).to_have_text(re.compile(r"^1[45]:"))
    phone.context.set_offline(False)
    answering.expect_save_state("Saved")
    # To the server only seconds have passed, and the page believes the server.
    expect(phone.locator(".timer")).to_have_text(TWENTY_MINUTES_LEFT)


def test_time_that_ends_offline_says_what_does_not_count(phone: Page, attempt: str) -> None:
    phone.clock.install()
    answering = AnswerPage(phone).open(attempt)
    phone.context.set_offline(True)
    answering.choose("A")
    answering.expect_save_state("Offline: 1 waiting")
    phone.clock.fast_forward(1_200_000)
    expect(phone.get_by_role("heading", name="Time is up")).to_be_visible()
    expect(phone.get_by_text("1 answer is still waiting to be sent")).to_be_visible()
    expect(phone.get_by_text("What comes too late does not count.")).to_be_visible()


def test_an_attempt_closed_while_offline_says_what_was_lost(
    site: Site, phone: Page, attempt: str
) -> None:
    answering = AnswerPage(phone).open(attempt)
    phone.context.set_offline(True)
    answering.choose("A")
    answering.expect_save_state("Offline: 1 waiting")
    site.do("finish", attempt=attempt)
    phone.close()
    phone.context.set_offline(False)
    later = phone.context.new_page()
    later.goto(f"/attempts/{attempt}")
    expect(later.get_by_text("1 answer made on this device did not reach")).to_be_visible()


@pytest.mark.parametrize("minutes", [10, -10])
def test_a_phone_clock_that_is_ten_minutes_wrong_changes_nothing(
    phone: Page, attempt: str, minutes: int
) -> None:
    phone.clock.install(time=datetime.now().astimezone() + timedelta(minutes=minutes))
    answering = AnswerPage(phone).open(attempt)
    expect(phone.locator(".timer")).to_have_text(TWENTY_MINUTES_LEFT)
    answering.choose("A")
    answering.expect_save_state("Saved")
    phone.clock.set_system_time(datetime.now().astimezone())
    answering.choose("B")
    answering.expect_save_state("Saved")
    expect(phone.locator(".timer")).to_have_text(TWENTY_MINUTES_LEFT)
    phone.reload()
    answering.expect_chosen("B")


def test_a_phone_without_room_for_one_more_answer_says_so(phone: Page, attempt: str) -> None:
    phone.add_init_script(FULL)
    answering = AnswerPage(phone).open(attempt)
    phone.context.set_offline(True)
    answering.choose("A")
    answering.expect_save_state("Offline: 1 waiting")
    unkept = phone.locator(".notice", has_text="This browser cannot keep answers")
    expect(unkept).to_have_count(0)
    phone.evaluate("window.isFull = true")
    answering.next()
    answering.choose("B")
    expect(unkept).to_be_visible()
    phone.context.set_offline(False)
    answering.expect_save_state("Saved")
    expect(unkept).to_have_count(0)
