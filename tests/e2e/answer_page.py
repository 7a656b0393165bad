"""What a resident does on the answer page, in the words of the page."""

import re

from playwright.sync_api import Locator, Page, expect


class AnswerPage:
    """The answer page in one tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, attempt: str) -> "AnswerPage":
        """Go to the attempt, and wait for a question."""
        self.page.goto(f"/attempts/{attempt}")
        expect(self.page.locator(".question")).to_be_visible()
        return self

    def choose(self, letter: str) -> None:
        """Choose an option by its letter."""
        self.option(letter).click()

    def option(self, letter: str) -> Locator:
        """The row of an option."""
        return self.page.locator(".option").nth(ord(letter) - ord("A"))

    def expect_chosen(self, letters: str) -> None:
        """Exactly the options with these letters are chosen."""
        for index, row in enumerate(self.page.locator(".option").all()):
            box = row.locator("input")
            expect(box).to_be_checked(checked=chr(ord("A") + index) in letters)

    def next(self) -> None:
        """Go to the next question."""
        self.page.get_by_role("button", name="Next").click()

    def expect_question(self, number: int) -> None:
        """Wait until this question is shown."""
        heading = self.page.get_by_role("heading", name=re.compile(rf"^Question {number} of"))
        expect(heading).to_be_visible()

    def expect_save_state(self, text: str) -> None:
        """Wait until the bar says so about the answers."""
        expect(self.page.locator(".save-state")).to_have_text(text)

    def finish(self) -> None:
        """Hand in from the answer sheet, and confirm."""
        toggle = self.page.locator(".sheet-toggle")
        if toggle.is_visible():
            toggle.click()
        self.page.locator("#sheet").get_by_role("button", name="Finish").click()
        self.page.get_by_role("dialog").get_by_role("button", name="Hand in").click()
