"""What a question format must be able to do."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from django_stubs_ext import StrOrPromise

from common.text import LocalisedText
from quiz.bank.enums import Difficulty
from quiz.bank.question_content import QuestionContent


@dataclass(frozen=True, slots=True)
class ParsedTopic:
    """The topic a question is filed under: a slug that is stable, and its name."""

    slug: str
    name: LocalisedText


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuestion:
    """One valid question as a file gives it; no database row yet."""

    external_id: str | None
    topic: ParsedTopic | None
    difficulty: Difficulty
    content: QuestionContent


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatFault:
    """One thing that could not be read: where, a stable code, and a localised message.

    `item` is the external id or the number of the question in the file, counted from 1;
    `pointer` is the place within it.
    """

    item: str
    pointer: str
    code: str
    message: StrOrPromise


@dataclass(slots=True)
class Reading:
    """What reading a file gave: a faulty question never spoils the good ones."""

    questions: list[ParsedQuestion] = field(default_factory=list)
    faults: list[FormatFault] = field(default_factory=list)


class Format(ABC):
    """One way of writing questions to a file."""

    name: ClassVar[str]

    @abstractmethod
    def read(self, data: bytes) -> Reading:
        """Read any bytes whatever; what is wrong with them is in the faults, never raised."""

    @abstractmethod
    def write(self, questions: Sequence[ParsedQuestion]) -> bytes:
        """Write the questions so that `read` gives them back unchanged."""
