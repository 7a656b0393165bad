"""`manage.py parse_questions FILE`: say what is in a file of questions. Needs no database."""

from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.faults import fault_to_json
from quiz.bank.formats.wangan_json import question_to_json, topics_to_json
from quiz.bank.management.question_files import (
    QuestionFileCommand,
    add_reading_arguments,
    read_file,
    stop_with_nothing,
)
from quiz.bank.parsing import ParsedFile


class Command(QuestionFileCommand):
    """Reads any format that we know, and prints questions, errors and warnings."""

    help = "Read a file of questions in any format, and say what is in it and what is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and how to read it."""
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        add_reading_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print everything as JSON")

    def carry_out(self, *, file: Path, json: bool, **options: Any) -> None:
        """Parse and print."""
        parsed = read_file(file, options)
        if json:
            self.stdout.write(orjson.dumps(_document(parsed), option=orjson.OPT_INDENT_2).decode())
        else:
            reading = parsed.reading
            self.tell(reading.errors)
            self.tell(reading.warnings)
            self.stdout.write(_summary(parsed))
        if not parsed.is_readable:
            stop_with_nothing()


def _document(parsed: ParsedFile) -> dict[str, Any]:
    reading = parsed.reading
    paths = {
        tuple(t.slug for t in question.topic): question.topic for question in reading.questions
    }
    return {
        "format": parsed.format,
        "topics": list(topics_to_json(paths.values())),
        "questions": [question_to_json(question) for question in reading.questions],
        "errors": [fault_to_json(fault) for fault in reading.errors],
        "warnings": [fault_to_json(fault) for fault in reading.warnings],
    }


def _summary(parsed: ParsedFile) -> str:
    reading = parsed.reading
    questions, errors = len(reading.questions), len(reading.errors)
    warnings = len(reading.warnings)
    parts = [
        ngettext("{n} question", "{n} questions", questions).format(n=questions),
        ngettext("{n} error", "{n} errors", errors).format(n=errors),
        ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
    ]
    return f"{parsed.format or _('unknown format')}: {', '.join(parts)}"
