from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from common.text import Language
from quiz.bank.enums import QuestionType
from quiz.bank.formats import (
    ParsedQuestion,
    Reading,
    ReadOptions,
    reader_named,
    recognise_reader,
)
from quiz.bank.formats.limits import MAX_EMBEDDED_BYTES
from quiz.bank.question_content import Option, content_to_json
from tests.quiz.bank.formats.mutations import mutated

READER = reader_named("moodle")
EXPORT = (Path(__file__).parent.parent / "fixtures" / "moodle_export.xml").read_bytes()


def read(*questions: str, strict: bool = False) -> Reading:
    data = "<quiz>" + "\n".join(questions) + "</quiz>"
    return READER.read(data.encode(), ReadOptions(strict=strict))


def choice(*grades: str, single: str = "true", more: str = "", stem: str = "Which?") -> str:
    answers = "".join(
        f'<answer fraction="{grade}"><text>Option {place}</text></answer>'
        for place, grade in enumerate(grades)
    )
    return (
        f'<question type="multichoice"><name><text>Which?</text></name>'
        f'<questiontext format="html"><text>{stem}</text></questiontext>'
        f"<single>{single}</single>{answers}{more}</question>"
    )


def codes(reading: Reading) -> tuple[list[str], list[str]]:
    return [f.code for f in reading.errors], [f.code for f in reading.warnings]


def only(reading: Reading) -> ParsedQuestion:
    assert reading.errors == []
    (question,) = reading.questions
    return question


def test_it_is_recognised_by_its_root() -> None:
    assert recognise_reader(EXPORT) is READER
    assert not READER.recognises(b"<html/>")
    assert not READER.recognises(b"quiz")


def test_a_real_export_is_read_with_everything_lost_told() -> None:
    reading = READER.read(EXPORT)
    assert [(q.content.type, q.topic[-1].slug) for q in reading.questions] == [
        (QuestionType.SINGLE, "safety"),
        (QuestionType.MULTIPLE, "safety"),
        (QuestionType.TRUE_FALSE, "network-safety-words"),
        (QuestionType.BLANK, "network-safety-words"),
        (QuestionType.NUMERIC, "network-safety-words"),
        (QuestionType.MATCHING, "network-safety-words"),
        (QuestionType.ORDERING, "network-safety-words"),
        (QuestionType.BLANK, "network-safety-words"),
        (QuestionType.NUMERIC, "network-safety-words"),
        (QuestionType.SINGLE, "network-safety-words"),
    ]
    assert [(f.place.line, f.place.item, f.code) for f in reading.errors] == [
        (164, "mixed", "cloze_mixed"),
        (170, "12", "cloze_empty"),
        (175, "13", "type_unsupported"),
        (176, "14", "type_unsupported"),
        (177, "15", "type_unsupported"),
    ]
    assert [(f.place.item, f.code) for f in reading.warnings] == [
        ("$course$/top/Network safety/Phone // SMS", "category_info_not_kept"),
        ("code-call", "file_not_kept"),
        ("code-call", "combined_feedback_not_kept"),
        ("code-call", "hints_not_kept"),
        ("3", "feedback_not_kept"),
        ("4", "case_ignored"),
        ("4", "feedback_not_kept"),
        ("4", "weights_not_kept"),
        ("4", "wildcards_not_kept"),
        ("5", "units_not_kept"),
        ("8", "feedback_not_kept"),
        ("8", "weights_not_kept"),
        ("9", "weights_not_kept"),
        ("10", "weights_not_kept"),
        ("code-call", "titles_not_kept"),
    ]


def test_a_choice_is_read_whole() -> None:
    question = READER.read(EXPORT).questions[0]
    assert (question.external_id, question.tags) == ("code-call", ("phone", "codes"))
    assert content_to_json(question.content) == {
        "type": "single",
        "stem": {
            "en": "A caller who says he is from the bank asks for the code you were just sent.\n"
            "What do you do?"
        },
        "options": [
            {
                "id": "a",
                "text": {"en": "Read it out"},
                "feedback": {"en": "That is what he is after."},
            },
            {"id": "b", "text": {"en": "Hang up & ring the bank's number"}},
        ],
        "key": ["b"],
        "explanation": {"en": "Nobody from a bank ever asks for a code."},
        "source": {},
    }


def test_parts_of_a_text_become_blanks_a_number_or_a_choice() -> None:
    blanks, number, one = (question.content for question in READER.read(EXPORT).questions[-3:])
    assert (blanks.stem, blanks.key) == (
        {"en": "Ring ____ or ____."},
        (("110", "the police"), ("96110",)),
    )
    assert content_to_json(number)["key"] == [{"value": "3.14", "tolerance": "0.01"}]
    assert one.options == (
        Option("a", {"en": "public"}, {"en": "No}"}),
        Option("b", {"en": "secret"}),
        Option("c", {"en": "old ~ new"}),
    )


@pytest.mark.parametrize(
    ("single", "grades", "key", "warnings"),
    [
        ("true", ("0", "100"), ("b",), []),
        ("true", ("50", "100"), ("b",), ["weights_not_kept"]),
        ("false", ("50", "50", "-50"), ("a", "b"), []),
        ("0", ("75", "25", "0"), ("a", "b"), ["weights_not_kept"]),
        ("", ("50", "40", "-100"), ("a", "b"), ["weights_not_kept"]),
        ("false", ("33.333", "33.33333", "33.3"), ("a", "b", "c"), ["weight_off_list"]),
    ],
)
def test_grades_become_right_and_wrong(
    single: str, grades: tuple[str, ...], key: tuple[str, ...], warnings: list[str]
) -> None:
    reading = read(choice(*grades, single=single))
    assert only(reading).content.key == key
    assert set(codes(reading)[1]) == set(warnings)


def test_a_grade_off_the_list_is_refused_when_strict_and_mended_when_not() -> None:
    strict = read(choice("33", "100"), choice("0", "100"), strict=True)
    with override("en"):
        assert [(f.code, f.place.item, str(f.message)) for f in strict.errors] == [
            ("weight_off_list", "1", "Moodle has no grade of 33 %.")
        ]
    assert len(strict.questions) == 1
    lenient = read(choice("33", "100"))
    assert codes(lenient) == ([], ["weight_off_list", "weights_not_kept"])


@pytest.mark.parametrize("grade", ["much", "1e", "NaN", "--5", "∞"])
def test_what_is_no_grade_is_refused(grade: str) -> None:
    assert codes(read(choice(grade, "100")))[0] == ["weight_invalid"]


def test_no_right_answer_or_two_are_refused_in_a_single_choice() -> None:
    assert codes(read(choice("50", "50")))[0] == ["key_missing"]
    assert codes(read(choice("100", "100")))[0] == ["key_count"]


@pytest.mark.parametrize(
    ("text_format", "written", "read_as"),
    [
        ("html", "a&lt;br&gt;b &amp;amp; c", "a\nb & c"),
        ("moodle_auto_format", "a\nb &lt;b&gt;c&lt;/b&gt;", "a\nb c"),
        ("plain_text", "a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
        ("markdown", "**a** &lt;b&gt; `c`", "a <b> c"),
    ],
)
def test_each_text_format_becomes_plain_text(text_format: str, written: str, read_as: str) -> None:
    question = choice("100", "0", stem=written).replace('format="html"', f'format="{text_format}"')
    assert only(read(question)).content.stem == {"en": read_as}


def test_a_script_does_not_come_in() -> None:
    stem = "Hi&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"
    reading = read(choice("100", "0", stem=stem))
    assert only(reading).content.stem == {"en": "Hi"}
    assert codes(reading)[1] == ["picture_not_kept", "titles_not_kept"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ('<file name="a.png" encoding="base64">aGVsbG8=</file>', "file_not_kept"),
        ('<file name="a.png" encoding="base64">aGVsbG8</file>', "file_broken"),
        ('<file name="a.png" encoding="base64">网</file>', "file_broken"),
        ('<file name="a.png" encoding="uuencode">aGVsbG8=</file>', "file_broken"),
        (f'<file name="a.png">{"A" * 4 * (MAX_EMBEDDED_BYTES // 3 + 4)}</file>', "file_too_large"),
        (f'<file name="a.png">{"A" * 2 * MAX_EMBEDDED_BYTES}</file>', "file_too_large"),
        ("<image>a.png</image><image_base64>aGVsbG8=</image_base64>", "file_not_kept"),
        ("<image>a.png</image><image_base64>!!</image_base64>", "file_broken"),
        ("<image>http://127.0.0.1/a.png</image>", "picture_not_kept"),
    ],
)
def test_embedded_files_are_checked_and_reported(file: str, code: str) -> None:
    assert codes(read(choice("100", "0", more=file))) == ([], [code])


def test_categories_come_in_any_order_and_lose_nothing_silently() -> None:
    def category(path: str, more: str) -> str:
        return (
            f'<question type="category"><category><text>{path}</text></category>{more}</question>'
        )

    reading = read(
        category("$course$/top/甲/乙", "<idnumber>child</idnumber>"),
        choice("100", "0"),
        category("$system$/甲", "<idnumber>parent</idnumber><info><text>Two</text></info>"),
        choice("100", "0"),
        category("$course$/top", "<idnumber>not a slug!</idnumber>"),
        choice("100", "0"),
    )
    assert [[(t.slug, t.name) for t in q.topic] for q in reading.questions] == [
        [("parent", {"zh-Hans": "甲"}), ("child", {"zh-Hans": "乙"})],
        [("parent", {"zh-Hans": "甲"})],
        [],
    ]
    assert codes(reading)[1] == ["category_info_not_kept", "category_id_not_kept"]


def test_the_same_id_number_in_two_categories_is_kept_once() -> None:
    number = "<idnumber>q1</idnumber>"
    reading = read(choice("100", "0", more=number), choice("0", "100", more=number))
    assert [q.external_id for q in reading.questions] == ["q1", None]
    assert codes(reading)[1] == ["external_id_repeated"]


def test_the_language_is_found_out_unless_it_is_given() -> None:
    data = f"<quiz>{choice('100', '0')}</quiz>".encode()
    reading = READER.read(data, ReadOptions(language=Language.CHINESE))
    assert only(reading).content.stem == {"zh-Hans": "Which?"}


def test_a_file_that_breaks_off_gives_the_questions_before() -> None:
    reading = READER.read(f"<quiz>{choice('100', '0')}<question>".encode())
    assert (len(reading.questions), codes(reading)[0]) == (1, ["xml_broken"])


def test_too_many_questions_are_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.bank.formats.moodle_xml.reader.MAX_QUESTIONS", 2)
    reading = read(*[choice("100", "0")] * 4)
    assert (len(reading.questions), codes(reading)[0]) == (2, ["too_many_questions"])


@pytest.mark.parametrize(
    "body",
    [
        '<question type="truefalse"><answer fraction="100"><text>true</text></answer></question>',
        '<question type="ordering"/>',
        '<question type="matching"/>',
        '<question type="numerical"><answer fraction="100"><text>1e999</text></answer></question>',
        '<question type="multichoice"/>',
        '<question type="cloze"><questiontext><text>{1:SA:</text></questiontext></question>',
        "<question/>",
    ],
)
def test_what_is_missing_costs_one_question(body: str) -> None:
    reading = read(body, choice("100", "0"))
    assert len(reading.questions) == 1
    assert reading.errors
    assert {f.place.item for f in reading.errors} == {"1"}


@given(mutated(EXPORT))
def test_a_damaged_file_gives_questions_and_faults(data: bytes) -> None:
    reading = READER.read(data)
    assert reading.questions or reading.errors


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: b"<quiz>" + data))
def test_any_bytes_give_faults(data: bytes) -> None:
    assert READER.read(data).errors


SIGNS = (
    "{", "}", "~", "#", "=", "%", ":", "1", "50", "SA", "NM", "MC", "\\", "*", "a", "网", "&#",
    "&amp;", ";", "{1:SA:=", "{1:MC:=a~",
)  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), max_size=20).map("".join))
def test_any_text_of_a_cloze_question_is_read_or_refused(text: str) -> None:
    body = f"<questiontext><text><![CDATA[{text}]]></text></questiontext>"
    reading = read(f'<question type="cloze">{body}</question>')
    assert len(reading.questions) + bool(reading.errors) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{1:SA:" * 30_000, "cloze_empty"),
        ("{1:SA:=a" + "\\}" * 60_000, "cloze_empty"),
        ("{1:SA:=a}" * 100_000, "text_too_long"),
    ],
)
def test_a_cloze_question_costs_no_more_than_its_length(text: str, code: str) -> None:
    body = f"<questiontext><text>{text}</text></questiontext>"
    assert codes(read(f'<question type="cloze">{body}</question>'))[0] == [code]
