"""Our own JSON: lossless and bilingual. The question packs are written in it.

One topic for the whole file, `"topic": {"slug", "name"}`, or several, `"topics": [{"slug", "name",
"parent"}, …]` with a slug on each question. `docs/formats.md` tells the rest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeGuard

import orjson
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from common.text import Language, is_localised_text
from quiz.bank.enums import Difficulty
from quiz.bank.formats.base import (
    DEFAULT_READING,
    Fault,
    ParsedQuestion,
    ParsedTopic,
    Place,
    Reader,
    Reading,
    ReadOptions,
    Writer,
    Writing,
)
from quiz.bank.formats.limits import MAX_QUESTIONS, too_many_questions
from quiz.bank.limits import MAX_TAG_CHARACTERS, MAX_TAGS
from quiz.bank.question_content import content_to_json
from quiz.bank.types import InvalidContent, parse_content

FORMAT, VERSION = "wangan-questions", 1
MAX_TOPICS, MAX_TOPIC_LEVELS = 20_000, 64

TopicPath: TypeAlias = tuple[ParsedTopic, ...]


class WanganJson(Reader, Writer):
    """`{"format": "wangan-questions", "version": 1, "topic": {…}, "questions": [{…}, …]}`."""

    name = "json"
    suffix = ".json"
    media_type = "application/json"

    def recognises(self, data: bytes) -> bool:
        """Whether it begins as a JSON object that names our format."""
        head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]
        return head.startswith(b"{") and FORMAT.encode() in head

    def read(self, data: bytes, options: ReadOptions = DEFAULT_READING) -> Reading:
        """Read the questions; a file that is not ours is one error."""
        try:
            document = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
        except orjson.JSONDecodeError:
            return _refused("json_invalid", "", _("The file is not JSON."))
        if not _is_ours(document):
            return _refused("format_unknown", "/format", _("The file is not in our format."))
        try:
            default, topics = _read_topics(document)
        except _InvalidTopic as invalid:
            return _refused(
                "topic_invalid", invalid.pointer, _("The topic needs a slug and a name.")
            )
        reading = Reading()
        for number, item in enumerate(document["questions"], start=1):
            if number > MAX_QUESTIONS:
                reading.errors.append(too_many_questions(Place(item=str(number))))
                break
            _read_item(item, number, default, topics, reading)
        return reading

    def write(
        self, questions: Sequence[ParsedQuestion], *, language: Language = Language.CHINESE
    ) -> Writing:
        """Write everything; nothing is ever lost."""
        # By slugs: names are maps and have no hash.
        paths = {tuple(t.slug for t in question.topic): question.topic for question in questions}
        document: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "languages": list(Language.values),
        }
        common = next(iter(paths.values())) if len(paths) == 1 else ()
        shared = len(common) == 1
        if shared:
            document["topic"] = _write_topic(common[0])
        elif any(paths):
            document["topics"] = list(topics_to_json(paths.values()))
        document["questions"] = [
            question_to_json(question, with_topic=not shared) for question in questions
        ]
        return Writing(
            orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        )


class _InvalidTopic(ValueError):
    def __init__(self, pointer: str) -> None:
        super().__init__(pointer)
        self.pointer = pointer


def _refused(code: str, pointer: str, message: StrOrPromise) -> Reading:
    return Reading(errors=[Fault(code=code, pointer=pointer, message=message)])


def _is_ours(document: object) -> TypeGuard[dict[str, Any]]:
    return (
        isinstance(document, dict)
        and document.get("format") == FORMAT
        and document.get("version") == VERSION
        # Python takes `true` for 1.
        and not isinstance(document["version"], bool)
        and isinstance(document.get("questions"), list)
    )


def _read_topics(document: Mapping[str, Any]) -> tuple[TopicPath, dict[str, TopicPath]]:
    """The path of questions that name no topic, and the path of each slug."""
    default: TopicPath = ()
    if document.get("topic") is not None:
        default = (_read_topic(document["topic"], "/topic"),)
    paths: dict[str, TopicPath] = {}
    listed = document.get("topics", [])
    if not isinstance(listed, list) or len(listed) > MAX_TOPICS:
        raise _InvalidTopic("/topics")
    for place, data in enumerate(listed):
        pointer = f"/topics/{place}"
        topic = _read_topic(data, pointer)
        parent = data.get("parent")
        # A parent comes before its children, so that there can be no circle.
        if topic.slug in paths or not (parent is None or parent in paths):
            raise _InvalidTopic(pointer)
        above = paths[parent] if parent is not None else ()
        # Each path holds all above it: without an end they would outweigh the file by its square.
        if len(above) >= MAX_TOPIC_LEVELS:
            raise _InvalidTopic(pointer)
        paths[topic.slug] = (*above, topic)
    return default, paths


def _read_topic(data: object, pointer: str) -> ParsedTopic:
    if (
        not isinstance(data, dict)
        or not isinstance(data.get("slug"), str)
        or not data["slug"]
        or not isinstance(data.get("parent"), str | None)
        or not is_localised_text(data.get("name"))
    ):
        raise _InvalidTopic(pointer)
    return ParsedTopic(data["slug"], data["name"])


def _read_item(
    item: object,
    number: int,
    default: TopicPath,
    topics: Mapping[str, TopicPath],
    reading: Reading,
) -> None:
    external_id = item.get("external_id") if isinstance(item, Mapping) else None
    name = external_id if isinstance(external_id, str) and external_id else str(number)
    place = Place(item=name)
    faults = list(_faults_around(item, topics))
    if not faults and isinstance(item, Mapping):
        try:
            content = parse_content(item)
        except InvalidContent as invalid:
            faults = [(error.code, error.pointer, error.message) for error in invalid.errors]
        else:
            topic = item.get("topic")
            difficulty = item.get("difficulty")
            reading.questions.append(
                ParsedQuestion(
                    external_id=external_id,
                    topic=default if topic is None else topics[topic],
                    difficulty=None if difficulty is None else Difficulty(difficulty),
                    tags=tuple(item.get("tags", ())),
                    content=content,
                    place=place,
                )
            )
    reading.errors += [
        Fault(place=place, code=code, pointer=pointer, message=message)
        for code, pointer, message in faults
    ]


def _faults_around(
    item: object, topics: Mapping[str, TopicPath]
) -> Iterator[tuple[str, str, StrOrPromise]]:
    """What is wrong with what a question says beside its content."""
    if not isinstance(item, Mapping):
        yield "question_expected", "", _("A question is needed here.")
        return
    external_id = item.get("external_id")
    if external_id is not None and not (isinstance(external_id, str) and external_id):
        yield "external_id_invalid", "/external_id", _("The external id must be a text.")
    difficulty = item.get("difficulty")
    if difficulty is not None and (
        isinstance(difficulty, bool) or difficulty not in Difficulty.values
    ):
        yield "difficulty_unknown", "/difficulty", _("The difficulty is 1, 2 or 3.")
    topic = item.get("topic")
    if topic is not None and not (isinstance(topic, str) and topic in topics):
        yield "topic_unknown", "/topic", _("The file does not list this topic.")
    tags = item.get("tags", [])
    if not isinstance(tags, list) or len(tags) > MAX_TAGS or not all(map(_is_tag, tags)):
        yield "tags_invalid", "/tags", _("Tags are at most 20 short texts.")


def _is_tag(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= MAX_TAG_CHARACTERS


def topics_to_json(paths: Iterable[TopicPath]) -> Iterator[dict[str, Any]]:
    """The topics on all paths, each once and after its parent, as a file lists them."""
    written: set[str] = set()
    for path in paths:
        for depth, topic in enumerate(path):
            if topic.slug not in written:
                written.add(topic.slug)
                parent = {"parent": path[depth - 1].slug} if depth else {}
                yield _write_topic(topic) | parent


def _write_topic(topic: ParsedTopic) -> dict[str, Any]:
    return {"slug": topic.slug, "name": topic.name}


def question_to_json(question: ParsedQuestion, *, with_topic: bool = True) -> dict[str, Any]:
    """One question as a file holds it; its topic is a slug that the file lists."""
    item: dict[str, Any] = {}
    if question.external_id is not None:
        item["external_id"] = question.external_id
    if question.topic and with_topic:
        item["topic"] = question.topic[-1].slug
    if question.difficulty is not None:
        item["difficulty"] = int(question.difficulty)
    if question.tags:
        item["tags"] = list(question.tags)
    return item | content_to_json(question.content)
