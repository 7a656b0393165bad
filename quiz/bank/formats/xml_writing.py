"""Writing XML as text."""

import re
from collections.abc import Mapping
from html import escape

from quiz.bank.formats.guarded_xml import drop_unwritable

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MARKUP = re.compile("[<>&\n]")


class Markup(str):
    """A string that is XML already."""

    __slots__ = ()


def element(name: str, *content: str, attributes: Mapping[str, str] | None = None) -> Markup:
    """An element; what is not `Markup` is escaped, and loses the characters no XML can hold."""
    written = "".join(
        f' {key}="{escape(drop_unwritable(value))}"' for key, value in (attributes or {}).items()
    )
    inside = "".join(part if isinstance(part, Markup) else escaped(part) for part in content)
    return Markup(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def escaped(text: str) -> Markup:
    """A text as XML."""
    return Markup(escape(drop_unwritable(text), quote=False).replace("\r", "&#13;"))


def cdata(text: str) -> Markup:
    """A text as it is, in a CDATA section where it has markup or lines; `]]>` is split over two."""
    if not _MARKUP.search(text):
        return escaped(text)
    inside = drop_unwritable(text).replace("]]>", "]]]]><![CDATA[>")
    return Markup(f"<![CDATA[{inside}]]>")


def joined(*parts: str, between: str = "\n") -> Markup:
    """Markup one after the other."""
    return Markup(between.join(part for part in parts if part))
