from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.enums import Difficulty
from quiz.bank.formats import ParsedQuestion, ParsedTopic, format_named
from quiz.bank.packs import CONTENT_DIRECTORY
from quiz.bank.types import parse_content
from tests.quiz.factories import content

FORMAT = format_named("json")
HEADER = {"format": "wangan-questions", "version": 1}


def file(*items: Any, **header: Any) -> bytes:
    return orjson.dumps({**HEADER, **header, "questions": list(items)})


questions = st.builds(
    lambda kind, label, external_id, difficulty: ParsedQuestion(
        external_id=external_id,
        topic=ParsedTopic("fraud", {"en": "Fraud"}),
        difficulty=difficulty,
        content=parse_content(content(kind, label)),
    ),
    st.sampled_from(["single", "multiple", "true_false", "blank"]),
    st.text("abc试题", min_size=1),
    st.none() | st.text(min_size=1, max_size=20),
    st.sampled_from(Difficulty),
)


@given(st.lists(questions, min_size=1, max_size=5))
def test_what_is_written_is_read_back_unchanged(written: list[ParsedQuestion]) -> None:
    reading = FORMAT.read(FORMAT.write(written))
    assert (reading.questions, reading.faults) == (written, [])


@pytest.mark.parametrize("path", sorted(CONTENT_DIRECTORY.rglob("*.json")), ids=lambda p: p.stem)
def test_the_shipped_questions_are_read_written_and_read_alike(path: Path) -> None:
    reading = FORMAT.read(path.read_bytes())
    assert (len(reading.questions), reading.faults) == (23, [])
    assert FORMAT.read(FORMAT.write(reading.questions)) == reading


def test_a_faulty_question_does_not_spoil_the_good_ones() -> None:
    good = {"external_id": "q1", **content("single")}
    reading = FORMAT.read(
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
    assert [(f.item, f.pointer, f.code) for f in reading.faults] == [
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
    assert [fault.code for fault in FORMAT.read(data).faults] == [code]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)
FIELDS = ["type", "stem", "options", "key", "explanation", "source", "external_id", "difficulty"]


@given(
    st.sampled_from(["single", "multiple", "true_false", "blank"]),
    st.dictionaries(st.sampled_from(FIELDS), json_values),
)
def test_nothing_that_a_question_may_hold_makes_the_reader_raise(
    kind: str, changes: dict[str, Any]
) -> None:
    reading = FORMAT.read(file({**content(kind), **changes}))
    assert len(reading.questions) + bool(reading.faults) == 1


@given(st.binary(max_size=200))
def test_any_bytes_give_questions_or_faults(data: bytes) -> None:
    assert FORMAT.read(data).faults
