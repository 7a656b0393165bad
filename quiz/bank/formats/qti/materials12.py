"""Texts of version 1.2: `material` with `mattext` in it, plain or HTML."""

from collections.abc import Container, Iterator

from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import ItemReport
from quiz.bank.formats.plain_text import PlainText, plain_from_html, tidy_lines
from quiz.bank.formats.qti.bodies import html_of

_LOST = {
    "matimage": "picture",
    "mataudio": "media",
    "matvideo": "media",
    "matapplet": "media",
    "matapplication": "media",
}


def material_text(element: Element, report: ItemReport, leave: Container[str] = ()) -> str:
    """All text in an element, each piece on a line, but for what is in the elements to leave."""
    return tidy_lines("\n".join(text for text in _texts(element, report, leave) if text))


def _texts(element: Element, report: ItemReport, leave: Container[str]) -> Iterator[str]:
    for part in element.elements():
        if part.name in leave:
            continue
        if part.name in {"mattext", "matemtext"}:
            yield report.text_of(_plain(part))
        elif part.name in _LOST:
            report.text_of(PlainText("", frozenset({_LOST[part.name]})))
        else:
            yield from _texts(part, report, leave)


def _plain(mattext: Element) -> PlainText:
    match mattext.get("texttype", "text/plain").lower():
        case "text/html":
            return plain_from_html(mattext.full_text)
        case "text/xhtml" | "text/xml":
            return plain_from_html(html_of(mattext))
    return PlainText(tidy_lines(mattext.full_text))
