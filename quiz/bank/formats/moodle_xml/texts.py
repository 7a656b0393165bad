"""Texts, their formats, and the files embedded beside them."""

import base64
import binascii

from django.utils.translation import gettext_lazy as _

from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import ItemReport
from quiz.bank.formats.limits import MAX_EMBEDDED_BYTES
from quiz.bank.formats.plain_text import (
    PlainText,
    plain_from_html,
    plain_from_markdown,
    tidy_lines,
)

_HTML = {"html", "1", ""}
_PLAIN = {"plain_text", "plain", "2"}
_MARKDOWN = {"markdown", "4"}


def child_text(element: Element, *path: str) -> str:
    """The text of an element further in, such as `name/text`; empty where there is none."""
    found = element.first(*path)
    return found.full_text.strip() if found is not None else ""


def raw_text(element: Element | None) -> str:
    """What stands in the `text` of an element, in its own format."""
    if element is None:
        return ""
    text = element.first("text")
    return text.full_text if text is not None else element.text


def read_text(element: Element | None, report: ItemReport, default_format: str = "html") -> str:
    """The plain text of an element with a `format`, a `text`, and perhaps files."""
    if element is None:
        return ""
    source = raw_text(element)
    if not source and len(element.content) <= 1:
        return ""
    plain = plain_from(source, element.get("format", default_format))
    if read_files(element, report):
        plain = PlainText(plain.text, plain.lost - {"picture"})
    return report.text_of(plain)


def plain_from(source: str, text_format: str) -> PlainText:
    """Plain text from one of Moodle's formats; of an unknown one, as from `moodle_auto_format`."""
    if text_format in _PLAIN:
        return PlainText(tidy_lines(source))
    if text_format in _MARKDOWN:
        return plain_from_markdown(source)
    if text_format in _HTML:
        return plain_from_html(source)
    # Lines of their own are kept by Moodle's automatic format, and HTML in it is HTML.
    return plain_from_html(source.strip().replace("\n", "<br>\n"))


def read_files(element: Element, report: ItemReport) -> int:
    """Check the files embedded in an element, and report each as not carried over."""
    files = list(element.elements("file"))
    for file in files:
        check_file(file.get("name") or "?", file.full_text, file.get("encoding", "base64"), report)
    return len(files)


def check_file(name: str, data: str, encoding: str, report: ItemReport) -> None:
    """Decode a file within the limits and report what becomes of it."""
    if len(data) > MAX_EMBEDDED_BYTES * 3 // 2:
        report.warn_about("file_too_large", _("The file “{name}” is too large."), name=name[:100])
        return
    try:
        decoded = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        decoded = b""
    if encoding != "base64" or not decoded:
        report.warn_about("file_broken", _("The file “{name}” is broken."), name=name[:100])
    elif len(decoded) > MAX_EMBEDDED_BYTES:
        report.warn_about("file_too_large", _("The file “{name}” is too large."), name=name[:100])
    else:
        report.warn_about(
            "file_not_kept", _("The file “{name}” is not carried over."), name=name[:100]
        )
