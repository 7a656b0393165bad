"""Making a question of what was found in a text."""

import re
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from common.text import Language
from quiz.bank.enums import Difficulty, QuestionType
from quiz.bank.formats.drafts import Draft
from quiz.bank.formats.languages import language_in, text_in
from quiz.bank.formats.spreadsheets.answers import (
    UnclearCell,
    read_judgement,
    read_numbers,
    read_order,
)
from quiz.bank.formats.spreadsheets.conventions import Scale, read_difficulty
from quiz.bank.formats.spreadsheets.kinds import count_blanks, read_type, with_blanks
from quiz.bank.formats.spreadsheets.vocabulary import read_verdict
from quiz.bank.formats.word_text.items import MAX_SIZE, Item
from quiz.bank.formats.word_text.keys import (
    blank_answers,
    choice_answer,
    choice_in_stem,
    verdict_in_stem,
)
from quiz.bank.formats.word_text.marks import Mark, plain_form, type_before
from quiz.bank.question_content import QuestionContent

_LONGEST_ANSWER = 2_000
_CHOICES = (QuestionType.SINGLE, QuestionType.MULTIPLE)
_WITH_OPTIONS = (*_CHOICES, QuestionType.ORDERING)


def build_content(item: Item, language: Language | None) -> QuestionContent:
    """The question; raises `UnclearCell` or `InvalidContent`."""
    if item.size > MAX_SIZE:
        raise UnclearCell("question_too_long", _("The question is too long."))
    stem = "\n".join(item.stem).strip()
    kind, is_open = item.section.type, item.section.is_open
    if named := type_before(plain_form(stem)):
        kind, is_open, stem = named[0].type, named[0].is_open, stem[named[1] :]
    if Mark.TYPE in item.marked:
        kind, is_open = read_type(item.marked[Mark.TYPE]), False
    if is_open:
        raise UnclearCell(
            "type_unsupported", _("Questions that a person must mark cannot be imported.")
        )
    answer = "\n".join(item.answer or ()).strip()
    if len(answer) > _LONGEST_ANSWER:
        raise UnclearCell("answer_too_long", _("The answer is too long."))
    draft = _draft_of(item, kind, stem, answer)
    draft.explanation = "\n".join(item.explanation)
    told = language or language_in(*item.texts())
    content = draft.build(told)
    source = text_in(told, item.marked.get(Mark.SOURCE, ""))
    return replace(content, source=source) if source else content


def difficulty_of(item: Item) -> Difficulty | None:
    """The difficulty, in words, stars, or a number to 5; a share of right answers under 1."""
    text = item.marked.get(Mark.DIFFICULTY, "").strip(" 。.;；")
    scale = Scale.SHARE if "." in plain_form(text) else Scale.FIVE
    return read_difficulty(text, scale) if text else None


def points_of(item: Item) -> tuple[list[str], list[str]]:
    """The knowledge point, at most one, and the tags: further points, and what is called a tag."""
    points = _parts(item.marked.get(Mark.POINTS, ""))
    return points[:1], [*_parts(item.marked.get(Mark.TAGS, "")), *points[1:]]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split("[,，;；、]", text.strip("。 ")) if part.strip()]


def _draft_of(item: Item, kind: QuestionType | None, stem: str, answer: str) -> Draft:
    if not item.options:
        return _written(kind, stem, answer)
    if "".join(item.letters) != "".join(
        chr(ord("A") + place) for place in range(len(item.letters))
    ):
        raise UnclearCell("option_letters", _("The options must be lettered A, B, C and so on."))
    verdicts = [read_verdict(option) for option in item.options]
    if sorted(map(str, verdicts)) == ["False", "True"] and kind not in _CHOICES:
        return _judged(stem, answer, item.options)
    if kind is QuestionType.ORDERING:
        return _ordered(stem, answer, item.options)
    return _choice(kind, stem, answer, item.options)


def _choice(kind: QuestionType | None, stem: str, answer: str, options: list[str]) -> Draft:
    places = choice_answer(answer, options) if answer else None
    if found := choice_in_stem(stem, len(options)):
        # Whatever the answer line says, the stem must not give the answer away.
        stem, in_stem = found
        if places is not None and places != in_stem:
            raise UnclearCell(
                "answers_differ", _("The answer in brackets and the one below are different.")
            )
        places = in_stem
    if places is None:
        raise _without_answer()
    if kind not in _CHOICES:
        kind = QuestionType.MULTIPLE if len(places) > 1 else QuestionType.SINGLE
    return Draft(type=kind, stem=stem, options=options, key=places)


def _ordered(stem: str, answer: str, options: list[str]) -> Draft:
    if not answer:
        raise _without_answer()
    order = read_order(answer, len(options))
    if len(order) != len(options):
        raise UnclearCell("key_incomplete", _("The right order names every item once."))
    return Draft(type=QuestionType.ORDERING, stem=stem, options=[options[place] for place in order])


def _judged(stem: str, answer: str, options: list[str]) -> Draft:
    verdict = read_judgement(answer, options) if answer else None
    if found := choice_in_stem(stem, len(options)):
        stem, places = found
        in_stem = read_verdict(options[places[0]])
    elif shown := verdict_in_stem(stem):
        stem, in_stem = shown
    else:
        in_stem = None
    if verdict is not None and in_stem is not None and verdict is not in_stem:
        raise UnclearCell(
            "answers_differ", _("The answer in brackets and the one below are different.")
        )
    found_verdict = verdict if verdict is not None else in_stem
    if found_verdict is None:
        raise _without_answer()
    return Draft(type=QuestionType.TRUE_FALSE, stem=stem, key=found_verdict)


def _written(kind: QuestionType | None, stem: str, answer: str) -> Draft:
    """A question without options: one to judge, or one to write words or a number."""
    if kind is QuestionType.MATCHING:
        raise UnclearCell(
            "type_unsupported_here", _("Matching questions cannot be read from a text.")
        )
    if kind in _WITH_OPTIONS:
        raise UnclearCell("options_missing", _("The question has no options A, B and so on."))
    blanks = count_blanks({"zh-Hans": stem})
    is_word = read_verdict(answer) is not None and "__" not in stem
    judged = (not answer and verdict_in_stem(stem) is not None) or (answer and is_word)
    if kind is QuestionType.TRUE_FALSE or (kind is None and judged):
        draft = _judged(stem, answer, [])
        draft.stem = re.sub(r"\s*[(（]\s*[)）]\s*([。.]?)$", r"\1", draft.stem)
        return draft
    if not answer:
        raise _without_answer()
    if kind is QuestionType.NUMERIC:
        numbers = [number.to_json() for number in read_numbers(answer)]
        return Draft(type=QuestionType.NUMERIC, stem=stem, key=numbers)
    key = blank_answers(answer, blanks)
    written, _added = with_blanks({"zh-Hans": stem}, len(key))
    return Draft(type=QuestionType.BLANK, stem=written.get("zh-Hans", ""), key=key)


def _without_answer() -> UnclearCell:
    return UnclearCell("answer_missing", _("The question has no answer."))
