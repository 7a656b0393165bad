"""Turning the HTML and Markdown of other systems into the plain text that our questions hold.

Plain text cannot carry a script, looks the same everywhere, and can be compared. Lines, list items
and table cells are kept apart; what cannot be kept (pictures, links' addresses, media) is named, so
that a reader can report it.
"""

import re
from dataclasses import dataclass
from html import unescape

from markdown_it import MarkdownIt

_BLOCKS = {
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
_HIDDEN = {"script", "style", "template", "noscript", "head", "title"}
_LOST = {
    "img": "picture", "svg": "picture", "picture": "picture", "audio": "media", "video": "media",
    "iframe": "media", "object": "media", "embed": "media", "math": "formula",
}  # fmt: skip
_RAW = {"script", "style"}
_TAG_NAME = re.compile(r"/?[a-zA-Z][^\s/>]*")
_TAG_STOP = re.compile("[>\"']")
_ADDRESS = re.compile(r"\bhref\s*=\s*[\"']?[^\s\"'>]", re.IGNORECASE)
# `unescape` makes a number of all its digits, and Python refuses to read very long ones.
_LONG_REFERENCE = re.compile(r"&(?=#[xX]?[0-9a-fA-F]{9})")

MAX_MARKDOWN_CHARACTERS, MAX_MARKDOWN_BRACKETS = 20_000, 500
"""Markdown beyond either is taken as it is written: trying every bracket costs their square."""
_MARKED_DOWN = re.compile(r"[\\`*_\[\]<>#&|~=\n]|^\s*(?:[-+]|\d+[.)])|^ {4}|^\t")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The text, and what of the source it could not keep: `picture`, `media`, `formula`, `link`."""

    text: str
    lost: frozenset[str] = frozenset()


def plain_from_html(source: str) -> PlainText:
    """The text that a reader of the HTML would see, one line a block.

    Never raises, and takes time in proportion to the source, whatever is broken in it.
    """
    collector = _Collector()
    _scan(source, collector)
    return PlainText(tidy_lines("".join(collector.parts)), frozenset(collector.lost))


def plain_from_markdown(source: str) -> PlainText:
    """The text that a reader of the Markdown would see; HTML in it is shown as it is written."""
    if (
        not _MARKED_DOWN.search(source)
        or len(source) > MAX_MARKDOWN_CHARACTERS
        or source.count("[") > MAX_MARKDOWN_BRACKETS
    ):
        return PlainText(tidy_lines(source))
    return plain_from_html(_MARKDOWN.render(source))


def tidy_lines(text: str) -> str:
    """One kind of line end, no spaces at the ends, single empty lines, none around."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    lines = (re.sub(r"[ \t\f\v]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Collector:
    """Collects text; HTML's own white space means one space, its blocks begin lines."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lost: set[str] = set()
        self._hidden = 0
        self._preformatted = 0

    def start(self, tag: str, attributes: str) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self._write(" ")
        elif tag in _BLOCKS:
            self._begin_line()
        if tag == "pre":
            self._preformatted += 1
        if tag in _LOST:
            self.lost.add(_LOST[tag])
        elif tag == "a" and _ADDRESS.search(attributes):
            self.lost.add("link")

    def end(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self._begin_line()
        if tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)

    def text(self, source: str) -> None:
        data = unescape(_LONG_REFERENCE.sub("&amp;", source))
        if not self._preformatted:
            data = re.sub(r"[ \t\n\r\f]+", " ", data)
            if not self.parts or self.parts[-1].endswith("\n"):
                data = data.lstrip()
        self._write(data)

    def _write(self, text: str) -> None:
        if text and not self._hidden:
            self.parts.append(text)

    def _begin_line(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")


def _scan(source: str, collector: _Collector) -> None:
    """Tell text and tags apart as browsers do, except that what never ends is text.

    The parser of the standard library raises on `<![x`, and searches to the end of the source again
    for each tag or comment that has no end.
    """
    last_end, last_comment_end = source.rfind(">"), source.rfind("-->")
    start = at = 0
    while 0 <= (at := source.find("<", at)) < last_end:
        if source.startswith("<!--", at):
            end = source.find("-->", at + 4) + 3 if at + 4 <= last_comment_end else 0
        elif source.startswith(("<!", "<?"), at):
            end = source.find(">", at) + 1
        elif name := _TAG_NAME.match(source, at + 1):
            end = _tag_end(source, name.end())
        else:
            end = 0
        if not end:
            at += 1
            continue
        if at > start:
            collector.text(source[start:at])
        if not source.startswith(("<!", "<?"), at):
            end = _tag(source, at, end, collector)
        start = at = end
    if start < len(source):
        collector.text(source[start:])


def _tag(source: str, at: int, end: int, collector: _Collector) -> int:
    """Collect the tag, and return where what is hidden in it, or else the tag, ends."""
    name = _TAG_NAME.match(source, at + 1)
    tag = name.group().lower() if name else ""
    if tag.startswith("/"):
        collector.end(tag[1:])
    elif tag in _RAW:
        close = re.compile(f"</{tag}", re.IGNORECASE).search(source, end)
        return _tag_end(source, close.end()) or len(source) if close else len(source)
    else:
        collector.start(tag, source[name.end() if name else at : end])
    return end


def _tag_end(source: str, at: int) -> int:
    """Where the tag ends whose attributes begin here, quotes heeded; 0 when it never does."""
    while stop := _TAG_STOP.search(source, at):
        if stop.group() == ">":
            return stop.end()
        closing = source.find(stop.group(), stop.end()) if _is_value(source, stop.start()) else -1
        at = closing + 1 if closing >= 0 else stop.end()
    return 0


def _is_value(source: str, quote: int) -> bool:
    """Whether a quote begins the value of an attribute, and is no apostrophe."""
    before = quote - 1
    while source[before].isspace():
        before -= 1
    return source[before] == "="
