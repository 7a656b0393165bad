from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import Language
from quiz.bank.enums import QuestionType
from quiz.bank.formats import (
    ParsedQuestion,
    ReadOptions,
    reader_named,
    recognise_reader,
    writer_named,
)
from quiz.bank.packs import CONTENT_DIRECTORY
from quiz.bank.question_content import content_from_json, content_to_json
from tests.quiz.bank.strategies import contents
from tests.quiz.factories import content

READER, WRITER = reader_named("aiken"), writer_named("aiken")
FIXTURES = Path(__file__).parent / "fixtures"
OFFICE = (FIXTURES / "office.aiken").read_bytes()

questions = st.lists(
    st.builds(ParsedQuestion, content=contents(types=(QuestionType.SINGLE,))),
    min_size=1,
    max_size=5,
)


@given(questions)
def test_what_is_written_is_read_back_unchanged(written: list[ParsedQuestion]) -> None:
    writing = WRITER.write(written)
    reading = READER.read(writing.data)
    refused = {int(fault.place.item or 0) - 1 for fault in writing.errors}
    assert {fault.code for fault in writing.errors} <= {"stem_not_writable"}
    kept = [
        ParsedQuestion(content=_without_explanation(question))
        for place, question in enumerate(written)
        if place not in refused
    ]
    assert (reading.questions, reading.errors) == (kept, [])


def _without_explanation(question: ParsedQuestion):
    return content_from_json({**content_to_json(question.content), "explanation": {}})


def test_good_questions_are_read_beside_faulty_ones() -> None:
    reading = READER.read(OFFICE)
    assert [(q.place.line, content_to_json(q.content)) for q in reading.questions] == [
        (
            1,
            {
                "type": "single",
                "stem": {"zh-Hans": "收到自称领导的陌生好友申请，对方要求马上转账，应当怎么做？"},
                "options": [
                    {"id": "a", "text": {"zh-Hans": "领导着急，先转过去再说"}},
                    {"id": "b", "text": {"zh-Hans": "拨打领导原来的电话核实"}},
                    {"id": "c", "text": {"zh-Hans": "让对方发一张工作证照片"}},
                ],
                "key": ["b"],
                "explanation": {},
                "source": {},
            },
        ),
        (
            7,
            {
                "type": "single",
                "stem": {"en": "Which of these is a phishing sign?"},
                "options": [
                    {"id": "a", "text": {"en": "A mail that urges you to act at once"}},
                    {"id": "b", "text": {"en": "A mail from a colleague about lunch"}},
                ],
                "key": ["a"],
                "explanation": {},
                "source": {},
            },
        ),
        (
            12,
            {
                "type": "single",
                "stem": {"zh-Hans": "公共场所的免费无线网络， 下列做法哪一项最稳妥？"},
                "options": [
                    {"id": "a", "text": {"zh-Hans": "登录网上银行转账"}},
                    {"id": "b", "text": {"zh-Hans": "只浏览公开网页，不登录账号"}},
                ],
                "key": ["b"],
                "explanation": {},
                "source": {},
            },
        ),
    ]
    assert [(f.place.line, f.code) for f in reading.errors] == [
        (18, "stem_missing"),
        (21, "option_letters"),
        (26, "answer_invalid"),
        (31, "key_unknown"),
        (36, "options_count"),
        (40, "answer_missing"),
    ]
    assert [(f.place.line, f.code) for f in reading.warnings] == [(12, "stem_lines")]
    again = READER.read(WRITER.write(reading.questions).data)
    assert (again.questions, again.errors, again.warnings) == (reading.questions, [], [])


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Q\nA. a\nB. b\nANSWER: AB", "answer_invalid"),
        ("Q\nA. a\nB. b\nANSWER:", "answer_invalid"),
        ("Q\nA.\nB. b\nANSWER: A", "text_missing"),
        ("ANSWER: A", "stem_missing"),
        ("Q\n" * 200, "answer_missing"),
        ("Q\n" * 201, "stem_too_long"),
    ],
)
def test_a_question_that_is_not_whole_is_refused(source: str, code: str) -> None:
    assert READER.read(source.encode()).errors[0].code == code


def test_markup_is_taken_as_it_is_written() -> None:
    (question,) = READER.read(b"<b>Q</b> &amp;\nA. <i>\nB. \\n\nANSWER: A.").questions
    assert question.content.stem == {"en": "<b>Q</b> &amp;"}
    assert [option.text for option in question.content.options] == [{"en": "<i>"}, {"en": "\\n"}]


def test_only_utf_8_is_read() -> None:
    (fault,) = READER.read(OFFICE.decode().encode("gb18030")).errors
    assert (fault.code, fault.place.line) == ("encoding_not_utf8", 1)


def test_only_single_choices_are_written_and_the_rest_is_told() -> None:
    kinds = [kind.value for kind in QuestionType]
    writing = WRITER.write(
        [ParsedQuestion(content=content_from_json(content(kind))) for kind in kinds]
        + [
            ParsedQuestion(content=content_from_json({**content("single"), "stem": {"en": stem}}))
            for stem in ("A. Smith wrote", "Answer: what?")
        ],
        language=Language.ENGLISH,
    )
    assert writing.data.decode() == (
        "Question 1\nA. Option a\nB. Option b\nC. Option c\nD. Option d\nANSWER: A\n"
    )
    assert [(f.place.item, f.code) for f in writing.errors] == [
        *((str(number), "type_not_writable") for number in range(2, 8)),
        ("8", "stem_not_writable"),
        ("9", "stem_not_writable"),
    ]
    assert [(f.place.item, f.code) for f in writing.warnings] == [
        ("1", "language_not_kept"),
        ("1", "explanation_not_kept"),
        ("1", "source_not_kept"),
    ]


def test_line_breaks_become_spaces_and_are_told() -> None:
    question = content_from_json({**content("single"), "stem": {"en": "One\ntwo"}, "source": {}})
    writing = WRITER.write([ParsedQuestion(content=question)])
    assert writing.data.startswith(b"One two\n")
    assert "lines_not_kept" in {fault.code for fault in writing.warnings}


@pytest.mark.parametrize("path", sorted(CONTENT_DIRECTORY.rglob("*.json")), ids=lambda p: p.stem)
def test_the_shipped_single_choices_come_through(path: Path) -> None:
    shipped = reader_named("json").read(path.read_bytes()).questions
    singles = [q for q in shipped if q.content.type is QuestionType.SINGLE]
    writing = WRITER.write(shipped)
    reading = READER.read(writing.data, ReadOptions(language=Language.CHINESE))
    assert reading.errors == []
    assert [q.content.key for q in reading.questions] == [q.content.key for q in singles]


def test_no_more_than_so_many_questions_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.bank.formats.aiken.MAX_QUESTIONS", 1)
    reading = READER.read(OFFICE)
    assert (len(reading.questions), [f.code for f in reading.errors]) == (1, ["too_many_questions"])


@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from(["Q", "A. a", "B) b", "C.", "ANSWER: A", "ANSWER: 1", "", " "]))
    .map("\n".join)
    .map(str.encode)
)
def test_any_bytes_give_questions_or_faults(data: bytes) -> None:
    reading = READER.read(data)
    assert READER.read(WRITER.write(reading.questions).data).questions == reading.questions


@given(st.lists(st.tuples(st.integers(0, len(OFFICE)), st.binary(max_size=3)), max_size=8))
def test_a_file_with_changes_anywhere_gives_questions_or_faults(
    changes: list[tuple[int, bytes]],
) -> None:
    data = OFFICE
    for at, put in changes:
        data = data[:at] + put + data[at + 1 :]
    assert READER.read(data).errors


def test_it_is_recognised_by_what_it_holds() -> None:
    for path in FIXTURES.iterdir():
        assert READER.recognises(path.read_bytes()) is (path.suffix == ".aiken"), path.name
    assert recognise_reader(OFFICE) is READER
    for data in (b"", b"ANSWER: A", b"A. a\n\nb\nANSWER: A", b"A. a\nANSWER: AB", b"\0A. a"):
        assert not READER.recognises(data)
