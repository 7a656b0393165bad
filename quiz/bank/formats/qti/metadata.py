"""What a manifest says about an item, in learning object metadata (IEEE 1484.12.1, IMS LRM 1.2).

Topics are a `taxonPath` in a classification whose purpose is `discipline`, tags are keywords, the
source is a resource that the item is based on, and an identifier in our catalogue is the external
id, which the item's own cannot always be.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from common.text import Language, LocalisedText
from quiz.bank.enums import Difficulty
from quiz.bank.formats.base import ParsedTopic
from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.languages import language_in, text_in
from quiz.bank.formats.topic_slugs import is_topic_slug, slug_of_names
from quiz.bank.limits import MAX_TOPIC_DEPTH
from quiz.bank.types.base import MAX_TEXT_CHARACTERS

CATALOGUE = "wangan"
_MAX_NAME_CHARACTERS = 200

DIFFICULTIES: Mapping[Difficulty, str] = {
    Difficulty.EASY: "easy",
    Difficulty.MEDIUM: "medium",
    Difficulty.HARD: "difficult",
}
_READ_DIFFICULTIES = {name: value for value, name in DIFFICULTIES.items()} | {
    "very easy": Difficulty.EASY,
    "very difficult": Difficulty.HARD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is said of one item.

    `external_id` is None where our catalogue says nothing, and empty where it says that the
    question has none.
    """

    external_id: str | None = None
    topic: tuple[ParsedTopic, ...] = ()
    difficulty: Difficulty | None = None
    tags: tuple[str, ...] = ()
    language: Language | None = None
    source: LocalisedText = field(default_factory=LocalisedText)


def language_named(code: str) -> Language | None:
    """Our language of a code such as `zh-CN` or `en-GB`; None for others."""
    primary = code.strip().lower().partition("-")[0]
    return {"zh": Language.CHINESE, "en": Language.ENGLISH}.get(primary)


def read_metadata(resource: Element) -> Metadata:
    """What the metadata of a resource say."""
    lom = next(resource.within("lom"), None)
    if lom is None:
        return Metadata()
    general = lom.first("general")
    keywords = [] if general is None else [_string(k) for k in general.elements("keyword")]
    return Metadata(
        external_id=_external_id(general),
        topic=_topic(lom),
        difficulty=_READ_DIFFICULTIES.get(_value(lom.first("educational", "difficulty"))),
        tags=tuple(filter(None, keywords)),
        language=language_named(_string(lom.first("general", "language"))),
        source=_source(lom),
    )


def _external_id(general: Element | None) -> str | None:
    for identifier in general.elements("identifier") if general is not None else ():
        if _string(identifier.first("catalog")) == CATALOGUE:
            entry = identifier.first("entry")
            return entry.full_text.strip() if entry is not None else ""
    return None


def _source(lom: Element) -> LocalisedText:
    for relation in lom.elements("relation"):
        if _value(relation.first("kind")) == "isbasedon":
            return _localised(relation.first("resource", "description"), MAX_TEXT_CHARACTERS)
    return LocalisedText()


def _topic(lom: Element) -> tuple[ParsedTopic, ...]:
    for classification in lom.elements("classification"):
        path = classification.first("taxonPath") or classification.first("taxonpath")
        if _value(classification.first("purpose")) == "discipline" and path is not None:
            return tuple(_topics(path))
    return ()


def _topics(path: Element) -> Iterator[ParsedTopic]:
    names: list[str] = []
    for taxon in list(path.elements("taxon"))[:MAX_TOPIC_DEPTH]:
        name = _localised(taxon.first("entry"))
        if not name:
            continue
        names.append(next(str(text) for text in name.values()))
        slug = _string(taxon.first("id"))
        yield ParsedTopic(slug if is_topic_slug(slug) else slug_of_names(names), name)


def _localised(entry: Element | None, at_most: int = _MAX_NAME_CHARACTERS) -> LocalisedText:
    found = LocalisedText()
    strings = list(entry.elements("string", "langstring")) if entry is not None else []
    for string in strings:
        text = " ".join(string.full_text.split())[:at_most]
        language = language_named(string.get("language") or string.get("lang"))
        found |= text_in(language or language_in(text), text)
    return found


def _string(element: Element | None) -> str:
    return " ".join(element.full_text.split()) if element is not None else ""


def _value(element: Element | None) -> str:
    """The value of a vocabulary, whose source stands beside it."""
    value = element.first("value") if element is not None else None
    return _string(value).lower()
