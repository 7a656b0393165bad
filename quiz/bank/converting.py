"""Rewriting a file of questions in another format. Pure: no database."""

from dataclasses import dataclass, replace

from common.text import Language
from quiz.bank.formats import Fault, ReadOptions, Writing, writer_named, writer_names
from quiz.bank.formats.base import DEFAULT_READING
from quiz.bank.parsing import ParsedFile, parse_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What was read, and what was written of it; nothing where the file gave no question."""

    parsed: ParsedFile
    writing: Writing | None

    @property
    def written(self) -> int:
        """How many questions were carried over, whole or in part."""
        if self.writing is None:
            return 0
        return len(self.parsed.reading.questions) - questions_in(self.writing.errors)

    @property
    def lost(self) -> int:
        """How many questions of the file are not in what was written."""
        unwritten = len(self.parsed.reading.questions) - self.written
        return questions_in(self.parsed.reading.errors) + unwritten


def questions_in(errors: list[Fault]) -> int:
    """A question may have several errors; they share its place, less the column."""
    return len({replace(error.place, column=None) for error in errors})


def convert_questions(
    *,
    data: bytes,
    to: str,
    format_name: str | None = None,
    options: ReadOptions = DEFAULT_READING,
    language: Language = Language.CHINESE,
) -> Conversion:
    """Read the bytes of a file and write its questions in the format named by `to`.

    `language` is what a format for one language is written in. What could not be read is among
    the reading's errors, what could not be carried over among the writing's errors and warnings.
    Raises `KeyError` for a format that we do not read or write.
    """
    parsed = parse_file(data=data, format_name=format_name, options=options)
    return convert_parsed(parsed=parsed, to=to, language=language)


def convert_parsed(*, parsed: ParsedFile, to: str, language: Language) -> Conversion:
    """The same for a file that has been read. Raises `KeyError`."""
    writer = writer_named(to)
    questions = parsed.reading.questions
    writing = writer.write(questions, language=language) if questions else None
    return Conversion(parsed=parsed, writing=writing)


def writer_for_file(name: str) -> str | None:
    """The name of the format whose files end like this one's name; the longest ending decides.

    A format's own name will do as an ending: `questions.gift`.
    """
    endings = {f".{writer}": writer for writer in writer_names()}
    # Where two formats end alike, the one that is registered first.
    endings |= {writer_named(writer).suffix: writer for writer in reversed(writer_names())}
    fitting = [ending for ending in endings if name.lower().endswith(ending)]
    return endings[max(fitting, key=len)] if fitting else None
