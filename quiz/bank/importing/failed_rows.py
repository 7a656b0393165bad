"""Giving back what of a file could not be imported, to be mended and uploaded again."""

from collections.abc import Iterator

from common.text import Language
from quiz.bank.enums import ImportAction
from quiz.bank.faults import stored_message
from quiz.bank.formats import Fault, Place, write_failed_rows
from quiz.bank.models import QuestionImport


class NothingFailed(RuntimeError):
    """Every question of the file could be imported."""


def failed_rows(*, question_import: QuestionImport, language: Language) -> bytes:
    """An XLSX file with the rows that are errors, and what is wrong with each.

    Of other formats than spreadsheets it lists the errors. Raises `NothingFailed`.
    """
    errors = list(_errors(question_import, language))
    if not errors:
        raise NothingFailed
    with question_import.file.open("rb") as file:
        data = file.read()
    return write_failed_rows(data=data, errors=errors, language=language)


def _errors(question_import: QuestionImport, language: Language) -> Iterator[Fault]:
    failed = question_import.items.filter(action=ImportAction.ERROR).order_by("number")
    for told in failed.values_list("told", flat=True).iterator():
        for stored in told["errors"]:
            names = ("table", "line", "row", "column", "item")
            yield Fault(
                place=Place(**{name: stored[name] for name in names if name in stored}),
                code=stored["code"],
                message=stored_message(stored, language),
                pointer=stored.get("pointer", ""),
            )
