"""Questions as their authors write them: in the right order, which participants must not see.

An author lists the items of an ordering question as they belong, and beside each prompt of a
matching question its answer, then the answers that fit none. Such an arranged question is the JSON
of a revision without key and option ids; `scramble` gives it both, `arrange` takes them away. Other
types are written as they are stored.
"""

from collections.abc import Mapping
from dataclasses import replace
from string import ascii_lowercase
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import QuestionType
from quiz.bank.question_content import Option, QuestionContent, content_to_json
from quiz.bank.scrambling import scramble_items, scramble_pairs
from quiz.bank.types import InvalidContent, rules_of
from quiz.bank.types.base import ContentError

SCRAMBLED_TYPES = frozenset({QuestionType.ORDERING, QuestionType.MATCHING})


def arrange(content: QuestionContent) -> dict[str, Any]:
    """Return the content as its author writes it."""
    data = content_to_json(content)
    if content.type not in SCRAMBLED_TYPES:
        return data
    by_id = {option.id: option for option in content.options}
    key = cast("tuple[str, ...]", content.key)
    rest = [option for option in content.options if option.id not in key]
    data["options"] = [_written(option) for option in (*(by_id[part] for part in key), *rest)]
    del data["key"]
    return data


def scramble(data: Mapping[str, Any], *, before: QuestionContent | None = None) -> dict[str, Any]:
    """Return the content that an author has written, in the form in which it is stored.

    With `before`, the text that is being changed: the same text again gives its ids and order
    again. What the rules of a type say about the content is checked when it is stored, except what
    would be said about places that the author does not see: raises `InvalidContent` for those.
    """
    if data.get("type") not in list(SCRAMBLED_TYPES):
        return dict(data)
    if "key" in data:
        raise InvalidContent(
            [ContentError("key_unexpected", "/key", _("The order of the options is the key."))]
        )
    question_type = QuestionType(data["type"])
    _check_arranged(question_type, data)
    if before is not None and _same(arrange(before), data):
        return content_to_json(before)
    texts = [option["text"] for option in data["options"]]
    if question_type is QuestionType.ORDERING:
        options, key = scramble_items(texts)
        sources = [data["options"][key.index(option.id)] for option in options]
    else:
        pairs = len(data["prompts"])
        options, key = scramble_pairs(texts[:pairs], texts[pairs:])
        sources = [data["options"][texts.index(option.text)] for option in options]
    told = zip(options, sources, strict=True)
    return {
        **data,
        "options": [
            {"id": option.id, **_written(replace(option, feedback=source.get("feedback", {})))}
            for option, source in told
        ],
        "key": list(key),
    }


def _check_arranged(question_type: QuestionType, data: Mapping[str, Any]) -> None:
    """Check the author's list, so that every fault points into it."""
    numbered = dict(data)
    options = data.get("options")
    if isinstance(options, list):
        numbered["options"] = [_with_id(option, place) for place, option in enumerate(options)]
        ids = list(ascii_lowercase[: len(options)])
        prompts = data.get("prompts")
        pairs = len(prompts) if isinstance(prompts, list) else 0
        # Any key that is complete, and not in the order in which the options are listed.
        turned = [*ids[1:], *ids[:1]]
        numbered["key"] = turned if question_type is QuestionType.ORDERING else turned[:pairs]
        if question_type is QuestionType.MATCHING and len(options) < pairs:
            raise InvalidContent(
                [ContentError("key_incomplete", "/options", _("Each prompt needs its option."))]
            )
    if errors := rules_of(question_type).check(numbered):
        raise InvalidContent(errors)
    texts = [option["text"] for option in numbered["options"]]
    repeated = [place for place, text in enumerate(texts) if text in texts[:place]]
    if question_type is QuestionType.ORDERING and repeated:
        # Two equal items would have a right order that nobody can tell from the wrong one.
        raise InvalidContent(
            [
                ContentError("option_repeated", f"/options/{place}/text", _("It is listed twice."))
                for place in repeated
            ]
        )


def _with_id(option: object, place: int) -> object:
    known = isinstance(option, Mapping) and place < len(ascii_lowercase)
    return {**cast("Mapping[str, Any]", option), "id": ascii_lowercase[place]} if known else option


def _written(option: Option) -> dict[str, Any]:
    feedback = {"feedback": option.feedback} if option.feedback else {}
    return {"text": option.text, **feedback}


def _same(written: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    empty: dict[str, Any] = {"explanation": {}, "source": {}}
    return {**empty, **written} == {**empty, **data}
