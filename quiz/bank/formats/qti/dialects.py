"""How versions 2.1 and 3.0 name the same things."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quiz.bank.formats.xml_writing import Markup, element

_CAPITAL = re.compile("([A-Z])")
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One version: its namespaces, where its schemas and templates are, how it writes names."""

    namespace: str
    schema: str
    templates: str
    suffix: str
    package_namespace: str
    package_schema: str
    package_name: str
    package_version: str
    resource_type: str
    is_kebab: bool

    def tag(self, name: str, *content: str, attributes: Mapping[str, str] | None = None) -> Markup:
        """An element of QTI, from the names of version 2."""
        if not self.is_kebab:
            return element(name, *content, attributes=attributes)
        renamed = {_kebab(key): value for key, value in (attributes or {}).items()}
        return element(f"qti-{_kebab(name)}", *content, attributes=renamed)

    def template(self, name: str) -> str:
        """The address of a response processing template."""
        return f"{self.templates}{name}{self.suffix}"


def _kebab(name: str) -> str:
    return name if ":" in name else _CAPITAL.sub(r"-\1", name).lower()


QTI_2_1 = Dialect(
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    templates="http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
    suffix="",
    package_namespace="http://www.imsglobal.org/xsd/imscp_v1p1",
    package_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    package_name="QTIv2.1 Package",
    package_version="1.0.0",
    resource_type="imsqti_item_xmlv2p1",
    is_kebab=False,
)
QTI_3_0 = Dialect(
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
    suffix=".xml",
    package_namespace="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    package_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    package_name="QTI Package",
    package_version="3.0.0",
    resource_type="imsqti_item_xmlv3p0",
    is_kebab=True,
)
