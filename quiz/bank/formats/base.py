"""What a reader and a writer of a question format must be able to do."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from common.faults import NOWHERE, Fault, Place
from common.text import Language, LocalisedText
from quiz.bank.enums import Difficulty
from quiz.bank.question_content import QuestionContent

__all__ = [
    "DEFAULT_READING",
    "NOWHERE",
    "Fault",
    "ParsedQuestion",
    "ParsedTopic",
    "Place",
    "ReadOptions",
    "Reader",
    "Reading",
    "Writer",
    "Writing",
]


@dataclass(frozen=True, slots=True)
class ParsedTopic:
    """A topic as a file names it: a slug that is stable within its bank, and its name."""

    slug: str
    name: LocalisedText


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuestion:
    """One valid question as a file gives it; no database row yet.

    `topic` is the path from the outermost topic to the question's own. What a file does not say is
    empty or None, so that an import can leave it as it was.
    """

    external_id: str | None = None
    topic: tuple[ParsedTopic, ...] = ()
    difficulty: Difficulty | None = None
    tags: tuple[str, ...] = ()
    content: QuestionContent
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(slots=True)
class Reading:
    """What reading a file gave: a faulty question never spoils the good ones.

    Each of `errors` cost the file a question; `warnings` are about questions that were read, but
    not wholly: something the file says about them has no place with us, or had to be guessed.
    """

    questions: list[ParsedQuestion] = field(default_factory=list)
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Writing:
    """What writing gave: the file, the questions it could not take, and what others lost in it.

    The place of a fault is the question's `Place`, with its external id or its number as the item.
    """

    data: bytes
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read what a format leaves open.

    `language` is that of a file which does not say so; None finds it out question by question.
    `strict` refuses what Moodle's strict import refuses (grades off its list) and does not mend it.
    """

    language: Language | None = None
    strict: bool = False


DEFAULT_READING = ReadOptions()


class Reader(ABC):
    """Reads one format. Stateless; one instance each in the registry."""

    name: ClassVar[str]

    @abstractmethod
    def recognises(self, data: bytes) -> bool:
        """Whether the bytes look like this format; cheap, and never raises."""

    @abstractmethod
    def read(self, data: bytes, options: ReadOptions = DEFAULT_READING) -> Reading:
        """Read any bytes whatever; what is wrong with them is in the faults, never raised.

        Stops after `MAX_QUESTIONS`, and says where.
        """


class Writer(ABC):
    """Writes one format. Stateless; one instance each in the registry."""

    name: ClassVar[str]
    suffix: ClassVar[str]
    """With its dot."""
    media_type: ClassVar[str]

    @abstractmethod
    def write(
        self, questions: Sequence[ParsedQuestion], *, language: Language = Language.CHINESE
    ) -> Writing:
        """Write the questions so that the reader gives back unchanged what the format can hold.

        `language` is the one to write where a format holds only one; a question that has only the
        other is written in that.
        """
