"""Any bytes are read as some format, or refused in words."""

import pytest

from quiz.bank import parsing
from quiz.bank.formats import wangan_json
from quiz.bank.parsing import parse_file
from tests.quiz.bank.importing.files import file_of, item


def codes(data: bytes, format_name: str | None = None) -> list[str]:
    return [fault.code for fault in parse_file(data=data, format_name=format_name).reading.errors]


def test_the_format_is_found_from_the_content():
    parsed = parse_file(data=file_of(item()))
    assert (parsed.format, len(parsed.reading.questions), parsed.is_readable) == ("json", 1, True)


def test_what_is_no_file_of_questions_is_refused():
    assert codes(b"") == codes(b" \n") == ["file_empty"]
    assert codes(bytes(range(256))) == ["format_unrecognised"]
    assert not parse_file(data=b"\x00\x01").is_readable
    assert codes(b"\xff" * 10, "json") == ["json_invalid"]
    with pytest.raises(KeyError):
        parse_file(data=file_of(item()), format_name="stone tablets")


def test_too_much_is_refused_or_left_out(monkeypatch: pytest.MonkeyPatch):
    data = file_of(item("1"), item("2"), item("3"))
    monkeypatch.setattr(wangan_json, "MAX_QUESTIONS", 2)
    reading = parse_file(data=data).reading
    assert len(reading.questions) == 2
    assert [(fault.code, fault.place.item) for fault in reading.errors] == [
        ("too_many_questions", "3")
    ]
    monkeypatch.setattr(parsing, "MAX_FILE_BYTES", 100)
    assert codes(data) == ["file_too_large"]
