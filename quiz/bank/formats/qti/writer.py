"""Writing packages of versions 2.1 and 3.0."""

import io
import re
import zipfile
from collections.abc import Sequence
from hashlib import blake2b

from common.text import Language
from quiz.bank.formats.base import Fault, ParsedQuestion, Writer, Writing
from quiz.bank.formats.item_reports import ItemReport, Refused
from quiz.bank.formats.losses import Part, place_of
from quiz.bank.formats.plain_questions import language_to_write, plain_of
from quiz.bank.formats.qti.dialects import QTI_2_1, QTI_3_0, Dialect
from quiz.bank.formats.qti.item_writing import write_item
from quiz.bank.formats.qti.manifest_writing import write_manifest, write_resource
from quiz.bank.formats.qti.package import MANIFEST
from quiz.bank.formats.writing_losses import report_lost_parts
from quiz.bank.formats.xml_writing import Markup
from quiz.bank.question_content import content_to_json

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")
_KEPT = set(Part) - {Part.LANGUAGE}
# The same questions give the same bytes: no entry has the time of its writing.
_WRITTEN_AT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


class QtiWriter(Writer):
    """A zip file with a manifest and a document for each question, in one language."""

    suffix = ".zip"
    media_type = "application/zip"
    _dialect: Dialect

    def write(
        self, questions: Sequence[ParsedQuestion], *, language: Language = Language.CHINESE
    ) -> Writing:
        """Write every question that fits; the same ones give the same bytes."""
        writing = Writing(b"")
        resources: list[Markup] = []
        items: dict[str, bytes] = {}
        taken: set[str] = set()
        for number, question in enumerate(questions, start=1):
            report = ItemReport(place_of(question, number))
            told = language_to_write(question.content, language)
            identifier = _identifier(question, number, taken)
            try:
                item = write_item(self._dialect, identifier, question.content, told)
            except Refused as refused:
                fault = Fault(place=report.place, code=refused.code, message=refused.message)
                writing.errors.append(fault)
                continue
            report_lost_parts(question, plain_of(question.content, told), report, keeps=_KEPT)
            writing.warnings += report.warnings
            path = _path(identifier)
            items[path] = item
            resources.append(write_resource(self._dialect, identifier, path, question, told))
        manifest = write_manifest(self._dialect, resources)
        writing.data = _zipped({MANIFEST: manifest, **items})
        return writing


class Qti21Writer(QtiWriter):
    """Version 2.1."""

    name = "qti-2.1"
    _dialect = QTI_2_1


class Qti30Writer(QtiWriter):
    """Version 3.0."""

    name = "qti-3.0"
    _dialect = QTI_3_0


def _path(identifier: str) -> str:
    return f"items/{identifier}.xml"


def _identifier(question: ParsedQuestion, number: int, taken: set[str]) -> str:
    """The external id where it can be one, else a digest of the question.

    Each once, whatever the case: they name files, too.
    """
    identifier = question.external_id or ""
    if not _IDENTIFIER.fullmatch(identifier) or identifier.lower() in taken:
        written = repr((question.external_id, content_to_json(question.content)))
        identifier = f"q-{blake2b(written.encode(), digest_size=8).hexdigest()}"
    if identifier.lower() in taken:
        identifier = f"{identifier}-{number}"
    taken.add(identifier.lower())
    return identifier


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _WRITTEN_AT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()
