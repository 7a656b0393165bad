"""Reading QTI of any version, from one document or from a package."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _

from common.archives import GuardedArchive, UnsafeArchive
from common.text import Language
from quiz.bank.formats.base import (
    DEFAULT_READING,
    Fault,
    ParsedQuestion,
    Place,
    Reader,
    Reading,
    ReadOptions,
)
from quiz.bank.formats.guarded_xml import Element, UnreadableXml, XmlBudget, parse_xml, root_of
from quiz.bank.formats.item_reports import ItemReport, Refused
from quiz.bank.formats.limits import MAX_FILE_BYTES, MAX_QUESTIONS, too_many_questions
from quiz.bank.formats.plain_questions import PlainQuestion, content_of
from quiz.bank.formats.qti.items import read_item
from quiz.bank.formats.qti.items12 import read_item12
from quiz.bank.formats.qti.metadata import Metadata, language_named
from quiz.bank.formats.qti.names import root_name, unify
from quiz.bank.formats.qti.package import ROOTS, Document, documents_in, is_package
from quiz.bank.types import InvalidContent

ItemReader: TypeAlias = Callable[[Element, ItemReport], PlainQuestion]


class QtiReader(Reader):
    """Versions 1.2, 2.0 to 2.2, and 3.0; told apart by root element, never by a file's name."""

    name = "qti"

    def recognises(self, data: bytes) -> bool:
        """Whether it is an item, a test, or a package of them."""
        if is_package(data):
            return True
        root = root_of(data)
        return root is not None and root_name(root) in ROOTS

    def read(self, data: bytes, options: ReadOptions = DEFAULT_READING) -> Reading:
        """Read every item by itself; in a package, a broken document costs only its own items."""
        work = _FileReading(options)
        if len(data) > MAX_FILE_BYTES:
            work.fail(Place(), "file_too_large")
        elif data.startswith(b"PK"):
            work.take_package(data)
        else:
            work.take_document(data, None)
        return work.reading


_FILE_FAULTS = {
    "file_too_large": _("The file is too large."),
    "file_missing": _("The package does not hold a file that its manifest names."),
    "format_unknown": _("This is no QTI item."),
    "items_missing": _("The package has no items."),
    "test_alone": _("A test only names its items; send the whole package."),
}


@dataclass(slots=True)
class _FileReading:
    options: ReadOptions
    reading: Reading = field(default_factory=Reading)
    _budget: XmlBudget = field(default_factory=XmlBudget)
    _count: int = 0
    _titled: bool = False

    def fail(self, place: Place, code: str) -> None:
        """Note what is wrong with a file."""
        self.reading.errors.append(Fault(place=place, code=code, message=_FILE_FAULTS[code]))

    def take_package(self, data: bytes) -> None:
        """Read the documents of a package."""
        try:
            archive = GuardedArchive(data)
            names = set(archive.names)
            documents = documents_in(archive, self._budget)
            for document in documents:
                if document.path not in names:
                    if not self._may_read_on(Place(item=document.path[:200])):
                        break
                    self.fail(Place(item=document.path[:200]), "file_missing")
                elif not self.take_document(archive.read(document.path), document):
                    break
        except UnsafeArchive as unsafe:
            self.reading.errors.append(unsafe.fault)
            return
        if not documents:
            self.fail(Place(), "items_missing")

    def take_document(self, data: bytes, document: Document | None) -> bool:
        """Read the items of a document; False when there are too many."""
        path = document.path[:200] if document is not None else None
        try:
            root = parse_xml(data, self._budget)
        except UnreadableXml as unreadable:
            fault = unreadable.fault
            place = Place(line=fault.place.line, item=path)
            self.reading.errors.append(Fault(place=place, code=fault.code, message=fault.message))
            return self._budget.elements > 0
        name = root_name(root)
        if name == "assessmentTest" and document is None:
            self.fail(Place(line=root.line), "test_alone")
        elif name not in ROOTS:
            self.fail(Place(line=root.line, item=path), "format_unknown")
        for item, read in _items(root):
            if not self._may_read_on(Place(line=item.line, item=path)):
                return False
            self._take_item(item, read, document.metadata if document else Metadata())
        return True

    def _may_read_on(self, place: Place) -> bool:
        """Count one more item, there or missing; False, and a fault, where that is too many."""
        if self._count >= MAX_QUESTIONS:
            self.reading.errors.append(too_many_questions(place))
            return False
        self._count += 1
        return True

    def _take_item(
        self,
        item: Element,
        read: ItemReader,
        metadata: Metadata,
    ) -> None:
        ident = item.get("identifier") or item.get("ident")
        place = Place(line=item.line, item=ident[:200] or str(self._count))
        report = ItemReport(place)
        try:
            plain = read(item, report)
            content = content_of(plain, self._language(item, metadata))
        except Refused as refused:
            fault = Fault(place=place, code=refused.code, message=refused.message)
            self.reading.errors.append(fault)
        except InvalidContent as invalid:
            self.reading.errors += [
                Fault(place=place, code=error.code, message=error.message, pointer=error.pointer)
                for error in invalid.errors
            ]
        else:
            known = metadata.external_id
            external_id = report.external_id(ident if known is None else known)
            self.reading.questions.append(
                ParsedQuestion(
                    external_id=external_id,
                    topic=metadata.topic,
                    difficulty=metadata.difficulty,
                    tags=report.tags(list(metadata.tags)),
                    content=replace(content, source=metadata.source),
                    place=place,
                )
            )
            self._report_title(item, plain, report)
            self.reading.warnings += report.warnings

    def _language(self, item: Element, metadata: Metadata) -> Language | None:
        return self.options.language or metadata.language or language_named(item.get("lang"))

    def _report_title(self, item: Element, plain: PlainQuestion, report: ItemReport) -> None:
        """Say once a file that titles which say more than their stems are lost."""
        title = " ".join(item.get("title").split()).removesuffix("…")
        if not self._titled and not " ".join(plain.stem.split()).startswith(title):
            self._titled = True
            report.warn(
                "titles_not_kept",
                _("Titles of questions have no place here; the file has some."),
            )


def _items(
    root: Element,
) -> Iterator[tuple[Element, Callable[[Element, ItemReport], PlainQuestion]]]:
    match root_name(root):
        case "assessmentItem":
            yield unify(root), read_item
        case "questestinterop":
            for item in root.within("item"):
                yield item, read_item12
