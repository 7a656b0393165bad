"""One item of version 2.1 or 3.0."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import cast

from django.utils.translation import gettext_lazy as _

from common.text import Language, localise
from quiz.bank.accepted_numbers import AcceptedNumber, write_number
from quiz.bank.enums import QuestionType
from quiz.bank.formats.item_reports import Refused
from quiz.bank.formats.plain_questions import PlainQuestion, plain_of
from quiz.bank.formats.qti.dialects import XSI, Dialect
from quiz.bank.formats.qti.response_writing import (
    declare_feedback,
    declare_response,
    match_correct,
    match_within,
    processing_template,
    score_of_mappings,
)
from quiz.bank.formats.xml_writing import DECLARATION, Markup, element, escaped, joined
from quiz.bank.question_content import QuestionContent
from quiz.bank.types.blank import BLANK

_VERDICTS = {
    Language.CHINESE: {True: "正确", False: "错误"},
    Language.ENGLISH: {True: "True", False: "False"},
}
_MAX_TITLE_CHARACTERS = 80
_RESPONSE = {"responseIdentifier": "RESPONSE"}


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a type adds to an item."""

    declarations: Sequence[Markup]
    body: Markup
    processing: Markup


def write_item(
    dialect: Dialect, identifier: str, content: QuestionContent, language: Language
) -> bytes:
    """The whole document; raises `Refused` for a question that does not fit."""
    plain = plain_of(content, language)
    parts = _WRITERS[content.type](dialect, plain, content, language)
    item = dialect.tag(
        "assessmentItem",
        joined(
            "",
            *parts.declarations,
            *declare_feedback(dialect, has_explanation=bool(plain.explanation)),
            dialect.tag("itemBody", parts.body),
            parts.processing,
            _explanation(dialect, plain.explanation),
        ),
        Markup("\n"),
        attributes={
            "xmlns": dialect.namespace,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{dialect.namespace} {dialect.schema}",
            "identifier": identifier,
            "title": _title(plain.stem),
            "xml:lang": language.value,
            "adaptive": "false",
            "timeDependent": "false",
            "toolName": "Wangan",
        },
    )
    return (DECLARATION + item + "\n").encode()


def _title(stem: str) -> str:
    words = " ".join(stem.split())
    return words if len(words) <= _MAX_TITLE_CHARACTERS else f"{words[:_MAX_TITLE_CHARACTERS]}…"


def _explanation(dialect: Dialect, text: str) -> Markup:
    if not text:
        return Markup("")
    paragraph = element("p", _text(text))
    return dialect.tag(
        "modalFeedback",
        dialect.tag("contentBody", paragraph) if dialect.is_kebab else paragraph,
        attributes={
            "outcomeIdentifier": "EXPLANATION",
            "identifier": "explanation",
            "showHide": "show",
        },
    )


def _text(text: str) -> Markup:
    """A text whose lines are kept, empty ones too."""
    return Markup("<br/>".join(escaped(line) for line in text.split("\n")))


def _choice(
    dialect: Dialect, plain: PlainQuestion, content: QuestionContent, language: Language
) -> _Parts:
    several = plain.type is QuestionType.MULTIPLE
    cardinality = "multiple" if several else "single"
    right = [
        letter for letter, o in zip(ascii_uppercase, plain.options, strict=False) if o.is_right
    ]
    has_feedback = any(option.feedback for option in plain.options)
    choices = []
    for letter, option in zip(ascii_uppercase, plain.options, strict=False):
        feedback = Markup("")
        if option.feedback:
            feedback = dialect.tag(
                "feedbackInline",
                _text(option.feedback),
                attributes={
                    "outcomeIdentifier": "FEEDBACK",
                    "identifier": letter,
                    "showHide": "show",
                },
            )
        choices.append((letter, _text(option.text), feedback))
    declarations = [declare_response(dialect, "RESPONSE", cardinality, "identifier", right)]
    if has_feedback:
        attributes = {
            "identifier": "FEEDBACK",
            "cardinality": cardinality,
            "baseType": "identifier",
        }
        declarations.append(dialect.tag("outcomeDeclaration", attributes=attributes))
    processing = (
        match_correct(dialect, shows_feedback=True)
        if has_feedback
        else processing_template(dialect, "match_correct")
    )
    return _Parts(
        declarations,
        _choice_interaction(dialect, plain.stem, choices, at_most="0" if several else "1"),
        processing,
    )


def _choice_interaction(
    dialect: Dialect,
    stem: str,
    choices: Sequence[tuple[str, Markup, Markup]],
    *,
    at_most: str,
    shuffle: str = "true",
) -> Markup:
    return dialect.tag(
        "choiceInteraction",
        dialect.tag("prompt", _text(stem)),
        *(
            dialect.tag("simpleChoice", text, feedback, attributes={"identifier": identifier})
            for identifier, text, feedback in choices
        ),
        attributes=_RESPONSE | {"shuffle": shuffle, "maxChoices": at_most},
    )


def _verdict(
    dialect: Dialect, plain: PlainQuestion, content: QuestionContent, language: Language
) -> _Parts:
    words = _VERDICTS[language]
    choices = [
        ("true" if verdict else "false", escaped(words[verdict]), Markup(""))
        for verdict in (True, False)
    ]
    right = ["true" if plain.verdict else "false"]
    return _Parts(
        [declare_response(dialect, "RESPONSE", "single", "identifier", right)],
        _choice_interaction(dialect, plain.stem, choices, at_most="1", shuffle="false"),
        processing_template(dialect, "match_correct"),
    )


def _order(
    dialect: Dialect, plain: PlainQuestion, content: QuestionContent, language: Language
) -> _Parts:
    letters = dict(zip(content.option_ids, ascii_uppercase, strict=False))
    right = [letters[part] for part in cast("tuple[str, ...]", content.key)]
    choices = [
        dialect.tag(
            "simpleChoice",
            _text(localise(option.text, language)),
            attributes={"identifier": letters[option.id]},
        )
        for option in content.options
    ]
    return _Parts(
        [declare_response(dialect, "RESPONSE", "ordered", "identifier", right)],
        dialect.tag(
            "orderInteraction",
            dialect.tag("prompt", _text(plain.stem)),
            *choices,
            attributes=_RESPONSE | {"shuffle": "true"},
        ),
        processing_template(dialect, "match_correct"),
    )


def _match(
    dialect: Dialect, plain: PlainQuestion, content: QuestionContent, language: Language
) -> _Parts:
    letters = dict(zip(content.option_ids, ascii_uppercase, strict=False))
    key = cast("tuple[str, ...]", content.key)
    prompts = [(f"P{n}", prompt) for n, (prompt, _answer) in enumerate(plain.pairs, start=1)]
    options = [(letters[o.id], localise(o.text, language)) for o in content.options]
    right = [f"{name} {letters[part]}" for (name, _), part in zip(prompts, key, strict=True)]
    sets = [
        dialect.tag(
            "simpleMatchSet",
            *(
                dialect.tag(
                    "simpleAssociableChoice",
                    _text(text),
                    attributes={"identifier": name, "matchMax": at_most},
                )
                for name, text in listed
            ),
        )
        for listed, at_most in ((prompts, "1"), (options, "0"))
    ]
    return _Parts(
        [declare_response(dialect, "RESPONSE", "multiple", "directedPair", right)],
        dialect.tag(
            "matchInteraction",
            dialect.tag("prompt", _text(plain.stem)),
            *sets,
            attributes=_RESPONSE | {"shuffle": "true", "maxAssociations": str(len(prompts))},
        ),
        processing_template(dialect, "match_correct"),
    )


def _blanks(
    dialect: Dialect, plain: PlainQuestion, content: QuestionContent, language: Language
) -> _Parts:
    single = len(plain.blanks) == 1
    names = ["RESPONSE"] if single else [f"RESPONSE{n + 1}" for n in range(len(plain.blanks))]
    declarations = [
        declare_response(
            dialect, name, "single", "string", list(blank[:1]), mapped=dict.fromkeys(blank, "1")
        )
        for name, blank in zip(names, plain.blanks, strict=True)
    ]
    texts = [_text(text) for text in BLANK.split(plain.stem)]
    body = texts[0]
    for name, text in zip(names, texts[1:], strict=True):
        body = Markup(body + _entry(dialect, name) + text)
    processing = (
        processing_template(dialect, "map_response")
        if single
        else score_of_mappings(dialect, names)
    )
    return _Parts(declarations, element("p", body), processing)


def _entry(dialect: Dialect, name: str) -> Markup:
    return dialect.tag("textEntryInteraction", attributes={"responseIdentifier": name})


def _number(
    dialect: Dialect, plain: PlainQuestion, content: QuestionContent, language: Language
) -> _Parts:
    numbers = cast("tuple[AcceptedNumber, ...]", content.key)
    values = [write_number(n.value) for n in numbers if n.value is not None]
    tolerance = numbers[0].tolerance
    if len(values) < len(numbers) or (len(numbers) > 1 and any(n.tolerance for n in numbers)):
        raise Refused(
            "numbers_not_writable",
            _("Ranges, and several numbers with tolerances, cannot be written in QTI."),
        )
    if len(numbers) > 1:
        mapped = dict.fromkeys(values, "1")
        processing = processing_template(dialect, "map_response")
    else:
        mapped = {}
        processing = (
            match_within(dialect, write_number(tolerance))
            if tolerance
            else processing_template(dialect, "match_correct")
        )
    before, found, after = _split_at_blank(plain.stem)
    body = [element("p", before, _entry(dialect, "RESPONSE") if found else "", after)]
    if not found:
        body.append(element("p", _entry(dialect, "RESPONSE")))
    return _Parts(
        [declare_response(dialect, "RESPONSE", "single", "float", values[:1], mapped=mapped)],
        joined(*body),
        processing,
    )


def _split_at_blank(stem: str) -> tuple[Markup, bool, Markup]:
    blank = BLANK.search(stem)
    if blank is None:
        return _text(stem), False, Markup("")
    return _text(stem[: blank.start()]), True, _text(stem[blank.end() :])


_Writer = Callable[[Dialect, PlainQuestion, QuestionContent, Language], _Parts]
_WRITERS: Mapping[QuestionType, _Writer] = {
    QuestionType.SINGLE: _choice,
    QuestionType.MULTIPLE: _choice,
    QuestionType.TRUE_FALSE: _verdict,
    QuestionType.BLANK: _blanks,
    QuestionType.NUMERIC: _number,
    QuestionType.ORDERING: _order,
    QuestionType.MATCHING: _match,
}
