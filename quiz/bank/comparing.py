"""What changed between two texts of a question, word by word in each language. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile
from typing import Any

from common.text import Language
from quiz.bank.arranging import arrange
from quiz.bank.question_content import QuestionContent

# A run of letters and digits, of white space, or one other sign: Chinese is compared sign by sign.
_WORDS = re.compile(r"[A-Za-z0-9À-ɏ'’]+|\s+|.", re.DOTALL)
_SENTENCES = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]+|[^。！？；!?;\n]+")
_MOST_PAIRS = 300 * 300
"""Of parts that are compared: where they repeat, the work grows with the cube of their number."""


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether both texts have it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place that is not the same in both texts.

    `place` is a JSON pointer into the arranged question (`quiz.bank.arranging`), without the
    language: `/stem`, `/options/b/text` (by the option's id), `/prompts/0`, `/key`. `language` is
    None where there is none.
    """

    place: str
    language: Language | None
    pieces: tuple[Piece, ...]


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two texts. What is same or removed makes up the old one; same or added, the new.

    What differs between their equal beginnings and ends is compared by words or, where that is very
    much, by sentences, or as a whole.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    first = _equal_at_start(before, after)
    last = _equal_at_start(before[first:][::-1], after[first:][::-1])
    middle = [words[first : len(words) - last] for words in (before, after)]
    pieces = [
        _same("".join(before[:first])),
        *_compare_parts(*middle),
        _same("".join(before[len(before) - last :])),
    ]
    return tuple(piece for piece in pieces if piece.text)


def _equal_at_start(before: Sequence[str], after: Sequence[str]) -> int:
    """How many parts both begin with."""
    equal = (one == other for one, other in zip(before, after, strict=False))
    return sum(1 for _ in takewhile(bool, equal))


def _same(text: str) -> Piece:
    return Piece(Change.SAME, text)


def _compare_parts(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """The differences of two lists of parts; pieces may be empty."""
    if len(before) * len(after) > _MOST_PAIRS:
        before, after = (_SENTENCES.findall("".join(parts)) for parts in (before, after))
    if len(before) * len(after) > _MOST_PAIRS:
        before, after = ["".join(before)], ["".join(after)]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _tag, i, i_end, j, j_end in matcher.get_opcodes():
        gone, come = "".join(before[i:i_end]), "".join(after[j:j_end])
        if gone == come:
            yield _same(gone)
        else:
            yield Piece(Change.REMOVED, gone)
            yield Piece(Change.ADDED, come)


def compare_contents(old: QuestionContent, new: QuestionContent) -> list[Difference]:
    """Return what is not the same, in the order in which a question is read."""
    before, after = dict(_texts(old)), dict(_texts(new))
    places = [*before, *(place for place in after if place not in before)]
    ranks = {name: rank for rank, name in enumerate(_ORDER)}
    places.sort(key=lambda place: ranks[place[0].split("/")[1]])
    compared = ((place, before.get(place, ""), after.get(place, "")) for place in places)
    return [
        Difference(place=place, language=language, pieces=compare_words(gone, come))
        for (place, language), gone, come in compared
        if gone != come
    ]


_ORDER = ("type", "stem", "prompts", "options", "key", "explanation", "source")


def _texts(content: QuestionContent) -> Iterator[tuple[tuple[str, Language | None], str]]:
    data = arrange(content)
    yield ("/type", None), data["type"]
    yield from _localised("/stem", data["stem"])
    for number, prompt in enumerate(data.get("prompts", ())):
        yield from _localised(f"/prompts/{number}", prompt)
    for number, option in enumerate(data.get("options", ())):
        place = f"/options/{option.get('id', number)}"
        yield from _localised(f"{place}/text", option["text"])
        yield from _localised(f"{place}/feedback", option.get("feedback", {}))
    yield ("/key", None), _key_text(data.get("key", ()))
    yield from _localised("/explanation", data["explanation"])
    yield from _localised("/source", data["source"])


def _localised(
    place: str, text: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, Language | None], str]]:
    for language in Language:
        if language.value in text:
            yield (place, language), str(text[language.value])


def _key_text(key: Any) -> str:
    """The key in signs that need no language: `a, c`; `right | 对`; `7 ± 0.5`; `1 – 3`."""
    if isinstance(key, bool):
        return str(key).lower()
    return ", ".join(map(_key_part, key))


def _key_part(part: Any) -> str:
    match part:
        case str():
            return part
        case {"min": low, "max": high}:
            return f"{low} – {high}"
        case {"value": value, "tolerance": tolerance}:
            return f"{value} ± {tolerance}"
        case {"value": value}:
            return str(value)
        case _:
            return " | ".join(map(str, part))
