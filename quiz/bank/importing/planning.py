"""Saying what an import would do with each question of a file. Reads the bank, writes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import orjson
from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import Difficulty, ImportAction
from quiz.bank.formats import Fault, ParsedQuestion, Reading
from quiz.bank.importing.duplicates import near_duplicates_of
from quiz.bank.importing.known import BankContents, contents_of
from quiz.bank.importing.matching import match_questions
from quiz.bank.importing.merging import (
    Merged,
    StructureDiffers,
    changed_parts,
    merge_content,
)
from quiz.bank.importing.plan import (
    ImportItem,
    ImportOptions,
    ImportPlan,
    KnownQuestion,
    QuestionWrite,
)
from quiz.bank.importing.topics import InvalidTopic, PlannedTopic, TopicTree
from quiz.bank.limits import MAX_EXTERNAL_ID_CHARACTERS
from quiz.bank.models import Bank
from quiz.bank.question_content import QuestionContent, content_to_json
from quiz.bank.types import InvalidContent


def plan_import(*, bank: Bank, reading: Reading, options: ImportOptions) -> ImportPlan:
    """Compare what a file holds with the bank.

    Each item of the plan is to be created, updated, left as it is, or an error. Near-duplicates
    are named where something is to be written. Nothing is written, and nothing is locked: what
    changes meanwhile is found by `apply_plan`.
    """
    contents = BankContents.of(bank)
    questions = reading.questions
    items = [_item(number, question) for number, question in enumerate(questions, start=1)]
    matches = match_questions(questions, contents)
    for index, fault in matches.faults.items():
        items[index].refuse(fault)
    for index, known in matches.known.items():
        items[index].known, items[index].question_id = known, known.id
    planner = _Planner(TopicTree.of(bank), options)
    waiting = [item for item in items if item.action is not ImportAction.ERROR]
    for item in waiting:
        if item.known is None:
            planner.plan_new(item, questions[item.number - 1])
    for item, content in _with_contents(waiting):
        planner.plan_known(item, questions[item.number - 1], content)
    _warn(items, reading)
    for number, found in near_duplicates_of(items, questions, contents).items():
        items[number - 1].near_duplicates = tuple(found)
    items = _in_file_order([*items, *_unread(reading, start=len(items) + 1)])
    return ImportPlan(items=items, bank_size=len(contents.questions), new_topics=_new_topics(items))


def _new_topics(items: Sequence[ImportItem]) -> list[PlannedTopic]:
    wanted = [item.write.topic for item in items if item.write]
    topics = {topic.slug: topic for one in wanted for topic in one.with_parents}
    return [topic for topic in topics.values() if topic.is_new]


def _item(number: int, question: ParsedQuestion) -> ImportItem:
    item = ImportItem(
        number=number,
        place=question.place,
        action=ImportAction.CREATE,
        external_id=question.external_id,
        stem=question.content.stem,
    )
    fault = _unstorable(question)
    if fault is not None:
        item.refuse(fault)
    return item


def _unstorable(question: ParsedQuestion) -> Fault | None:
    """What a valid question may hold and the database cannot."""
    place = question.place
    if len(question.external_id or "") > MAX_EXTERNAL_ID_CHARACTERS:
        message = _("The external id is longer than 120 characters.")
        return Fault(place=place, code="external_id_too_long", message=message)
    stored = [content_to_json(question.content), question.external_id, list(question.tags)]
    names = [topic.name for topic in question.topic]
    try:
        written = orjson.dumps([stored, names])
    except orjson.JSONEncodeError:
        written = b"\\u0000"
    if b"\\u0000" in written:
        message = _("The question holds characters that are no text.")
        return Fault(place=place, code="text_invalid", message=message)
    return None


def _with_contents(items: Sequence[ImportItem]) -> Iterator[tuple[ImportItem, QuestionContent]]:
    by_question = {item.known.id: item for item in items if item.known is not None}
    known = [item.known for item in by_question.values() if item.known is not None]
    for chunk in contents_of(known):
        for question_id, content in chunk.items():
            yield by_question[question_id], content


class _Planner:
    """Decides what is to be written of a single question."""

    def __init__(self, topics: TopicTree, options: ImportOptions) -> None:
        self._topics = topics
        self._options = options

    def plan_new(self, item: ImportItem, question: ParsedQuestion) -> None:
        """A question that the bank has not got."""
        topic = self._topic(item, question)
        if topic is not None:
            item.write = QuestionWrite(
                external_id=question.external_id,
                topic=topic,
                difficulty=question.difficulty or Difficulty.MEDIUM,
                tags=question.tags,
                content=question.content,
            )

    def plan_known(
        self, item: ImportItem, question: ParsedQuestion, content: QuestionContent
    ) -> None:
        """A question that the bank has, with its present wording."""
        known = item.known
        assert known is not None  # noqa: S101 - that is why its content was read
        merged = _merge(item, content, question)
        topic = self._topic(item, question, known)
        if merged is None or topic is None:
            return
        parts = changed_parts(content, merged.content)
        write = QuestionWrite(
            external_id=known.external_id or question.external_id,
            topic=topic,
            difficulty=question.difficulty or known.difficulty,
            tags=question.tags or known.tags,
            content=merged.content,
            is_reworded=bool(parts),
        )
        item.changes = parts + _changes_around(known, write)
        item.action = ImportAction.UPDATE if item.changes else ImportAction.UNCHANGED
        item.write = write if item.changes else None
        if parts and merged.kept:
            message = _("Texts in a language that the file does not have were kept: look at them.")
            fault = Fault(place=item.place, code="other_language_kept", message=message)
            item.warnings = (*item.warnings, fault)

    def _topic(
        self, item: ImportItem, question: ParsedQuestion, known: KnownQuestion | None = None
    ) -> PlannedTopic | None:
        try:
            if known is not None and not question.topic:
                return self._topics.place((), default=known.topic_id)
            return self._topics.place(question.topic, default=self._options.topic_id)
        except InvalidTopic as invalid:
            item.refuse(replace(invalid.fault, place=item.place))
            return None


def _merge(item: ImportItem, known: QuestionContent, question: ParsedQuestion) -> Merged | None:
    try:
        return merge_content(known, question.content)
    except StructureDiffers:
        message = _(
            "The bank has this question in another language too, with other options or blanks: "
            "its texts would be lost."
        )
        item.refuse(Fault(place=item.place, code="structure_differs", message=message))
    except InvalidContent as invalid:
        for error in invalid.errors:
            item.refuse(
                Fault(
                    place=item.place, code=error.code, pointer=error.pointer, message=error.message
                )
            )
    return None


def _changes_around(known: KnownQuestion, write: QuestionWrite) -> tuple[str, ...]:
    pairs: Mapping[str, tuple[object, object]] = {
        "external_id": (known.external_id, write.external_id),
        "topic": (known.topic_id, write.topic.id),
        "difficulty": (known.difficulty, write.difficulty),
        "tags": (known.tags, write.tags),
    }
    return tuple(name for name, (before, after) in pairs.items() if before != after)


def _warn(items: Sequence[ImportItem], reading: Reading) -> None:
    """Give each question the warnings that the reader has about it, found by their place."""
    by_place = {item.place: item for item in items}
    for warning in reading.warnings:
        item = by_place.get(warning.place) or by_place.get(replace(warning.place, column=None))
        if item is not None:
            item.warnings = (*item.warnings, warning)


def _in_file_order(items: list[ImportItem]) -> list[ImportItem]:
    """The items numbered as they stand in the file, where every one has a row or a line."""
    tables = {item.place.table: place for place, item in reversed(list(enumerate(items)))}

    def place_of(item: ImportItem) -> tuple[int, int]:
        return tables[item.place.table], item.place.row or item.place.line or 0

    if all(item.place.row or item.place.line for item in items):
        items = sorted(items, key=place_of)
    numbers = {item.number: number for number, item in enumerate(items, start=1)}
    for item in items:
        item.number = numbers[item.number]
        item.near_duplicates = tuple(
            replace(near, number=numbers[near.number]) if near.number else near
            for near in item.near_duplicates
        )
    return items


def _unread(reading: Reading, *, start: int) -> list[ImportItem]:
    """One item for each question that could not be read, however many faults it has."""
    grouped: dict[object, list[Fault]] = {}
    for fault in reading.errors:
        grouped.setdefault(replace(fault.place, column=None), []).append(fault)
    return [
        ImportItem(
            number=number,
            place=replace(faults[0].place, column=None),
            action=ImportAction.ERROR,
            external_id=None,
            faults=tuple(faults),
        )
        for number, faults in enumerate(grouped.values(), start=start)
    ]
