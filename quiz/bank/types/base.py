"""What a question type must be able to do."""

from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any, ClassVar, TypeAlias

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from common.text import Language
from quiz.bank.enums import MarkingRule, QuestionType
from quiz.bank.question_content import QuestionContent

Response: TypeAlias = tuple[str | bool, ...]
"""A parsed response; the empty tuple means not answered."""

KEY_GIVEN_AWAY = "key_given_away"
"""The code of a fault in a key that is right, but that the listing of the options tells."""

MAX_FAULTS = 20
"""Of one question, as many as anybody reads."""

RIGHT = Fraction(1)
WRONG = Fraction(0)


class InvalidResponse(ValueError):
    """A response that the question cannot take: unknown option, wrong shape, too long."""


@dataclass(frozen=True, slots=True)
class ContentError:
    """One fault in a question: a stable code, a JSON pointer to the place, a message."""

    code: str
    pointer: str
    message: StrOrPromise


class InvalidContent(ValueError):
    """A question whose content breaks the rules of its type."""

    def __init__(self, errors: list[ContentError]) -> None:
        """Keep every fault found, not only the first."""
        super().__init__("; ".join(f"{e.pointer}: {e.code}" for e in errors))
        self.errors = errors


class QuestionRules(ABC):
    """The rules of one type. Stateless; one instance each in the registry."""

    name: ClassVar[QuestionType]
    has_options: ClassVar[bool] = False
    """Whether the author lists options, which a sheet may show in any order."""
    has_prompts: ClassVar[bool] = False
    """Whether the author lists prompts, each to be matched with an option."""

    def check(self, data: Mapping[str, Any]) -> list[ContentError]:
        """Return the faults in the JSON form of a question; an empty list means valid.

        The first `MAX_FAULTS` of them: a key of a million nothings is one question all the same.
        """
        return list(islice(self._faults(data), MAX_FAULTS))

    def _faults(self, data: Mapping[str, Any]) -> Iterator[ContentError]:
        yield from check_text(data.get("stem"), "/stem")
        yield from check_text(data.get("explanation", {}), "/explanation", required=False)
        yield from check_text(data.get("source", {}), "/source", required=False)
        if not self.has_options and data.get("options", []) != []:
            yield ContentError("options_unexpected", "/options", _("This type has no options."))
        if not self.has_prompts and data.get("prompts", []) != []:
            yield ContentError("prompts_unexpected", "/prompts", _("This type has no prompts."))
        yield from self.check_answer(data)

    @abstractmethod
    def check_answer(self, data: Mapping[str, Any]) -> Iterator[ContentError]:
        """Yield the faults in options and key."""

    @abstractmethod
    def parse_response(self, content: QuestionContent, raw: object) -> Response:
        """Turn what a participant sent into a response.

        Raises `InvalidResponse` when the question cannot take it.
        """

    @abstractmethod
    def mark(self, content: QuestionContent, response: Response, rule: MarkingRule) -> Fraction:
        """Return the share of the points earned, 0 to 1; nothing answered earns nothing."""

    @abstractmethod
    def right_response(self, content: QuestionContent) -> Response:
        """Return a response that earns everything under any rule."""

    def blank_count(self, content: QuestionContent) -> int:
        """How many blanks the participant fills in."""
        return 0


def check_text(value: object, pointer: str, *, required: bool = True) -> Iterator[ContentError]:
    """Yield the faults of a bilingual text: not a map, unknown language, empty, too long."""
    if not isinstance(value, dict):
        yield ContentError("text_expected", pointer, _("A text by language is needed."))
        return
    if required and not value:
        yield ContentError("text_missing", pointer, _("The text is missing."))
    for language, text in value.items():
        place = f"{pointer}/{language}"
        if language not in Language.values:
            yield ContentError("language_unknown", place, _("This language is not supported."))
        elif not isinstance(text, str) or not text.strip():
            yield ContentError("text_missing", place, _("The text is missing."))
        elif len(text) > MAX_TEXT_CHARACTERS:
            yield ContentError("text_too_long", place, _("The text is too long."))


MAX_TEXT_CHARACTERS = 20_000


def check_options(options: Sequence[object]) -> Generator[ContentError, None, list[str]]:
    """Yield the faults of listed options, and return the ids of those that have one."""
    ids: list[str] = []
    for position, option in enumerate(options):
        place = f"/options/{position}"
        if not isinstance(option, dict) or not isinstance(option.get("id"), str):
            yield ContentError("option_id_missing", place, _("The option has no id."))
            continue
        ids.append(option["id"])
        yield from check_text(option.get("text"), f"{place}/text")
        yield from check_text(option.get("feedback", {}), f"{place}/feedback", required=False)
    if len(set(ids)) != len(ids):
        yield ContentError("option_id_repeated", "/options", _("Two options share an id."))
    return ids


def response_list(raw: object, *, at_most: int) -> list[object]:
    """Return the response as a list, or raise `InvalidResponse`."""
    if not isinstance(raw, list | tuple):
        raise InvalidResponse("a response is a list")
    if len(raw) > at_most:
        raise InvalidResponse(f"a response to this question has at most {at_most} parts")
    return list(raw)
