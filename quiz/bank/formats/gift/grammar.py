"""What all of GIFT is made of: blocks, comments, escapes, weights, texts in one of four formats.

https://docs.moodle.org/en/GIFT_format; where that is silent, what Moodle's reader does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from quiz.bank.formats.plain_text import PlainText, plain_from_html, plain_from_markdown
from quiz.bank.formats.text_files import lines_of

CATEGORY = "$CATEGORY:"
BLANK = "____"
MAX_BLOCK_LINES = 5_000
"""A block is cut after so many lines, so that no file of them outweighs its own size by far."""

_ESCAPED = re.compile(r"\\([\\~=#{}:n])")
# An escaped character is held by a surrogate, which no decoded file can contain.
_HELD = 0xD800
_GIVEN_BACK = {_HELD + ord(c): c for c in r"\~=#{}:"} | {_HELD + ord("n"): "\n"}
_AS_WRITTEN = {_HELD + ord(c): f"\\{c}" for c in r"\~=#{}:n"}
_WRITTEN = {ord(c): f"\\{c}" for c in r"\~=#{}:"} | {ord("\n"): "\\n", ord("\r"): ""}
MISSING_WORD = chr(_HELD + ord("_"))
"""Stands for the blank of a missing word until the markup around it is taken off."""

_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{0,12})?)%")
_COMMENT_MARK = re.compile(r"\[(id|tag):((?:[^\]\\\n]|\\.){1,1000})\]")


def protect(source: str) -> str:
    """Take escaped characters out of the way, so that those left mean something."""
    return (
        _ESCAPED.sub(lambda found: chr(_HELD + ord(found[1])), source) if "\\" in source else source
    )


def restore(source: str) -> str:
    """Put back the characters that `protect` took out of the way, as what they are."""
    return source.translate(_GIVEN_BACK)


def unprotect(source: str) -> str:
    """The source as it was before `protect`, for what Moodle gives no escapes."""
    return source.translate(_AS_WRITTEN)


def escape(text: str) -> str:
    """The text so that GIFT reads it back unchanged, on one line."""
    return text.strip().translate(_WRITTEN)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: their text with escapes protected, and the comments among them.

    `line` is the first that is no comment. `alone` is False where a category and a question stand
    together, which Moodle would read as one.
    """

    line: int
    text: str
    comments: str = ""
    alone: bool = True


def blocks_of(source: str) -> Iterator[Block]:
    """The blocks of a file: between empty lines; a category is always a block of its own."""
    lines: list[str] = []
    comments: list[str] = []
    first, alone = 0, True
    for number, line in enumerate(lines_of(source), start=1):
        begins_category = line.startswith(CATEGORY)
        ends = begins_category or len(lines) >= MAX_BLOCK_LINES
        if lines and (not line or ends or lines[0].startswith(CATEGORY)):
            together = bool(line) and not line.startswith("//")
            if not line or together:
                yield Block(first, protect("\n".join(lines)), "\n".join(comments), alone)
                lines, comments, alone = [], [], not together
        if not line:
            comments, alone = [], True
        elif line.startswith("//"):
            comments.append(line)
        else:
            first = first if lines else number
            lines.append(line)
    if lines:
        yield Block(first, protect("\n".join(lines)), "\n".join(comments), alone)


@dataclass(frozen=True, slots=True)
class CommentMarks:
    """What comments say: `[id:…]`, of which the first counts, and `[tag:…]`."""

    external_id: str | None
    tags: tuple[str, ...]


def marks_in(comments: str) -> CommentMarks:
    """Read the marks; a bracket in one is written with a backslash before it."""
    found = [
        (mark[1], re.sub(r"\\([\\\]])", r"\1", mark[2]).strip())
        for mark in _COMMENT_MARK.finditer(comments)
    ]
    ids = [text for kind, text in found if kind == "id" and text]
    tags = dict.fromkeys(text for kind, text in found if kind == "tag" and text)
    return CommentMarks(ids[0] if ids else None, tuple(tags))


def write_mark(kind: str, text: str) -> str:
    """A mark for a comment; what breaks lines in it becomes a space."""
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace("]", "\\]")
    return f"[{kind}:{escaped}]"


def split_weight(answer: str) -> tuple[Decimal | None, str]:
    """The percentage that an answer begins with, if it does, and the rest."""
    answer = answer.strip()
    if found := _WEIGHT.match(answer):
        return Decimal(found[1]), answer[found.end() :].strip()
    return None, answer


class TextFormat(StrEnum):
    """How a text is marked up. Moodle's own is HTML whose line ends count."""

    MOODLE = "moodle"
    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"


_FORMAT_NAMES = frozenset(TextFormat)
# A bare `<` or `&` is common in what people type; only these make it HTML.
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|br|hr|b|i|u|s|em|strong|small|big|sub|sup|span|div|font|a|img|ul|ol|li|dl|dt|dd|table"
    r"|tbody|thead|tr|td|th|pre|code|blockquote|center|h[1-6]|script|style|audio|video|iframe)"
    r"(?:\s[^<>]*)?/?>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
)


def read_text(source: str, default: TextFormat) -> tuple[PlainText, TextFormat]:
    """The plain text of a part, which may begin with its format in brackets, and that format."""
    source, used = source.strip(), default
    if source.startswith("["):
        name, bracket, _ = source[1:12].partition("]")
        if bracket and name in _FORMAT_NAMES:
            used, source = TextFormat(name), source[len(name) + 2 :]
    source = restore(source)
    if used is TextFormat.HTML:
        plain = plain_from_html(source)
    elif used is TextFormat.MARKDOWN:
        plain = plain_from_markdown(source)
    elif used is TextFormat.MOODLE and _LOOKS_LIKE_HTML.search(source):
        plain = plain_from_html(_with_breaks(source))
    else:
        plain = PlainText(source.strip())
    return PlainText(plain.text.replace(MISSING_WORD, BLANK), plain.lost), used


def _with_breaks(source: str) -> str:
    """The HTML with its line ends as breaks, but for those beside a tag, as Moodle does."""
    lines = source.split("\n")
    joined = [lines[0]]
    for before, line in pairwise(lines):
        beside_tag = before.rstrip().endswith(">") or line.lstrip().startswith("<")
        joined += ["\n" if beside_tag else "<br>", line]
    return "".join(joined)
