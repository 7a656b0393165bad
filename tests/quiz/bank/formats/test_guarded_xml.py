from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.bank.formats.guarded_xml import (
    Element,
    UnreadableXml,
    drop_unwritable,
    parse_xml,
    root_of,
    stream_records,
)
from quiz.bank.formats.limits import (
    MAX_FILE_BYTES,
    MAX_XML_DEPTH,
    MAX_XML_ELEMENTS,
    MAX_XML_NAMES,
    MAX_XML_TAG_BYTES,
)

LAUGHS = b"""<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]><quiz><question>&lol3;</question></quiz>"""
LOCAL_FILE = b"""<!DOCTYPE q [<!ENTITY f SYSTEM "file:///etc/passwd">]><q><a>&f;</a></q>"""
PARAMETER = b"""<!DOCTYPE q [<!ENTITY % f SYSTEM "http://127.0.0.1:1/f">%f;]><q/>"""
DEFAULTS = b"""<!DOCTYPE q [<!ATTLIST a x CDATA "default">]><q><a/></q>"""
ELSEWHERE = (
    b"""<!DOCTYPE q PUBLIC "-//X//Y" "http://127.0.0.1:1/q.dtd"><q><a>&nbsp;&copy;</a></q>"""
)


def code_of(data: bytes) -> str:
    with pytest.raises(UnreadableXml) as raised:
        parse_xml(data)
    return raised.value.fault.code


@pytest.mark.parametrize("data", [LAUGHS, LOCAL_FILE, PARAMETER, DEFAULTS])
def test_no_document_type_of_its_own_is_processed(data: bytes) -> None:
    assert code_of(data) == "xml_entities"


def test_a_document_type_elsewhere_is_passed_over_and_not_fetched() -> None:
    assert parse_xml(ELSEWHERE).full_text == "\u00a0©"


def test_a_name_that_only_the_missing_document_type_knows_breaks_the_file() -> None:
    assert code_of(ELSEWHERE.replace(b"&copy;", b"&mine;")) == "xml_broken"


def test_nesting_is_bounded() -> None:
    depth = MAX_XML_DEPTH
    assert parse_xml(b"<a>" * depth + b"</a>" * depth).name == "a"
    assert code_of(b"<a>" * (depth + 1) + b"</a>" * (depth + 1)) == "xml_too_deep"


@pytest.mark.parametrize(
    "data",
    [
        b"<q>" + b"".join(b"<a%d/>" % i for i in range(MAX_XML_NAMES + 1)) + b"</q>",
        b"<q><a x='%s'/></q>" % (b"x" * (MAX_XML_TAG_BYTES + 100_000)),
        b"<q><!--%s--></q>" % (b"x" * (MAX_XML_TAG_BYTES + 100_000)),
        b'<q xmlns:x="%s"><x:a/></q>' % (b"u" * 100_000),
    ],
)
def test_names_and_tags_are_bounded(data: bytes) -> None:
    assert code_of(data) == "xml_too_large"


def test_the_number_of_elements_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.bank.formats.guarded_xml.MAX_XML_ELEMENTS", 100)
    assert MAX_XML_ELEMENTS > 20_000 * 50
    assert len(parse_xml(b"<q>" + b"<a/>" * 99 + b"</q>").content) == 99
    assert code_of(b"<q>" + b"<a/>" * 100 + b"</q>") == "xml_too_large"


def test_the_size_of_the_file_is_bounded() -> None:
    assert code_of(b" " * (MAX_FILE_BYTES + 1)) == "file_too_large"


def test_long_texts_are_no_long_tags() -> None:
    text = "A" * (2 * MAX_XML_TAG_BYTES)
    document = parse_xml(f"<q><a>{text}</a><b><![CDATA[{text}]]></b></q>".encode())
    assert [child.text for child in document.elements()] == [text, text]


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("ISO-8859-1", "latin-1", "Übung"),
        ("windows-1252", "cp1252", "“Übung” €"),
        ("GB2312", "gbk", "网络安全镕"),
        ("GB18030", "gb18030", "网络安全㐂"),
        ("UTF-16", "utf-16", "网络安全"),
        ("UTF-8", "utf-8-sig", "网络安全"),
        ("us-ascii", "ascii", "code"),
    ],
)
def test_the_declared_encoding_is_honoured(declared: str, encoding: str, text: str) -> None:
    document = f'<?xml version="1.0" encoding="{declared}"?>\n<q><a>{text}</a></q>'
    assert parse_xml(document.encode(encoding)).full_text == text


@pytest.mark.parametrize(
    ("declared", "encoding", "code"),
    [
        ("UTF-8", "gbk", "xml_broken"),
        ("Big5", "utf-8", "xml_encoding"),
        ("punycode", "ascii", "xml_encoding"),
        ("klingon", "ascii", "xml_encoding"),
        ("rot13", "ascii", "xml_encoding"),
    ],
)
def test_another_encoding_than_the_declared_one_is_refused(
    declared: str, encoding: str, code: str
) -> None:
    text = "网络安全" if encoding != "ascii" else "code"
    document = f'<?xml version="1.0" encoding="{declared}"?>\n<q><a>{text}</a></q>'
    assert code_of(document.encode(encoding)) == code


def test_records_before_the_break_are_read_and_the_line_is_told() -> None:
    records = stream_records(b"<q>\n<a>1</a>\n<a>2</a>\n<a>3</b>\n</q>")
    read: list[Element] = []
    with pytest.raises(UnreadableXml) as raised:
        read.extend(record for record in records)
    assert [record.name for record in read] == ["q", "a", "a"]
    assert raised.value.fault.place.line == 4


def test_elements_know_their_lines_attributes_and_namespaces() -> None:
    document = parse_xml(b'<q xmlns="urn:q" xml:lang="en">\n\n<a x=" 1 ">b<c>d</c>e</a></q>')
    part = document.first("a")
    assert part is not None
    assert (document.namespace, document.get("lang")) == ("urn:q", "en")
    assert (part.line, part.get("x"), part.text, part.full_text) == (3, "1", "be", "bde")
    assert [element.name for element in document.within("c")] == ["c"]
    assert document.first("a", "z") is None


def test_the_root_is_known_from_the_beginning_alone() -> None:
    head = root_of(b'<quiz a="1"><question>' + b"x" * 100_000)
    assert head is not None
    assert (head.name, head.content) == ("quiz", [])
    assert root_of(b"PK\x03\x04") is None
    assert root_of(LAUGHS) is None


@given(st.binary(max_size=100) | st.text("<>/ab&;!?[]= \"'-xmlCDATA", max_size=60).map(str.encode))
@example(b"")
@example(b"\xff\xfe<")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    root_of(data)
    with suppress(UnreadableXml):
        assert isinstance(parse_xml(data), Element)


@given(st.text())
def test_what_xml_cannot_hold_is_dropped(text: str) -> None:
    kept = drop_unwritable(text)
    escaped = kept.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;")
    assert parse_xml(f"<q><a>{escaped.replace('>', '&gt;')}</a></q>".encode()).full_text == kept
