"""Reading XML that somebody sent, without trusting it.

No document type is processed, no entity is declared or fetched, and depth, number of elements,
number of names and length of one tag are bounded. A document type that only points somewhere is
passed over. The declared encoding is honoured, also where expat does not know it (GBK and others).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers.expat import ExpatError

from defusedxml import DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from quiz.bank.formats.base import Fault, Place
from quiz.bank.formats.limits import (
    MAX_FILE_BYTES,
    MAX_XML_DEPTH,
    MAX_XML_ELEMENTS,
    MAX_XML_NAME_CHARACTERS,
    MAX_XML_NAMES,
    MAX_XML_TAG_BYTES,
)
from quiz.bank.formats.xml_encodings import UnknownEncoding, as_expat_reads

_CHUNK = 64 * 1024
_TOO_LARGE = _("The XML has too many elements, or too long ones.")
_ENTITIES = {name.removesuffix(";"): text for name, text in html5.items() if name.endswith(";")}


class UnreadableXml(ValueError):
    """XML that is not read on; `fault` says why, and in which line."""

    def __init__(self, code: str, message: StrOrPromise, line: int | None = None) -> None:
        super().__init__(code)
        self.fault = Fault(place=Place(line=line), code=code, message=message)


@dataclass(slots=True, eq=False)
class Element:
    """An element: local name, namespace (empty for none), attributes by local name, content."""

    name: str
    namespace: str
    line: int
    attributes: dict[str, str]
    content: list["Element | str"] = field(default_factory=list)

    def get(self, attribute: str, default: str = "") -> str:
        """The value of an attribute, without spaces around."""
        return self.attributes.get(attribute, default).strip()

    def elements(self, *names: str) -> Iterator["Element"]:
        """The child elements of those names; of any where none is given."""
        for part in self.content:
            if isinstance(part, Element) and (not names or part.name in names):
                yield part

    def first(self, *path: str) -> "Element | None":
        """The first child of that name, its first child of the next name, and so on."""
        found = self
        for name in path:
            for part in found.content:
                if isinstance(part, Element) and part.name == name:
                    found = part
                    break
            else:
                return None
        return found

    def within(self, *names: str) -> Iterator["Element"]:
        """All elements of those names inside, in the order of the document."""
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.within(*names)

    @property
    def text(self) -> str:
        """The text directly inside."""
        return "".join(part for part in self.content if isinstance(part, str))

    @property
    def full_text(self) -> str:
        """All text inside."""
        return "".join(p if isinstance(p, str) else p.full_text for p in self.content)


@dataclass(slots=True)
class XmlBudget:
    """How many elements may still be read; one for all the documents of a package."""

    elements: int = field(default_factory=lambda: MAX_XML_ELEMENTS)


def stream_records(data: bytes, budget: XmlBudget | None = None) -> Iterator[Element]:
    """Yield the root element without its content, then each of its child elements whole.

    Only one record is held at a time. Raises `UnreadableXml` where the document breaks off, after
    the records before that place.
    """
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableXml("file_too_large", _("The file is too large."))
    try:
        readable, encoding = as_expat_reads(data)
    except UnknownEncoding as unknown:
        raise UnreadableXml(
            "xml_encoding", _("The file is not in the encoding that it declares."), 1
        ) from unknown
    builder = _Builder(budget or XmlBudget())
    parser = _Parser(builder, encoding)
    broken: UnreadableXml | None = None
    for start in range(0, len(readable) + 1, _CHUNK):
        chunk = readable[start : start + _CHUNK]
        try:
            parser.feed_chunk(chunk, is_last=start + _CHUNK > len(readable))
        except UnreadableXml as unreadable:
            broken = unreadable
        yield from builder.take()
        if broken:
            raise broken


def parse_xml(data: bytes, budget: XmlBudget | None = None) -> Element:
    """The whole document as its root element; raises `UnreadableXml`."""
    records = stream_records(data, budget)
    root = next(records, None)
    if root is None:
        raise UnreadableXml("xml_broken", _("The file is not well-formed XML."))
    root.content.extend(records)
    return root


def root_of(data: bytes) -> Element | None:
    """The root element without its content, or None; looks at the beginning only."""
    head = data[:_CHUNK]
    if b"<" not in head and "<".encode("utf-16-le") not in head:
        return None
    try:
        return next(stream_records(head), None)
    except UnreadableXml:
        return None


class _Builder:
    """What the parser calls. Keeps the path of open elements, and the records that are done."""

    def __init__(self, budget: XmlBudget) -> None:
        self._budget = budget
        self.locate: Callable[[], int] = lambda: 0
        self._done: list[Element] = []
        self._open: list[Element] = []
        self._names: dict[str, tuple[str, str]] = {}

    def take(self) -> list[Element]:
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._budget.elements -= 1
        line = self.locate()
        if len(self._open) >= MAX_XML_DEPTH:
            raise UnreadableXml("xml_too_deep", _("The XML is nested too deeply."), line)
        if self._budget.elements < 0:
            raise UnreadableXml("xml_too_large", _TOO_LARGE, line)
        namespace, name = self._names.get(tag) or self._learn(tag, line)
        local = {
            (self._names.get(key) or self._learn(key, line))[1]: value
            for key, value in attributes.items()
        }
        element = Element(name, namespace, line, local)
        if len(self._open) > 1:
            self._open[-1].content.append(element)
        elif not self._open:
            self._done.append(element)
        self._open.append(element)

    def _learn(self, tag: str, line: int) -> tuple[str, str]:
        """Namespace and local name of a name not met before."""
        if len(self._names) >= MAX_XML_NAMES or len(tag) > MAX_XML_NAME_CHARACTERS:
            raise UnreadableXml("xml_too_large", _TOO_LARGE, line)
        namespace, brace, name = tag.rpartition("}")
        self._names[tag] = split = (namespace[1:], name) if brace else ("", name)
        return split

    def end(self, tag: str) -> None:
        element = self._open.pop()
        if len(self._open) == 1:
            self._done.append(element)

    def data(self, text: str) -> None:
        if len(self._open) > 1:
            self._open[-1].content.append(text)


class _Parser(DefusedXMLParser):
    """The parser of defusedxml with three changes: lines, pieces, and the document type."""

    def __init__(self, builder: _Builder, encoding: str | None) -> None:
        super().__init__(target=builder, encoding=encoding, forbid_dtd=True)
        builder.locate = lambda: self.parser.CurrentLineNumber
        self._fed = 0
        # What HTML names may be used where an external document type would have declared them.
        self.entity.update(_ENTITIES)

    def feed_chunk(self, chunk: bytes, *, is_last: bool) -> None:
        """Parse a piece; raises `UnreadableXml` alone."""
        try:
            self.feed(chunk)
            self._fed += len(chunk)
            if self._fed - self.parser.CurrentByteIndex > MAX_XML_TAG_BYTES:
                line = self.parser.CurrentLineNumber
                raise UnreadableXml("xml_too_large", _TOO_LARGE, line)
            if is_last:
                self.parser.Parse(b"", True)
        except (EntitiesForbidden, ExternalReferenceForbidden, DTDForbidden) as forbidden:
            raise UnreadableXml(
                "xml_entities", _("The XML declares entities or a document type of its own.")
            ) from forbidden
        except (ParseError, ExpatError) as error:
            # The standard library's own error tells the line in another place than expat's.
            line = error.position[0] if isinstance(error, ParseError) else error.lineno
            raise UnreadableXml("xml_broken", _("The file is not well-formed XML."), line) from None

    def defused_start_doctype_decl(
        self, name: str, sysid: str | None, pubid: str | None, has_internal_subset: int
    ) -> None:
        """Refuse a document type with declarations inside; one elsewhere is never fetched."""
        if has_internal_subset:
            raise DTDForbidden(name, sysid, pubid)


_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drop_unwritable(text: str) -> str:
    """The text without the characters that no XML can hold."""
    return _UNWRITABLE.sub("", text)
