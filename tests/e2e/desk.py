"""What an organiser does at a desk, in the words of the pages."""

import re

from playwright.sync_api import Locator, Page, expect

SCREEN = {"width": 1280, "height": 800}


class Desk:
    """The pages about contests, in one tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.contest = ""

    def go(self, place: str = "") -> "Desk":
        """Open one of the contest's pages."""
        self.page.goto(f"{self.contest}{place}")
        expect(self.page.locator(".contest-nav")).to_be_visible()
        return self

    def create(self, *, chinese: str, english: str, address: str) -> None:
        """Begin a contest; its address among the pages is kept."""
        self.page.goto("/organise/contests/new")
        titles = self.page.get_by_role("group", name="Title")
        titles.get_by_label("简体中文").fill(chinese)
        titles.get_by_label("English").fill(english)
        self.page.get_by_label("Web address").fill(address)
        self.page.get_by_role("button", name="Create the draft").click()
        self.page.wait_for_url(re.compile(r"/organise/contests/[0-9a-f-]+/compose$"))
        self.contest = self.page.url.removesuffix("/compose")

    def section(self, number: int) -> Locator:
        """One section of the paper, counted from 1."""
        return self.page.locator(".section-card").nth(number - 1)

    def add_section(self, *, types: list[str], questions: int, points: float) -> Locator:
        """Add a section that draws questions of these types."""
        self.page.get_by_role("button", name="Add a section").click()
        section = self.page.locator(".section-card").last
        for one in types:
            section.get_by_role("checkbox", name=one).check()
        section.get_by_label("Number of questions").fill(str(questions))
        section.get_by_label("Points each").fill(str(points))
        return section

    def save(self) -> None:
        """Save the form, and wait until the server has it."""
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.get_by_text("All changes saved")).to_be_visible()

    def confirm(self, name: str, *, reason: str = "") -> None:
        """Answer the dialog that is open."""
        dialog = self.page.get_by_role("dialog")
        if reason:
            dialog.get_by_label("Reason").fill(reason)
        dialog.get_by_role("button", name=name).click()
        expect(dialog).to_be_hidden()
