"""What the commands on files of questions have in common.

They end with 0 when the file could be read, even where single questions of it could not: those are
named, one a line. 1 means that nothing in the file could be used, 2 that the command was not given
what it needs.
"""

import os
import sys
from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.text import Language, django_language, language_of
from quiz.bank.faults import fault_lines
from quiz.bank.formats import Fault, ReadOptions, reader_names
from quiz.bank.models import Bank
from quiz.bank.parsing import ParsedFile, parse_file

NOTHING_USABLE, NOT_GIVEN = 1, 2


class QuestionFileCommand(BaseCommand):
    """A command that speaks the language of `--language` or of the terminal."""

    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the language of messages."""
        parser.add_argument(
            "--language",
            choices=Language.values,
            help="of messages; the terminal's (LC_ALL, LC_MESSAGES, LANG) when not given",
        )

    def handle(self, *args: Any, language: str | None, **options: Any) -> None:
        """Speak the language, and carry it out."""
        with override(django_language(language or terminal_language())):
            self.carry_out(**options)

    @abstractmethod
    def carry_out(self, *args: Any, **options: Any) -> None:
        """Do what the command is for."""

    def tell(self, faults: Iterable[Fault]) -> None:
        """Print one line for each fault, beside the output proper."""
        for line in fault_lines(faults):
            self.stderr.write(line)


def terminal_language() -> Language:
    """The language that the environment asks for; Chinese where it asks for none of ours."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return language_of(next(filter(None, map(os.environ.get, names)), "").replace("_", "-"))


def add_reading_arguments(parser: CommandParser) -> None:
    """Take what a file may leave open."""
    parser.add_argument(
        "--format", choices=reader_names(), help="found out from the content when not given"
    )
    parser.add_argument(
        "--strict", action="store_true", help="refuse what would otherwise be mended"
    )
    parser.add_argument(
        "--content-language",
        choices=Language.values,
        help="of a file that does not say so; found out question by question when not given",
    )


def read_file(path: Path, options: dict[str, Any]) -> ParsedFile:
    """Parse the file as the arguments say; a `CommandError` where it cannot be opened."""
    language = options["content_language"]
    reading = ReadOptions(
        language=Language(language) if language else None, strict=options["strict"]
    )
    return parse_file(data=_bytes_of(path), format_name=options["format"], options=reading)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(path, error) from None


def write_file(path: Path, data: bytes) -> None:
    """Write the file; a `CommandError` where that is not possible."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _refused(path, error) from None


def _refused(path: Path, error: OSError) -> CommandError:
    return CommandError(f"{path}: {error.strerror}", returncode=NOT_GIVEN)


def bank_named(slug: str) -> Bank:
    """The bank; a `CommandError` where there is none."""
    try:
        return Bank.objects.get(slug=slug)
    except Bank.DoesNotExist:
        message = _("There is no question bank called {slug}.").format(slug=slug)
        raise CommandError(message, returncode=NOT_GIVEN) from None


def stop_with_nothing() -> None:
    """End the command: what is wrong has been said."""
    sys.exit(NOTHING_USABLE)
