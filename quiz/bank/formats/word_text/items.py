"""One question as it stands in a text, in its own words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from quiz.bank.formats.word_text.marks import Heading, Mark, Style

MAX_SIZE = 60_000
"""Of one question, in characters and 20 for each line; a longer one is none."""
_LINE_SIZE = 20


class Part(Enum):
    """The part of a question that a line without a mark goes on with."""

    STEM = auto()
    OPTIONS = auto()
    ANSWER = auto()
    EXPLANATION = auto()
    OTHER = auto()


@dataclass(slots=True)
class Item:
    """What was found of a question. `number` and `style` are None where it has none."""

    line: int
    section: Heading
    number: int | None = None
    style: Style | None = None
    stem: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    answer: list[str] | None = None
    explanation: list[str] = field(default_factory=list)
    marked: dict[Mark, str] = field(default_factory=dict)
    part: Part = Part.STEM
    size: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether it has more than a stem."""
        return bool(self.letters) or self.answer is not None

    def go_on(self, text: str) -> None:
        """Add a line to the part that is being read."""
        if not self._takes(text) or not text:
            return
        if self.part is Part.OPTIONS:
            self.options[-1] = f"{self.options[-1]}\n{text}".strip()
        elif self.part is Part.ANSWER:
            self.answer = [*(self.answer or []), text]
        elif self.part is Part.STEM:
            self.stem.append(text)
        else:
            self.part = Part.EXPLANATION
            self.explanation.append(text)

    def add_option(self, letter: str, text: str) -> None:
        """Add an option."""
        self.part = Part.OPTIONS
        if self._takes(text):
            self.letters.append(letter)
            self.options.append(text)

    def put(self, mark: Mark, text: str) -> None:
        """Take what a mark announces."""
        if mark is Mark.ANSWER:
            self.part = Part.ANSWER
            self.answer = self.answer or []
            self.go_on(text)
        elif mark is Mark.EXPLANATION:
            self.part = Part.EXPLANATION
            self.go_on(text)
        else:
            self.part = Part.OTHER
            self.marked[mark] = text

    def _takes(self, text: str) -> bool:
        self.size += len(text) + _LINE_SIZE
        return self.size <= MAX_SIZE

    def texts(self) -> Iterator[str]:
        """All that people wrote."""
        yield from (*self.stem, *self.options, *(self.answer or ()), *self.explanation)
