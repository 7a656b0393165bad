from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import Language
from quiz.bank.enums import Difficulty, QuestionType
from quiz.bank.formats import (
    ParsedQuestion,
    ParsedTopic,
    reader_named,
    recognise_reader,
    writer_named,
)
from quiz.bank.packs import CONTENT_DIRECTORY
from tests.quiz.bank.strategies import contents, texts
from tests.quiz.factories import content

READER, WRITER = reader_named("json"), writer_named("json")
HEADER = {"format": "wangan-questions", "version": 1}


def file(*items: Any, **header: Any) -> bytes:
    return orjson.dumps({**HEADER, **header, "questions": list(items)})


FRAUD = ParsedTopic("fraud", {"en": "Fraud"})
CALLS = ParsedTopic("calls", {"zh-Hans": "来电", "en": "Calls"})

questions = st.builds(
    ParsedQuestion,
    external_id=st.none() | st.text(min_size=1, max_size=20),
    topic=st.sampled_from([(), (FRAUD,), (FRAUD, CALLS)]),
    difficulty=st.none() | st.sampled_from(Difficulty),
    tags=st.lists(texts(max_size=9), max_size=2).map(tuple),
    content=contents(languages=tuple(Language), feedback=True) | contents(),
)


@given(st.lists(questions, min_size=1, max_size=5))
def test_what_is_written_is_read_back_unchanged(written: list[ParsedQuestion]) -> None:
    reading = READER.read(WRITER.write(written).data)
    assert (reading.questions, reading.errors) == (written, [])


@pytest.mark.parametrize("path", sorted(CONTENT_DIRECTORY.rglob("*.json")), ids=lambda p: p.stem)
def test_the_shipped_questions_are_read_written_and_read_alike(path: Path) -> None:
    items = orjson.loads(path.read_bytes())["questions"]
    reading = READER.read(path.read_bytes())
    assert reading.errors == []
    assert [(q.external_id, list(q.tags)) for q in reading.questions] == [
        (item["external_id"], item.get("tags", [])) for item in items
    ]
    assert READER.read(WRITER.write(reading.questions).data) == reading


def test_a_faulty_question_does_not_spoil_the_good_ones() -> None:
    good = {"external_id": "q1", **content("single")}
    reading = READER.read(
        file(
            {**good, "external_id": "q0", "key": ["z"], "stem": {}},
            good,
            "question",
            {**good, "external_id": 5},
            {**good, "difficulty": 4},
            {**good, "difficulty": True},
        )
    )
    assert [q.external_id for q in reading.questions] == ["q1"]
    assert [(f.place.item, f.pointer, f.code) for f in reading.errors] == [
        ("q0", "/stem", "text_missing"),
        ("q0", "/key", "key_unknown"),
        ("3", "", "question_expected"),
        ("4", "/external_id", "external_id_invalid"),
        ("q1", "/difficulty", "difficulty_unknown"),
        ("q1", "/difficulty", "difficulty_unknown"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "json_invalid"),
        (b"{", "json_invalid"),
        (b"[]", "format_unknown"),
        (orjson.dumps({**HEADER, "questions": None}), "format_unknown"),
        (file(version=2), "format_unknown"),
        (file(topic="fraud"), "topic_invalid"),
        (file(topic={"slug": "fraud"}), "topic_invalid"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_whole(data: bytes, code: str) -> None:
    assert [fault.code for fault in READER.read(data).errors] == [code]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)
FIELDS = [
    "type",
    "stem",
    "options",
    "key",
    "explanation",
    "source",
    "external_id",
    "difficulty",
    "prompts",
    "topic",
    "tags",
]


@given(
    st.sampled_from(QuestionType.values),
    st.dictionaries(st.sampled_from(FIELDS), json_values),
)
def test_nothing_that_a_question_may_hold_makes_the_reader_raise(
    kind: str, changes: dict[str, Any]
) -> None:
    reading = READER.read(file({**content(kind), **changes}))
    assert len(reading.questions) + bool(reading.errors) == 1


@given(st.binary(max_size=200))
def test_any_bytes_give_questions_or_faults(data: bytes) -> None:
    assert READER.read(data).errors


def test_it_is_recognised_by_what_it_holds() -> None:
    assert recognise_reader(file()) is READER
    assert recognise_reader(b"\xef\xbb\xbf" + file()) is READER
    assert not READER.recognises(b'{"format": "other"}')


@pytest.mark.parametrize(
    ("topics", "pointer"),
    [
        ("fraud", "/topics"),
        ([{"slug": "fraud"}], "/topics/0"),
        ([{"slug": "a", "name": {"en": "A"}, "parent": "b"}], "/topics/0"),
        ([{"slug": "a", "name": {"en": "A"}}, {"slug": "a", "name": {"en": "A"}}], "/topics/1"),
    ],
)
def test_a_tree_of_topics_without_root_is_refused(topics: Any, pointer: str) -> None:
    errors = READER.read(file(topics=topics)).errors
    assert [(fault.code, fault.pointer) for fault in errors] == [("topic_invalid", pointer)]


def test_a_question_under_a_topic_that_is_not_listed_is_refused() -> None:
    reading = READER.read(file({**content("single"), "topic": "fraud"}))
    assert [(f.code, f.pointer) for f in reading.errors] == [("topic_unknown", "/topic")]


def test_what_is_no_question_is_not_counted_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.bank.formats.wangan_json.MAX_QUESTIONS", 2)
    reading = READER.read(file(*[0] * 9))
    assert [(f.place.item, f.code) for f in reading.errors] == [
        ("1", "question_expected"),
        ("2", "question_expected"),
        ("3", "too_many_questions"),
    ]


def test_a_question_tells_its_first_faults_only() -> None:
    blank = {**content("blank"), "key": [0] * 1000}
    assert [f.code for f in READER.read(file(blank)).errors] == ["key_missing"] * 20


def chain(length: int) -> bytes:
    """Topics of which each is in the one before."""
    parents: list[dict[str, str]] = [{}, *({"parent": f"t{n}"} for n in range(length - 1))]
    topics = [{"slug": f"t{n}", "name": {"en": "T"}, **p} for n, p in enumerate(parents)]
    return file({**content("single"), "topic": f"t{length - 1}"}, topics=topics)


def test_topics_may_lie_64_levels_deep() -> None:
    assert len(READER.read(chain(64)).questions[0].topic) == 64
    assert [(f.code, f.pointer) for f in READER.read(chain(65)).errors] == [
        ("topic_invalid", "/topics/64")
    ]


@pytest.mark.parametrize("version", [True, 2, "1", None])
def test_another_version_is_not_ours(version: object) -> None:
    assert [f.code for f in READER.read(file(version=version)).errors] == ["format_unknown"]
