"""The sections of a blueprint: what to draw, or which questions by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, TypeAlias
from uuid import UUID

from common.text import LocalisedText, is_localised_text
from quiz.bank.enums import Difficulty, QuestionType

MAX_SECTIONS = 20
MAX_QUESTIONS_A_SHEET = 200
MAX_POINTS = 100


class InvalidSections(ValueError):
    """Sections that make no paper. `pointer` names the place, `code` the fault."""

    def __init__(self, code: str, pointer: str) -> None:
        """Name the fault and its place."""
        super().__init__(f"{pointer}: {code}")
        self.code, self.pointer = code, pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawSection:
    """Draw `count` questions from a bank; an empty filter means no restriction."""

    title: LocalisedText | None
    points_centi: int
    bank_id: UUID
    topic_ids: tuple[UUID, ...]
    types: tuple[QuestionType, ...]
    difficulties: tuple[Difficulty, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSection:
    """Ask exactly these questions."""

    title: LocalisedText | None
    points_centi: int
    question_ids: tuple[UUID, ...]

    @property
    def count(self) -> int:
        """How many questions the section asks."""
        return len(self.question_ids)


Section: TypeAlias = DrawSection | NamedSection


def read_sections(data: object) -> tuple[Section, ...]:
    """Read the JSON form of a blueprint's sections.

    `{"kind": "draw", "title", "bank", "topics", "types", "difficulties", "count", "points"}` or
    `{"kind": "named", "title", "questions", "points"}`. Raises `InvalidSections` at the first
    fault.
    """
    if not isinstance(data, list) or not 1 <= len(data) <= MAX_SECTIONS:
        raise InvalidSections("sections_count", "")
    sections = tuple(_read_section(item, f"/{position}") for position, item in enumerate(data))
    if sum(section.count for section in sections) > MAX_QUESTIONS_A_SHEET:
        raise InvalidSections("too_many_questions", "")
    named = [q for s in sections if isinstance(s, NamedSection) for q in s.question_ids]
    if len(set(named)) != len(named):
        raise InvalidSections("question_repeated", "")
    return sections


_DRAW_FIELDS = {"kind", "title", "bank", "topics", "types", "difficulties", "count", "points"}
_NAMED_FIELDS = {"kind", "title", "questions", "points"}


def _read_section(item: object, pointer: str) -> Section:
    if not isinstance(item, Mapping) or item.get("kind") not in ("draw", "named"):
        raise InvalidSections("kind_unknown", f"{pointer}/kind")
    known = _DRAW_FIELDS if item["kind"] == "draw" else _NAMED_FIELDS
    if unknown := sorted(str(name) for name in set(item) - known):
        raise InvalidSections("field_unknown", f"{pointer}/{unknown[0]}")
    title = item.get("title")
    if title is not None and not is_localised_text(title):
        raise InvalidSections("title_invalid", f"{pointer}/title")
    points = _read_points(item.get("points"), f"{pointer}/points")
    if item["kind"] == "named":
        questions = _read_ids(item.get("questions"), f"{pointer}/questions")
        if not questions:
            raise InvalidSections("questions_missing", f"{pointer}/questions")
        return NamedSection(title=title, points_centi=points, question_ids=questions)
    return DrawSection(
        title=title,
        points_centi=points,
        bank_id=_read_ids([item.get("bank")], f"{pointer}/bank")[0],
        topic_ids=_read_ids(item.get("topics", []), f"{pointer}/topics"),
        types=_read_choices(item, "types", QuestionType, pointer),
        difficulties=_read_choices(item, "difficulties", Difficulty, pointer),
        count=_read_count(item.get("count"), f"{pointer}/count"),
    )


def _read_points(value: object, pointer: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise InvalidSections("points_invalid", pointer)
    try:
        points = Decimal(str(value))
        centi = int((points * 100).to_integral_value(ROUND_HALF_UP))
    except (InvalidOperation, ValueError, OverflowError):
        raise InvalidSections("points_invalid", pointer) from None
    if not 0 < points <= MAX_POINTS or Decimal(centi) != points * 100:
        raise InvalidSections("points_invalid", pointer)
    return centi


def _read_count(value: object, pointer: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidSections("count_invalid", pointer)
    return value


def _read_ids(value: object, pointer: str) -> tuple[UUID, ...]:
    if not isinstance(value, list):
        raise InvalidSections("ids_invalid", pointer)
    try:
        ids = tuple(UUID(str(part)) for part in value)
    except ValueError:
        raise InvalidSections("ids_invalid", pointer) from None
    if len(set(ids)) != len(ids):
        raise InvalidSections("ids_repeated", pointer)
    return ids


def _read_choices(item: Mapping[str, Any], field: str, choices: type[Any], pointer: str) -> Any:
    # `Any`: the caller's dataclass field names the enum; a generic over two enum bases of Django
    # would say no more and need a cast all the same.
    value = item.get(field, [])
    if not isinstance(value, list):
        raise InvalidSections("choice_unknown", f"{pointer}/{field}")
    try:
        return tuple(dict.fromkeys(choices(part) for part in value))
    except (ValueError, TypeError):
        raise InvalidSections("choice_unknown", f"{pointer}/{field}") from None
