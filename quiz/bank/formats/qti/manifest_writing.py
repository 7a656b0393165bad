"""The manifest of a package, with metadata for each item."""

from collections.abc import Iterator, Mapping, Sequence

from common.text import Language
from quiz.bank.formats.base import ParsedQuestion
from quiz.bank.formats.qti.dialects import XSI, Dialect
from quiz.bank.formats.qti.metadata import CATALOGUE, DIFFICULTIES
from quiz.bank.formats.xml_writing import DECLARATION, Markup, element, joined

_LOM = "http://ltsc.ieee.org/xsd/LOM"


def write_manifest(dialect: Dialect, resources: Sequence[Markup]) -> bytes:
    """The whole document."""
    manifest = element(
        "manifest",
        element(
            "metadata",
            element("schema", dialect.package_name),
            element("schemaversion", dialect.package_version),
        ),
        element("organizations"),
        element("resources", joined("", *resources, between="\n"), Markup("\n")),
        attributes={
            "xmlns": dialect.package_namespace,
            "xmlns:xsi": XSI,
            "xmlns:lom": _LOM,
            "xsi:schemaLocation": f"{dialect.package_namespace} {dialect.package_schema}",
            "identifier": "wangan-questions",
        },
    )
    return (DECLARATION + manifest + "\n").encode()


def write_resource(
    dialect: Dialect, identifier: str, path: str, question: ParsedQuestion, language: Language
) -> Markup:
    """One item, what we know of it, and its file."""
    return element(
        "resource",
        element("metadata", element("lom:lom", *_metadata(question, language))),
        element("file", attributes={"href": path}),
        attributes={
            "identifier": f"resource-{identifier}",
            "type": dialect.resource_type,
            "href": path,
        },
    )


def _metadata(question: ParsedQuestion, language: Language) -> Iterator[Markup]:
    yield element(
        "lom:general",
        element(
            "lom:identifier",
            element("lom:catalog", CATALOGUE),
            element("lom:entry", question.external_id or ""),
        ),
        element("lom:language", language.value),
        *(element("lom:keyword", _strings({language.value: tag})) for tag in question.tags),
    )
    if question.difficulty is not None:
        name = DIFFICULTIES[question.difficulty]
        yield element("lom:educational", _vocabulary("difficulty", name))
    if question.content.source:
        description = element("lom:description", _strings(question.content.source))
        yield element(
            "lom:relation",
            _vocabulary("kind", "isbasedon"),
            element("lom:resource", description),
        )
    if question.topic:
        taxons = [
            element(
                "lom:taxon",
                element("lom:id", topic.slug),
                element("lom:entry", _strings(topic.name)),
            )
            for topic in question.topic
        ]
        source = element("lom:source", _strings({"en": "Wangan topics"}))
        yield element(
            "lom:classification",
            _vocabulary("purpose", "discipline"),
            element("lom:taxonPath", source, *taxons),
        )


def _vocabulary(name: str, value: str) -> Markup:
    source = element("lom:source", "LOMv1.0")
    return element(f"lom:{name}", source, element("lom:value", value))


def _strings(texts: Mapping[str, object]) -> Markup:
    return joined(
        *(
            element("lom:string", str(text), attributes={"language": language})
            for language, text in texts.items()
        ),
        between="",
    )
