"""Makers of items and packages."""

import io
import zipfile
from collections.abc import Mapping

MATCH = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
MAP = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"


def template(address: str = MATCH) -> str:
    return f'<responseProcessing template="{address}"/>'


def item(
    body: str,
    *,
    declaration: str = "",
    processing: str = template(),
    ident: str = "q1",
    more: str = "",
) -> str:
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" '
        f'identifier="{ident}" adaptive="false">{declaration}<itemBody>{body}</itemBody>'
        f"{processing}{more}</assessmentItem>"
    )


def declare(
    *right: str,
    cardinality: str = "single",
    base: str = "identifier",
    mapping: str = "",
    name: str = "RESPONSE",
) -> str:
    values = "".join(f"<value>{value}</value>" for value in right)
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{values}</correctResponse>{mapping}</responseDeclaration>"
    )


def mapped(**points: str) -> str:
    entries = (f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in points.items())
    return f"<mapping>{''.join(entries)}</mapping>"


def choices(*texts: str, prompt: str = "Which?") -> str:
    listed = "".join(
        f'<simpleChoice identifier="{letter}">{text}</simpleChoice>'
        for letter, text in zip("abcdefgh", texts, strict=False)
    )
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE"><prompt>{prompt}</prompt>{listed}'
        "</choiceInteraction>"
    )


def choice(ident: str = "q1", right: str = "a") -> str:
    return item(choices("One", "Two"), declaration=declare(right), ident=ident)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue()


def manifest(*paths: str, kind: str = "imsqti_item_xmlv2p1", more: str = "") -> str:
    resources = "".join(
        f'<resource identifier="r{n}" type="{kind}" href="{path}"><file href="{path}"/></resource>'
        for n, path in enumerate(paths)
    )
    return (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">'
        f"<resources>{resources}{more}</resources></manifest>"
    )
