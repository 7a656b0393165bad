import io
import stat
import zipfile

import pytest
from hypothesis import given

from common.archives import MAX_ENTRIES
from quiz.bank.enums import Difficulty
from quiz.bank.formats import ParsedTopic, Reading, reader_named, recognise_reader, writer_named
from quiz.bank.formats.limits import MAX_XML_DEPTH
from quiz.bank.packs import CONTENT_DIRECTORY
from tests.quiz.bank.formats.mutations import mutated
from tests.quiz.bank.formats.qti.packages import choice, manifest, zipped
from tests.quiz.bank.formats.qti.test_items import FILES
from tests.quiz.bank.formats.test_guarded_xml import LAUGHS, LOCAL_FILE

READER = reader_named("qti")


def codes(reading: Reading) -> list[tuple[str | None, str]]:
    return [(fault.place.item, fault.code) for fault in reading.errors]


def test_a_package_is_read_by_its_manifest() -> None:
    data = zipped(
        {
            "imsmanifest.xml": manifest("items/one.xml", "two.xml"),
            "items/one.xml": choice("one"),
            "two.xml": FILES["qti_entry_30"],
            "notes.xml": choice("not named"),
            "picture.png": b"\x89PNG",
        }
    )
    assert recognise_reader(data) is READER
    reading = READER.read(data)
    assert [question.external_id for question in reading.questions] == ["one", "hotlines"]
    assert reading.errors == []


def test_a_package_may_lie_in_a_folder_and_have_a_base() -> None:
    one = manifest("one.xml").replace("<resources>", '<resources xml:base="items/">')
    data = zipped({"bank/imsmanifest.xml": one, "bank/items/one.xml": choice("one")})
    assert [question.external_id for question in READER.read(data).questions] == ["one"]


def test_a_package_of_canvas_names_files_alone() -> None:
    resource = (
        '<resource identifier="r" type="imsqti_xmlv1p2"><file href="g1/g1.xml"/></resource>'
        '<resource identifier="m" type="associatedcontent/imscc_xmlv1p1/learning-application-'
        'resource" href="g1/assessment_meta.xml"><file href="g1/assessment_meta.xml"/></resource>'
    )
    data = zipped(
        {
            "imsmanifest.xml": manifest(more=resource),
            "g1/g1.xml": FILES["qti_canvas_12"],
            "g1/assessment_meta.xml": "<quiz/>",
        }
    )
    reading = READER.read(data)
    assert len(reading.questions) == 7
    assert codes(reading) == [("essay", "type_unsupported"), ("custom", "processing_custom")]


@pytest.mark.parametrize("files", [{}, {"imsmanifest.xml": "<manifest"}])
def test_without_a_readable_manifest_every_item_is_read(files: dict[str, str]) -> None:
    data = zipped({**files, "one.xml": choice("one"), "other.xml": "<html/>"})
    assert READER.recognises(data)
    assert [question.external_id for question in READER.read(data).questions] == ["one"]


def test_a_broken_or_missing_document_costs_only_its_own_items() -> None:
    data = zipped(
        {
            "imsmanifest.xml": manifest("broken.xml", "missing.xml", "page.xml", "one.xml"),
            "broken.xml": choice("broken")[:-5],
            "page.xml": "<html/>",
            "one.xml": choice("one"),
        }
    )
    reading = READER.read(data)
    assert [question.external_id for question in reading.questions] == ["one"]
    assert codes(reading) == [
        ("broken.xml", "xml_broken"),
        ("missing.xml", "file_missing"),
        ("page.xml", "format_unknown"),
    ]


def test_a_document_that_is_named_twice_is_read_once() -> None:
    data = zipped({"imsmanifest.xml": manifest("one.xml", "./one.xml"), "one.xml": choice("one")})
    assert [question.external_id for question in READER.read(data).questions] == ["one"]


def test_metadata_give_topics_tags_difficulty_source_and_id() -> None:
    lom = (
        '<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general>'
        "<identifier><catalog>wangan</catalog><entry>网安 1</entry></identifier>"
        "<language>en-GB</language><keyword><string language='en'>mail</string></keyword></general>"
        "<educational><difficulty><source>LOMv1.0</source><value>very difficult</value>"
        "</difficulty></educational>"
        "<relation><kind><value>isbasedon</value></kind><resource><description>"
        "<string language='zh'>反诈指南</string><string>The guide</string></description></resource>"
        "</relation><classification><purpose><value>discipline</value></purpose><taxonPath>"
        "<taxon><id>fraud</id><entry><string>Fraud</string></entry></taxon>"
        "<taxon><id>no slug!</id><entry><string>Mail</string></entry></taxon></taxonPath>"
        "</classification></lom></metadata>"
    )
    named = manifest("one.xml").replace('href="one.xml"><file', f'href="one.xml">{lom}<file')
    (question,) = READER.read(zipped({"imsmanifest.xml": named, "one.xml": choice()})).questions
    assert (question.external_id, question.tags, question.difficulty) == (
        "网安 1",
        ("mail",),
        Difficulty.HARD,
    )
    assert question.content.source == {"zh-Hans": "反诈指南", "en": "The guide"}
    assert question.topic == (
        ParsedTopic("fraud", {"en": "Fraud"}),
        ParsedTopic("fraud-mail", {"en": "Mail"}),
    )


def test_a_package_without_items_is_an_error() -> None:
    assert codes(READER.read(zipped({"imsmanifest.xml": manifest()}))) == [(None, "items_missing")]


def with_entry(entry: zipfile.ZipInfo, data: bytes = b"x") -> bytes:
    buffer = io.BytesIO(zipped({"imsmanifest.xml": manifest("one.xml"), "one.xml": choice()}))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("link.xml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def encrypted() -> bytes:
    data = bytearray(zipped({"imsmanifest.xml": manifest("one.xml"), "one.xml": choice()}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def of_many_entries() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest())
        for number in range(MAX_ENTRIES):
            archive.writestr(zipfile.ZipInfo(str(number)), b"")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: with_entry(zipfile.ZipInfo("../../etc/cron.d/x")), "archive_path_unsafe"),
        (lambda: with_entry(zipfile.ZipInfo("/etc/passwd")), "archive_path_unsafe"),
        (lambda: with_entry(link(), b"/etc/passwd"), "archive_link"),
        (encrypted, "archive_encrypted"),
        (of_many_entries, "archive_too_many_entries"),
        (
            lambda: with_entry(zipfile.ZipInfo("bomb.xml"), b"\0" * 300 * 1024 * 1024),
            "archive_too_large",
        ),
    ],
    ids=["up", "absolute", "link", "encrypted", "many", "bomb"],
)
def test_an_archive_that_is_not_to_be_trusted_is_refused(make, code: str) -> None:
    data = make()
    assert READER.recognises(data)
    assert codes(READER.read(data)) == [(None, code)]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (LAUGHS, "xml_entities"),
        (LOCAL_FILE, "xml_entities"),
        (b"<a>" * (MAX_XML_DEPTH + 1), "xml_too_deep"),
        ('<?xml version="1.0" encoding="UTF-8"?><a>网</a>'.encode("gbk"), "xml_broken"),
        ('<?xml version="1.0" encoding="Big5"?><a>\udcff</a>'.encode(errors="surrogateescape"),
         "xml_encoding"),
    ],
)  # fmt: skip
def test_a_dangerous_document_costs_only_itself(document: bytes, code: str) -> None:
    data = zipped(
        {
            "imsmanifest.xml": manifest("bad.xml", "one.xml"),
            "bad.xml": document,
            "one.xml": choice("one"),
        }
    )
    reading = READER.read(data)
    assert codes(reading) == [("bad.xml", code)]
    assert len(reading.questions) == 1


def test_documents_of_a_package_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.bank.formats.guarded_xml.MAX_XML_ELEMENTS", 20)
    paths = [f"{number}.xml" for number in range(9)]
    files = {path: choice(path) for path in paths}
    reading = READER.read(zipped({"imsmanifest.xml": manifest(*paths[:2]), **files}))
    assert [code for _item, code in codes(reading)] == ["xml_too_large"]


def test_too_many_questions_are_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.bank.formats.qti.reader.MAX_QUESTIONS", 2)
    paths = [f"{number}.xml" for number in range(4)]
    files = {path: choice(path) for path in paths}
    reading = READER.read(zipped({"imsmanifest.xml": manifest(*paths), **files}))
    assert len(reading.questions) == 2
    assert codes(reading) == [("2.xml", "too_many_questions")]


def test_files_that_are_missing_count_as_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.bank.formats.qti.reader.MAX_QUESTIONS", 2)
    reading = READER.read(zipped({"imsmanifest.xml": manifest("a.xml", "b.xml", "c.xml", "d.xml")}))
    assert codes(reading) == [
        ("a.xml", "file_missing"),
        ("b.xml", "file_missing"),
        ("c.xml", "too_many_questions"),
    ]


def test_a_spreadsheet_is_no_package() -> None:
    assert not READER.recognises(zipped({"[Content_Types].xml": "<Types/>"}))


SHIPPED = reader_named("json").read(next(CONTENT_DIRECTORY.rglob("*.json")).read_bytes()).questions
PACKAGE = writer_named("qti-2.1").write(SHIPPED[:3]).data


@given(mutated(PACKAGE))
def test_a_damaged_package_gives_questions_and_faults(data: bytes) -> None:
    READER.recognises(data)
    reading = READER.read(data)
    assert reading.questions or reading.errors
