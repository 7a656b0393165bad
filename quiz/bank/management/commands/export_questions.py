"""`manage.py export_questions --bank SLUG --to F OUT`: write a bank's questions into a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.text import Language
from quiz.bank.enums import QuestionStatus
from quiz.bank.exporting import EXPORTED_STATUSES, export_questions
from quiz.bank.formats import writer_names
from quiz.bank.management.question_files import (
    QuestionFileCommand,
    bank_named,
    stop_with_nothing,
    write_file,
)


class Command(QuestionFileCommand):
    """Says which questions the format cannot hold, and what others lost in it."""

    help = "Write the questions of a bank into a file, and report what was lost."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the bank, the format and the file."""
        super().add_arguments(parser)
        parser.add_argument("target", metavar="OUT", type=Path)
        parser.add_argument("--bank", required=True, metavar="SLUG")
        parser.add_argument("--to", required=True, choices=writer_names())
        parser.add_argument(
            "--write-language", choices=Language.values, default=Language.CHINESE.value,
            help="what a format for one language is written in (zh-Hans)",
        )  # fmt: skip
        parser.add_argument(
            "--status", action="append", choices=QuestionStatus.values,
            help="only questions of this status; may be repeated (all that are not retired)",
        )  # fmt: skip

    def carry_out(
        self,
        *,
        target: Path,
        bank: str,
        to: str,
        write_language: str,
        status: list[str] | None,
        **options: Any,
    ) -> None:
        """Export, write, report."""
        statuses = [QuestionStatus(one) for one in status] if status else EXPORTED_STATUSES
        export = export_questions(
            bank=bank_named(bank), to=to, language=Language(write_language), statuses=statuses
        )
        self.tell(export.writing.errors)
        self.tell(export.writing.warnings)
        if not export.written:
            self.stderr.write(_("Nothing was written."))
            stop_with_nothing()
        write_file(target, export.writing.data)
        written = ngettext("{n} question written", "{n} questions written", export.written)
        self.stdout.write(f"{target}: {written.format(n=export.written)}")
