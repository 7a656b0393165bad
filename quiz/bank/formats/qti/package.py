"""Packages: zip files with a manifest that names the documents of items.

Source: https://www.imsglobal.org/content/packaging/ (1.1.4 and 1.2); Common Cartridge and Canvas
name the documents of version 1.2 by files alone.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from common.archives import ZIP_MAGIC, GuardedArchive, UnsafeArchive
from quiz.bank.formats.guarded_xml import Element, UnreadableXml, XmlBudget, parse_xml, root_of
from quiz.bank.formats.qti.metadata import Metadata, read_metadata
from quiz.bank.formats.qti.names import root_name

MANIFEST = "imsmanifest.xml"
ROOTS = {"assessmentItem", "assessmentTest", "questestinterop"}
"""The root elements of documents that are read, as version 2 names them."""

# Tests, sections and shared texts are other resources; version 1.2 has items in its tests.
_ITEM_TYPES = re.compile(r"imsqti_(item|apipitem|xmlv1|asiv1)")
_SNIFFED_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a package, and what the manifest says of it."""

    path: str
    metadata: Metadata


def is_package(data: bytes) -> bool:
    """Whether a zip file holds a manifest, or begins with documents of items; cheap."""
    if not data.startswith(ZIP_MAGIC):
        return False
    if MANIFEST.encode() in data:
        return True
    try:
        archive = GuardedArchive(data)
        names = [name for name in archive.names if name.endswith(".xml")][:_SNIFFED_ENTRIES]
        return any(_is_document(archive.read(name)) for name in names)
    except UnsafeArchive:
        return False


def _is_document(data: bytes) -> bool:
    root = root_of(data)
    return root is not None and root_name(root) in ROOTS


def documents_in(archive: GuardedArchive, budget: XmlBudget) -> list[Document]:
    """The documents that the manifest names, or, without one that can be read, all there are.

    Raises `UnsafeArchive` where the archive is broken.
    """
    path = _manifest_path(archive)
    documents: list[Document] = []
    if path is not None:
        try:
            manifest = parse_xml(archive.read(path), budget)
        except UnreadableXml:
            pass
        else:
            named = _resources(manifest, posixpath.dirname(path))
            # Each once: naming a file many times must not cost its size many times.
            documents = list({document.path: document for document in named}.values())
    if documents:
        return documents
    names = [name for name in archive.names if name.lower().endswith(".xml") and name != path]
    return [Document(name, Metadata()) for name in names if _is_document(archive.read(name))]


def _manifest_path(archive: GuardedArchive) -> str | None:
    """The manifest nearest to the top."""
    found = [name for name in archive.names if posixpath.basename(name) == MANIFEST]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def _resources(manifest: Element, folder: str) -> Iterator[Document]:
    listed = manifest.first("resources")
    if listed is None:
        return
    base = posixpath.join(folder, manifest.get("base"), listed.get("base"))
    for resource in listed.elements("resource"):
        kind = resource.get("type").lower()
        if not _ITEM_TYPES.match(kind):
            continue
        href = resource.get("href") or _first_file(resource)
        if href:
            path = posixpath.normpath(posixpath.join(base, resource.get("base"), href))
            yield Document(path, read_metadata(resource))


def _first_file(resource: Element) -> str:
    files = (file.get("href") for file in resource.elements("file"))
    return next((href for href in files if href.lower().endswith(".xml")), "")
