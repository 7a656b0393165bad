"""Small files of questions, as importers see them."""

from typing import Any

import orjson

from accounts.models import User
from common import clock
from common.jobs import run_job
from quiz.bank.formats import Reading
from quiz.bank.importing.uploads import upload_questions
from quiz.bank.models import Bank, QuestionImport
from quiz.bank.parsing import parse_file
from tests.quiz.factories import content

TOPICS = [
    {"slug": "fraud", "name": {"zh-Hans": "诈骗", "en": "Fraud"}},
    {"slug": "calls", "name": {"zh-Hans": "电话", "en": "Calls"}, "parent": "fraud"},
]


def item(
    label: str = "1", question_type: str = "single", *, language: str | None = None, **fields: Any
) -> dict[str, Any]:
    """One question as our JSON has it, in both languages or in one."""
    written = content(question_type, label)
    return {**(only(language, written) if language else written), **fields}


def only(language: str, value: Any) -> Any:
    """What is left of a question, or a part of it, when one language is kept."""
    if isinstance(value, list):
        return [only(language, part) for part in value]
    if isinstance(value, dict):
        if value and set(value) <= {"zh-Hans", "en"}:
            return {language: value[language]} if language in value else {}
        return {name: only(language, part) for name, part in value.items()}
    return value


def file_of(*items: dict[str, Any], topics: list[dict[str, Any]] | None = None) -> bytes:
    """The bytes of a file in our own format."""
    return orjson.dumps(
        {
            "format": "wangan-questions",
            "version": 1,
            "topics": TOPICS if topics is None else topics,
            "questions": items,
        }
    )


def reading_of(*items: dict[str, Any], **options: Any) -> Reading:
    """The same, read."""
    return parse_file(data=file_of(*items, **options)).reading


def checked_import(bank: Bank, by: User, *items: dict[str, Any]) -> QuestionImport:
    """An uploaded file that waits for confirmation."""
    uploaded = upload_questions(
        bank=bank,
        data=file_of(*items),
        file_name="questions.json",
        settings={},
        by=by,
        now=clock.now(),
    )
    assert uploaded.job is not None
    run_job(job_id=uploaded.job.pk, now=clock.now())
    uploaded.refresh_from_db()
    return uploaded
