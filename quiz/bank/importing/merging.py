"""What a question becomes when a file says something about it.

What the file says is taken; what it does not say stays: another language, an explanation, a
source. Option ids stay with their options. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from common.text import Language, LocalisedText
from quiz.bank.enums import QuestionType
from quiz.bank.formats.languages import language_in
from quiz.bank.question_content import Key, Option, QuestionContent, content_to_json
from quiz.bank.types import InvalidContent, parse_content


class StructureDiffers(ValueError):
    """The file lacks a language that the question has, and is not built like the question.

    The texts of that language would then belong to nothing.
    """

    def __init__(self, languages: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(languages)))
        self.languages = languages


@dataclass(frozen=True, slots=True)
class Merged:
    """The content afterwards, and whether texts in a language that the file lacks were kept."""

    content: QuestionContent
    kept: frozenset[str]


def merge_content(known: QuestionContent, given: QuestionContent) -> Merged:
    """The question as it is, with what a file says about it.

    Raises `StructureDiffers`, and `InvalidContent` where the two together break the type's rules.
    """
    if given == known:
        return Merged(known, frozenset())
    missing = frozenset(known.stem) - frozenset(given.stem)
    around: dict[str, Any] = {
        "stem": _overlay(known.stem, given.stem) if missing else given.stem,
        "explanation": _overlay(known.explanation, given.explanation),
        "source": _overlay(known.source, given.source),
    }
    if not _built_alike(known, given):
        if missing:
            raise StructureDiffers(missing)
        return Merged(replace(given, **around), missing)
    for parts in _answers(known, given, missing):
        merged = replace(given, **around, **parts)
        try:
            return Merged(parse_content(content_to_json(merged)), missing)
        except InvalidContent as invalid:
            refused = invalid
    raise refused


def changed_parts(before: QuestionContent, after: QuestionContent) -> tuple[str, ...]:
    """The names of the parts that differ, in the order in which a question is written."""
    one, other = content_to_json(before), content_to_json(after)
    names = ("type", "stem", "prompts", "options", "key", "explanation", "source")
    return tuple(name for name in names if one.get(name) != other.get(name))


def says_the_same(known: QuestionContent, given: QuestionContent) -> bool:
    """Whether a file that says this would change nothing."""
    try:
        return not changed_parts(known, merge_content(known, given).content)
    except (StructureDiffers, InvalidContent):
        return False


def _built_alike(known: QuestionContent, given: QuestionContent) -> bool:
    return _build(known) == _build(given)


def _build(content: QuestionContent) -> tuple[object, ...]:
    blanks = len(_spellings(content.key)) if content.type is QuestionType.BLANK else 0
    return content.type, len(content.options), len(content.prompts), blanks


def _answers(
    known: QuestionContent, given: QuestionContent, missing: frozenset[str]
) -> Iterator[dict[str, Any]]:
    """Prompts, options and key, as one would have them; then with the file's own ids."""
    if given.type is QuestionType.BLANK:
        yield {"key": _merged_spellings(known.key, given.key, missing)}
        return
    partner = _partners(known, given)
    options = tuple(
        Option(known_option.id, *_texts(known_option, option))
        for option in given.options
        for known_option in (partner[option.id],)
    )
    parts: dict[str, Any] = {"prompts": _merged_prompts(known, given)}
    ids = {option.id: partner[option.id].id for option in given.options}
    key = _translated_key(given, ids)
    if given.type in (QuestionType.ORDERING, QuestionType.MATCHING):
        # Their listed order means nothing, so it stays; unless the new key would show in it.
        places = {option.id: place for place, option in enumerate(known.options)}
        kept = tuple(sorted(options, key=lambda option: places[option.id]))
        yield parts | {"options": kept, "key": key}
        own = tuple(
            Option(option.id, *_texts(partner[option.id], option)) for option in given.options
        )
        yield parts | {"options": own, "key": given.key}
        return
    if given.type is QuestionType.MULTIPLE and set(cast(tuple[str, ...], key)) == set(
        cast(tuple[str, ...], known.key)
    ):
        key = known.key
    yield parts | {"options": options, "key": key}


def _translated_key(given: QuestionContent, ids: Mapping[str, str]) -> Key:
    if not given.options:
        return given.key
    return tuple(ids[option_id] for option_id in cast(tuple[str, ...], given.key))


def _partners(known: QuestionContent, given: QuestionContent) -> dict[str, Option]:
    """The known option that each given one is: by its text, or else by its place."""
    ours, theirs = _in_meaningful_order(known), _in_meaningful_order(given)
    pairs = _pair([option.text for option in ours], [option.text for option in theirs])
    return {option.id: ours[pairs[place]] for place, option in enumerate(theirs)}


def _in_meaningful_order(content: QuestionContent) -> list[Option]:
    """Options as an author has them in mind: the right order, the answers of the prompts."""
    if content.type not in (QuestionType.ORDERING, QuestionType.MATCHING):
        return list(content.options)
    by_id = {option.id: option for option in content.options}
    ids = dict.fromkeys((*cast(tuple[str, ...], content.key), *by_id))
    return [by_id[option_id] for option_id in ids]


def _merged_prompts(known: QuestionContent, given: QuestionContent) -> tuple[LocalisedText, ...]:
    pairs = _pair(known.prompts, given.prompts)
    return tuple(
        _overlay(known.prompts[pairs[place]], text) for place, text in enumerate(given.prompts)
    )


def _pair(ours: Sequence[LocalisedText], theirs: Sequence[LocalisedText]) -> list[int]:
    """For each of theirs, the place of ours that it is: the same text, or the next one left."""
    free = dict.fromkeys(range(len(ours)))
    found: list[int | None] = []
    for text in theirs:
        same = next((place for place in free if _agree(ours[place], text)), None)
        if same is not None:
            del free[same]
        found.append(same)
    left = iter(free)
    return [next(left) if place is None else place for place in found]


def _agree(one: LocalisedText, other: LocalisedText) -> bool:
    shared = one.keys() & other.keys()
    return bool(shared) and all(one.get(name) == other.get(name) for name in shared)


def _texts(known: Option, given: Option) -> tuple[LocalisedText, LocalisedText]:
    return _overlay(known.text, given.text), _overlay(known.feedback, given.feedback)


def _overlay(known: LocalisedText, given: LocalisedText) -> LocalisedText:
    return cast(LocalisedText, {**known, **given})


def _spellings(key: Key) -> tuple[tuple[str, ...], ...]:
    return cast(tuple[tuple[str, ...], ...], key)


def _merged_spellings(known: Key, given: Key, missing: frozenset[str]) -> Key:
    """The spellings of the file, and those of a language that it lacks."""
    merged: list[tuple[str, ...]] = []
    for ours, theirs in zip(_spellings(known), _spellings(given), strict=True):
        kept = [text for text in ours if text not in theirs and language_in(text).value in missing]
        together = (*theirs, *kept)
        merged.append(ours if set(together) == set(ours) else together)
    return tuple(merged)


def languages_of(content: QuestionContent) -> list[Language]:
    """The languages a question is asked in."""
    return [language for language in Language if language.value in content.stem]
