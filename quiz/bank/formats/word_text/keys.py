"""What the answer of a question means, and answers that stand in the brackets of its stem."""

import re
from collections.abc import Sequence

from quiz.bank.formats.spreadsheets.answers import UnclearCell, read_blanks, read_choice
from quiz.bank.formats.spreadsheets.vocabulary import read_verdict
from quiz.bank.formats.word_text.marks import plain_form

_IN_BRACKETS = re.compile(r"\(\s*([A-Za-z](?:[\s,、;]{0,3}[A-Za-z]){0,25})\s*\)")
_VERDICT_IN_BRACKETS = re.compile(r"\(\s*([^\s()]{1,5})\s*\)")
_LEADING_LETTERS = re.compile(r"([A-Z](?:[\s,、;]{0,3}[A-Z])*)(?![A-Za-z])\s*[.、:)\s]")
_LABEL = re.compile(r"\(?([a-h]|[1-9])\)|([①-⑨])", re.IGNORECASE)
_MOST_BRACKETS = 20
EMPTY_BRACKETS = "（　）"


def choice_in_stem(stem: str, count: int) -> tuple[str, list[int]] | None:
    """The stem with its bracket emptied, and the options that the last bracket of letters names.

    `（MFA）` names none: it holds letters that are no options, or one of them twice.
    """
    for found in reversed(list(_IN_BRACKETS.finditer(plain_form(stem)))[-_MOST_BRACKETS:]):
        try:
            places = read_choice(found[1], count)
        except UnclearCell:
            continue
        return _emptied(stem, found), places
    return None


def verdict_in_stem(stem: str) -> tuple[str, bool] | None:
    """The stem without its bracket, and the verdict in it, at its beginning or its end."""
    plain = plain_form(stem)
    end = len(plain.rstrip(" .。"))
    for found in _VERDICT_IN_BRACKETS.finditer(plain):
        at_an_end = found.start() == 0 or found.end() >= end
        verdict = read_verdict(found[1]) if at_an_end else None
        if verdict is not None:
            rest = f"{stem[: found.start()]}{stem[found.end() :]}"
            return rest.strip(), verdict
    return None


def choice_answer(answer: str, options: Sequence[str]) -> list[int]:
    """The options that an answer names: `AB`, `B. 拨打电话`, or the text of one.

    Raises `UnclearCell`.
    """
    try:
        return read_choice(answer, len(options))
    except UnclearCell as unclear:
        if unclear.code != "answer_unclear":
            raise
        if answer in options:
            return [list(options).index(answer)]
        if leading := _LEADING_LETTERS.match(plain_form(answer)):
            return read_choice(leading[1], len(options))
        raise


def blank_answers(answer: str, blanks: int) -> list[list[str]]:
    """The spellings of each blank.

    Blanks are labelled (a)(b), (1)(2) or ①②, or parted by `|`, `;`, lines, `、`, `,` or spaces,
    whichever first gives as many as there are; `;` parts the spellings of one.
    """
    labels = list(_LABEL.finditer(plain_form(answer)))
    if labels and labels[0].start() == 0 and (blanks <= 1 or len(labels) == blanks):
        ends = [*(label.start() for label in labels[1:]), len(answer)]
        parts = [
            answer[label.end() : end].strip(" 　;；,，、\n")
            for label, end in zip(labels, ends, strict=True)
        ]
        return [read_blanks(part, 1)[0][0] for part in parts]
    found, _ = read_blanks(answer, blanks)
    if blanks > 1 and len(found) == 1:
        for signs in ("\n", "、", ",，", r"\s"):
            parts = [part.strip() for part in re.split(f"[{signs}]+", answer) if part.strip()]
            if len(parts) == blanks:
                return [[part] for part in parts]
    return found


def _emptied(stem: str, found: re.Match[str]) -> str:
    return f"{stem[: found.start()]}{EMPTY_BRACKETS}{stem[found.end() :]}"
