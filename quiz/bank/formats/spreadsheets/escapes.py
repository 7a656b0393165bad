"""Several texts in one cell, and texts that a spreadsheet program or this reader would misread."""

import re
from collections.abc import Sequence

from common.spreadsheets import FORMULA_STARTS, clean_text
from quiz.bank.accepted_numbers import read_number

__all__ = [
    "clean_text",
    "escape",
    "protect_labels",
    "quote_formula",
    "split_escaped",
    "split_raw",
    "strip_labels",
    "unquote_formula",
]

_STARTS = "".join(FORMULA_STARTS)
_FORMULA = re.compile(f"'*[{re.escape(_STARTS)}]")
_QUOTED_FORMULA = re.compile(f"'+[{re.escape(_STARTS)}]")


def quote_formula(text: str) -> str:
    """Put an apostrophe before what would be a formula once the file is saved as CSV.

    Plain numbers are left alone. `unquote_formula` takes it off again.
    """
    if _FORMULA.match(text) and read_number(text) is None:
        return f"'{text}"
    return text


def unquote_formula(text: str) -> str:
    """Take off one apostrophe before what would be a formula."""
    return text[1:] if _QUOTED_FORMULA.match(text) else text


def split_escaped(text: str, separators: str, *, also: str = "") -> list[str]:
    r"""Cut a text at any of the characters, but not where a backslash stands before one.

    Parts lose the spaces around them and the backslashes before a separator, a character of `also`
    or a backslash; other backslashes stay, so that `C:\Windows` needs none added.
    """
    parts: list[str] = []
    part, place = "", 0
    while place < len(text):
        character, following = text[place], text[place + 1 : place + 2]
        if character == "\\" and following and following in f"{separators}{also}\\":
            part += following
            place += 1
        elif character in separators:
            parts.append(part.strip())
            part = ""
        else:
            part += character
        place += 1
    return [*parts, part.strip()]


def split_raw(text: str, separators: str) -> list[str]:
    """Cut as `split_escaped` does, but keep the backslashes for cutting once more."""
    parts, start, place = [], 0, 0
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] in separators:
            parts.append(text[start:place])
            start = place + 1
        place += 1
    return [*parts, text[start:]]


def escape(text: str, separators: str) -> str:
    r"""Put a backslash before each of the characters, and before each backslash."""
    return re.sub(f"[{re.escape(separators)}\\\\]", r"\\\g<0>", text)


def strip_labels(texts: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Take `A.`, `A、`, `(A)` and the like off texts that begin with their own label.

    Only where two texts or more do: `A.I. helps` may well be an option's whole text.
    """
    stripped = [_without_label(text, label) for text, label in zip(texts, labels, strict=True)]
    labelled = sum(a != b for a, b in zip(texts, stripped, strict=True))
    return stripped if labelled >= _MIN_LABELLED else list(texts)


def protect_labels(texts: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Label the texts where `strip_labels` would otherwise take something off them."""
    if strip_labels(texts, labels) == list(texts):
        return list(texts)
    return [f"{label}. {text}" for text, label in zip(texts, labels, strict=True)]


_MIN_LABELLED = 2
_LABEL = re.compile(r"[(（【\[]?\s*([A-Za-zＡ-Ｚａ-ｚ]|\d{1,2})\s*[.．、:：)）】\]]\s*")


def _without_label(text: str, label: str) -> str:
    match = _LABEL.match(text)
    if match is None:
        return text
    written = match[1]
    if "Ａ" <= written <= "ｚ":
        written = chr(ord(written) - 0xFEE0)
    return text[match.end() :] if written.upper() == label else text
