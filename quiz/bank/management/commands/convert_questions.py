"""`manage.py convert_questions IN OUT`: rewrite questions in another format. Needs no database."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.text import Language
from quiz.bank.converting import Conversion, convert_parsed, writer_for_file
from quiz.bank.formats import writer_names
from quiz.bank.management.question_files import (
    NOT_GIVEN,
    QuestionFileCommand,
    add_reading_arguments,
    read_file,
    stop_with_nothing,
    write_file,
)


class Command(QuestionFileCommand):
    """Says which questions could not be carried over, and what others lost on the way."""

    help = "Convert a file of questions into another format, and report what was lost."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take both files and how to read and write them."""
        super().add_arguments(parser)
        parser.add_argument("source", metavar="IN", type=Path)
        parser.add_argument("target", metavar="OUT", type=Path)
        parser.add_argument(
            "--to", choices=writer_names(), help="found out from the end of OUT when not given"
        )
        parser.add_argument(
            "--write-language",
            choices=Language.values,
            default=Language.CHINESE.value,
            help="what a format for one language is written in (zh-Hans)",
        )
        add_reading_arguments(parser)

    def carry_out(
        self, *, source: Path, target: Path, to: str | None, write_language: str, **options: Any
    ) -> None:
        """Convert, write, report."""
        to = to or writer_for_file(target.name)
        if to is None:
            message = _("No format is known by the name {name}: say which with --to.")
            raise CommandError(message.format(name=target.name), returncode=NOT_GIVEN)
        parsed = read_file(source, options)
        conversion = convert_parsed(parsed=parsed, to=to, language=Language(write_language))
        self.tell(parsed.reading.errors)
        self.tell(parsed.reading.warnings)
        writing = conversion.writing
        if writing is not None:
            self.tell(writing.errors)
            self.tell(writing.warnings)
        if conversion.written == 0 or writing is None:
            self.stderr.write(_("Nothing was written."))
            stop_with_nothing()
            return
        write_file(target, writing.data)
        self.stdout.write(_summary(conversion, target))


def _summary(conversion: Conversion, target: Path) -> str:
    lost = conversion.lost
    written = ngettext("{n} question written", "{n} questions written", conversion.written)
    left = ngettext("{n} left out", "{n} left out", lost)
    return f"{target}: {written.format(n=conversion.written)}, {left.format(n=lost)}"
