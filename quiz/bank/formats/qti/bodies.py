"""The text of an item's body, in which interactions stand."""

from collections.abc import Callable
from html import escape

from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import ItemReport
from quiz.bank.formats.plain_text import plain_from_html

Replacement = Callable[[Element], str | None]

# Shown only on conditions that are ours to judge, not to show.
_CONDITIONAL = {"feedbackInline", "feedbackBlock", "templateInline", "templateBlock", "rubricBlock"}


def html_of(element: Element, replace: Replacement = lambda _element: None) -> str:
    """What an element holds as HTML; `replace` gives the HTML of an element, or None."""
    parts = []
    for part in element.content:
        if isinstance(part, str):
            parts.append(escape(part, quote=False))
            continue
        replaced = replace(part)
        if replaced is not None:
            parts.append(replaced)
        elif part.name not in _CONDITIONAL:
            parts.append(_tagged(part, html_of(part, replace)))
    return "".join(parts)


def text_of(
    element: Element | None, report: ItemReport, replace: Replacement = lambda _element: None
) -> str:
    """The plain text of an element, what it loses reported."""
    if element is None:
        return ""
    return report.text_of(plain_from_html(html_of(element, replace)))


def _tagged(element: Element, inside: str) -> str:
    name = escape(element.name)
    if name in {"br", "hr", "img"}:
        return f"<{name}>"
    link = ' href="#"' if name == "a" and element.get("href") else ""
    return f"<{name}{link}>{inside}</{name}>"
