"""Our own JSON: lossless and bilingual, one topic a file. The question packs are written in it."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

import orjson
from django.utils.translation import gettext_lazy as _

from common.text import Language, is_localised_text
from quiz.bank.enums import Difficulty
from quiz.bank.formats.base import Format, FormatFault, ParsedQuestion, ParsedTopic, Reading
from quiz.bank.question_content import content_to_json
from quiz.bank.types import InvalidContent, parse_content

FORMAT, VERSION = "wangan-questions", 1


class WanganJson(Format):
    """`{"format": "wangan-questions", "version": 1, "topic": {…}, "questions": [{…}, …]}`."""

    name = "json"

    def read(self, data: bytes) -> Reading:
        """Read one topic's questions."""
        try:
            document = orjson.loads(data)
        except orjson.JSONDecodeError:
            return _refused("json_invalid", "", _("The file is not JSON."))
        if not _is_ours(document):
            return _refused("format_unknown", "/format", _("The file is not in our format."))
        topic = document.get("topic")
        if topic is not None and not _is_topic(topic):
            return _refused("topic_invalid", "/topic", _("The topic needs a slug and a name."))
        reading = Reading()
        parsed_topic = ParsedTopic(topic["slug"], topic["name"]) if topic else None
        for number, item in enumerate(document["questions"], start=1):
            _read_item(item, number, parsed_topic, reading)
        return reading

    def write(self, questions: Sequence[ParsedQuestion]) -> bytes:
        """Write the questions, which must share one topic; raises `ValueError` otherwise."""
        topics = {question.topic.slug: question.topic for question in questions if question.topic}
        if len(topics) > 1 or (topics and any(question.topic is None for question in questions)):
            raise ValueError("one file holds the questions of one topic")
        document: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "languages": list(Language.values),
        }
        for topic in topics.values():
            document["topic"] = {"slug": topic.slug, "name": topic.name}
        document["questions"] = [_write_item(question) for question in questions]
        return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _refused(code: str, pointer: str, message: Any) -> Reading:
    return Reading(faults=[FormatFault(item="", pointer=pointer, code=code, message=message)])


def _is_ours(document: object) -> TypeGuard[dict[str, Any]]:
    return (
        isinstance(document, dict)
        and document.get("format") == FORMAT
        and document.get("version") == VERSION
        and isinstance(document.get("questions"), list)
    )


def _is_topic(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("slug"), str)
        and bool(value["slug"])
        and is_localised_text(value.get("name"))
    )


def _read_item(item: object, number: int, topic: ParsedTopic | None, reading: Reading) -> None:
    external_id = item.get("external_id") if isinstance(item, Mapping) else None
    name = external_id if isinstance(external_id, str) and external_id else str(number)

    def fault(code: str, pointer: str, message: Any) -> None:
        reading.faults.append(FormatFault(item=name, pointer=pointer, code=code, message=message))

    if not isinstance(item, Mapping):
        fault("question_expected", "", _("A question is needed here."))
        return
    if external_id is not None and name != external_id:
        fault("external_id_invalid", "/external_id", _("The external id must be a text."))
        return
    difficulty = item.get("difficulty", Difficulty.MEDIUM)
    if isinstance(difficulty, bool) or difficulty not in Difficulty.values:
        fault("difficulty_unknown", "/difficulty", _("The difficulty is 1, 2 or 3."))
        return
    try:
        content = parse_content(item)
    except InvalidContent as invalid:
        for error in invalid.errors:
            fault(error.code, error.pointer, error.message)
        return
    reading.questions.append(
        ParsedQuestion(
            external_id=external_id,
            topic=topic,
            difficulty=Difficulty(difficulty),
            content=content,
        )
    )


def _write_item(question: ParsedQuestion) -> dict[str, Any]:
    item: dict[str, Any] = {}
    if question.external_id is not None:
        item["external_id"] = question.external_id
    item["difficulty"] = int(question.difficulty)
    return item | content_to_json(question.content)
