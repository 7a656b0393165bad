"""Finding the questions in whatever tables people have."""

from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from common.text import Language
from quiz.bank.enums import Difficulty, QuestionType
from quiz.bank.formats import ParsedTopic, reader_named, recognise_reader
from quiz.bank.question_content import content_to_json
from quiz.bank.types import rules_of
from tests.quiz.bank.formats.tables import csv_of, faults_of, read, read_one, told

WORDS = "单选 排序 配对 填空 数值 判断 A AB B-A 1-B 甲|乙 | ; 对 ____ 1~2 ± \\ \\| 易 0.5 a/b - '="
cells = st.text(max_size=6) | st.sampled_from([*WORDS.split(), "", "（ ）", "\n", "\x00", "\ufffd"])

TITLES = ["题型", "题干", "选项A", "选项B", "选项C", "答案"]
GOOD = ["单选题", "哪个密码最好？", "123456", "生日", "长而独特的", "C"]
TITLE_ROWS = [["网络安全知识竞赛题库"], ["说明：题型、题干、答案必填，多选题答案用逗号分隔"], [""]]


def test_a_row_is_a_question() -> None:
    question = read(TITLES, GOOD).questions[0]
    assert question.content.type is QuestionType.SINGLE
    assert question.content.stem == {"zh-Hans": "哪个密码最好？"}
    assert [(o.id, o.text) for o in question.content.options] == [
        ("a", {"zh-Hans": "123456"}),
        ("b", {"zh-Hans": "生日"}),
        ("c", {"zh-Hans": "长而独特的"}),
    ]
    assert (question.content.key, question.place.row) == (("c",), 2)


def test_rows_of_rules_and_a_title_may_stand_above_the_header() -> None:
    reading = read(*TITLE_ROWS, TITLES, GOOD)
    assert ([q.place.row for q in reading.questions], reading.errors) == ([5], [])


def test_a_header_below_the_tenth_row_is_not_found() -> None:
    above = [["规则"]] * 10
    assert told(read(*above, TITLES, GOOD).errors) == [("header_missing", None, None)]
    assert len(read(*above[1:], TITLES, GOOD).questions) == 1


def test_options_may_have_their_letters_in_a_row_below_the_header() -> None:
    reading = read(["题干", "选项", "", "", "答案"], ["", "A", "B", "C", ""], [*GOOD[1:]])
    assert [len(q.content.options) for q in reading.questions] == [3]
    assert (reading.errors, reading.warnings) == ([], [])


@pytest.mark.parametrize(
    "titles",
    [
        ["题目类型", "题目内容", "A", "B", "C", "正确答案"],
        ["试题类型", "试题内容", "Ａ", "Ｂ", "Ｃ", "标准答案"],
        ["类型", "问题", "选项 A", "选项 B", "选项 C", "正确选项"],
        ["题型*", "题目（必填）", "选项A\n（必填）", "选项B：", "选项C", "答案【多个用逗号】"],
        ["题型", "题目", "选项1", "选项2", "选项3", "参考答案"],
        ["Type", "Question", "Option A", "Option B", "Option C", "Correct answer"],
        ["TYPE", "STEM", "a", "b", "c", "KEY"],
        ["type", "question_text", "choice_a", "choice_b", "choice_c", "answer"],
    ],
)
def test_titles_have_synonyms_in_both_languages(titles: list[str]) -> None:
    reading = read(titles, GOOD)
    assert (reading.questions, reading.warnings) == (read(TITLES, GOOD).questions, [])


@pytest.mark.parametrize(
    "cell",
    [
        "123456\n生日\n长而独特的", "123456|生日|长而独特的", "A.123456\nB.生日\nC.长而独特的",
        "A、123456 B、生日 C、长而独特的", "(A)123456 (B)生日 (C)长而独特的",
        "123456｜生日｜长而独特的",
    ],
)  # fmt: skip
def test_options_may_share_one_cell(cell: str) -> None:
    reading = read(["题型", "题干", "选项", "答案"], ["单选题", "哪个密码最好？", cell, "C"])
    assert reading.questions == read(TITLES, GOOD).questions


@pytest.mark.parametrize("label", ["A.", "A、", "(A)", "A)", "（A）", "A：", "Ａ．", "a. "])
def test_labels_before_options_are_taken_off(label: str) -> None:
    other = label.translate(str.maketrans("AaＡ", "BbＢ"))
    question = read_one(题干="选哪个？", A=f"{label}甲", B=f"{other}乙", 答案="A")
    assert [option.text["zh-Hans"] for option in question.content.options] == ["甲", "乙"]


def test_one_option_that_happens_to_begin_with_its_letter_is_left_alone() -> None:
    question = read_one(题干="哪个？", A="A.I. 换脸", B="真人", 答案="A")
    assert question.content.options[0].text == {"zh-Hans": "A.I. 换脸"}


def test_a_gap_among_the_options_is_an_error() -> None:
    row = dict(zip(TITLES, GOOD, strict=True)) | {"选项B": ""}
    assert faults_of(**row) == [("options_gap", "选项B")]


def test_trailing_empty_options_are_none() -> None:
    row = dict(zip(TITLES, GOOD, strict=True)) | {"选项C": "　", "答案": "A"}
    assert len(read_one(**row).content.options) == 2


def test_one_bad_row_does_not_spoil_the_good_ones() -> None:
    reading = read(
        [*TITLES, "难度", "标签"],
        [*GOOD, "易", ""],
        ["单选题", "", "甲", "乙", "", "A", "极难", "长" * 51],
        ["抢答题", "问", "甲", "乙", "", "A"],
        ["简答题", "论述题", "", "", "", "略"],
        ["单选题", "选哪个？", "甲", "", "", "A"],
        [*GOOD, "难", ""],
    )
    assert [(q.place.row, q.difficulty) for q in reading.questions] == [
        (2, Difficulty.EASY),
        (7, Difficulty.HARD),
    ]
    assert told(reading.errors) == [
        ("difficulty_unknown", 3, "难度"),
        ("tags_invalid", 3, "标签"),
        ("text_missing", 3, "题干"),
        ("type_unknown", 4, "题型"),
        ("type_unsupported", 5, "题型"),
        ("options_count", 6, "选项A"),
    ]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"题干": "问", "A": "甲", "B": "乙", "答案": "A"}, QuestionType.SINGLE),
        ({"题干": "问", "A": "甲", "B": "乙", "答案": "AB"}, QuestionType.MULTIPLE),
        ({"题干": "问", "A": "甲", "B": "乙", "C": "丙", "答案": "B-C-A"}, QuestionType.ORDERING),
        ({"题干": "密码要保密（ ）", "答案": "对"}, QuestionType.TRUE_FALSE),
        ({"题干": "问", "A": "对", "B": "错", "答案": "A"}, QuestionType.TRUE_FALSE),
        ({"题干": "反诈热线是（  ）", "答案": "96110"}, QuestionType.BLANK),
        ({"题干": "____要保密", "答案": "对"}, QuestionType.BLANK),
        ({"题干": "圆周率？", "答案": "3.14±0.01"}, QuestionType.NUMERIC),
        ({"题干": "连线", "A": "甲|乙", "B": "丙|丁", "答案": ""}, QuestionType.MATCHING),
        ({"题干": "连", "左项1": "甲", "左项2": "乙", "A": "丙", "B": "丁", "答案": "1-B 2-A"},
            QuestionType.MATCHING),
    ],
)  # fmt: skip
def test_the_type_is_inferred_where_it_is_not_given(
    cells: dict[str, str], kind: QuestionType
) -> None:
    assert read_one(**cells).content.type is kind


def test_a_type_that_nothing_shows_is_asked_for() -> None:
    assert faults_of(题型="", 题干="谈谈你的看法", 答案="略") == [("type_missing", "题型")]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("单选", "single"), ("1", "single"), ("单项选择题", "single"), ("Single choice", "single"),
        ("2", "multiple"), ("不定项选择题", "multiple"), ("多选", "multiple"), ("multiple",
        "multiple"),
    ],
)  # fmt: skip
def test_types_have_names_and_codes(word: str, kind: str) -> None:
    assert read_one(题型=word, 题干="问", A="甲", B="乙", 答案="A").content.type == kind


@pytest.mark.parametrize(
    ("column", "levels"),
    [
        (["易", "中", "难"], [1, 2, 3]),
        (["简单", "一般", "困难"], [1, 2, 3]),
        (["Easy", "medium", "HARD"], [1, 2, 3]),
        (["较易", "中等难度", "较难"], [1, 2, 3]),
        (["1", "2", "3"], [1, 2, 3]),
        (["1", "2", "3", "4", "5"], [1, 1, 2, 3, 3]),
        (["0.85", "0.65", "0.3", "1", "0"], [1, 2, 3, 1, 3]),
        (["★", "★★★☆☆", "★★★★★"], [1, 2, 3]),
        (["", "易"], [None, 1]),
    ],
)
def test_a_difficulty_is_a_word_or_a_number_on_the_scale_of_its_column(
    column: list[str], levels: list[int | None]
) -> None:
    reading = read([*TITLES, "难度"], *([*GOOD, difficulty] for difficulty in column))
    assert ([q.difficulty for q in reading.questions], reading.errors) == (levels, [])


def test_a_share_of_right_answers_is_told_to_be_one() -> None:
    reading = read([*TITLES, "难度系数"], [*GOOD, "0.85"])
    assert told(reading.warnings) == [("difficulty_is_share", 1, "难度系数")]


@pytest.mark.parametrize("number", ["6", "0", "-1", "1.5", "1e9"])
def test_a_number_off_the_scale_is_no_difficulty(number: str) -> None:
    assert faults_of(题型="判断", 题干="问", 答案="对", 难度=number) == [
        ("difficulty_unknown", "难度")
    ]


def names(topic: tuple[ParsedTopic, ...]) -> list[Any]:
    return [level.name for level in topic]


def test_the_first_knowledge_point_is_the_topic_and_the_rest_are_tags() -> None:
    question = read_one(题型="判断", 题干="问", 答案="对", 知识点="密码、账号；口令,验证码")
    assert (names(question.topic), question.tags) == (
        [{"zh-Hans": "密码"}],
        ("账号", "口令", "验证码"),
    )


@pytest.mark.parametrize(
    ("path", "levels"),
    [
        ("网络安全/密码", ["网络安全", "密码"]),
        ("网络安全-密码", ["网络安全", "密码"]),
        ("网络安全／密码－口令", ["网络安全", "密码－口令"]),
        ("Wi-Fi安全", ["Wi-Fi安全"]),
        (r"应急\-处置", ["应急-处置"]),
        ("网络安全 / 密码/", ["网络安全", "密码"]),
    ],
)
def test_a_category_is_a_path(path: str, levels: list[str]) -> None:
    question = read_one(题型="判断", 题干="问", 答案="对", 章节=path, 知识点="账号")
    assert names(question.topic) == [{"zh-Hans": level} for level in levels]
    assert question.tags == ("账号",)


def test_scores_and_unknown_columns_are_told_once() -> None:
    reading = read([*TITLES, "分值", "出题人", "题干"], [*GOOD, "2"], [*GOOD, "5"])
    assert len(reading.questions) == 2
    assert told(reading.warnings) == [
        ("score_not_kept", 1, "分值"),
        ("column_unknown", 1, "出题人"),
        ("column_repeated", 1, "题干"),
    ]


@pytest.mark.parametrize(
    ("title", "numbers", "kept"),
    [
        ("序号", ["1", "2"], [None, None]),
        ("题号", ["57", "103"], [None, None]),
        ("编号", ["Q1", "2"], ["Q1", "2"]),
        ("题号", ["001", "002"], ["001", "002"]),
        ("编号", ["2026001", "2026002"], ["2026001", "2026002"]),
        ("外部编号", ["1", "2"], ["1", "2"]),
        ("External id", ["1", ""], ["1", None]),
    ],
)
def test_a_running_number_names_no_question(
    title: str, numbers: list[str], kept: list[str | None]
) -> None:
    reading = read([*TITLES, title], *([*GOOD, number] for number in numbers))
    assert [question.external_id for question in reading.questions] == kept
    assert [fault.code for fault in reading.warnings] == (
        ["numbers_not_kept"] if kept == [None, None] else []
    )


def test_columns_may_be_in_both_languages() -> None:
    question = read_one(
        **{
            "题型": "单选", "题干": "哪个？", "题干（英文）": "Which?", "选项A": "PIN",
            "选项A (en)": "PIN code",
            "选项B": "生日", "英文选项B": "Birthday", "答案": "A", "分类": "密码/口令",
            "分类（英文）": "Passwords/PINs",
        }
    )  # fmt: skip
    assert question.content.stem == {"zh-Hans": "哪个？", "en": "Which?"}
    assert [option.text for option in question.content.options] == [
        {"zh-Hans": "PIN", "en": "PIN code"},
        {"zh-Hans": "生日", "en": "Birthday"},
    ]
    assert names(question.topic) == [
        {"zh-Hans": "密码", "en": "Passwords"},
        {"zh-Hans": "口令", "en": "PINs"},
    ]


def test_topics_of_different_depth_in_the_two_languages_are_refused() -> None:
    cells = {"题型": "判断", "题干": "问", "答案": "对", "分类": "密码", "分类（英文）": "A/B"}
    assert faults_of(**cells) == [("topic_invalid", "分类")]


def test_the_language_is_the_callers_or_else_each_questions_own() -> None:
    rows = ["Stem", "Answer"], ["Keep your PIN secret.", "True"], ["密码要保密。", "True"]
    assert [list(q.content.stem) for q in read(*rows).questions] == [["en"], ["zh-Hans"]]
    both = read(*rows, language=Language.ENGLISH).questions
    assert [list(question.content.stem) for question in both] == [["en"], ["en"]]


def test_a_judgement_with_options_of_another_kind_loses_them() -> None:
    reading = read(["题型", "题干", "A", "B", "答案"], ["判断", "问", "甲", "乙", "对"])
    assert told(reading.warnings) == [("options_dropped", 2, "A")]
    assert reading.questions[0].content.options == ()


TEXT = csv_of(TITLES, GOOD)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gbk"),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        csv_of(TITLES, GOOD, delimiter=";").encode("gbk"),
        csv_of(TITLES, GOOD, delimiter="\t").encode("utf-16"),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace("\r\n", "\r").encode(),
        ("sep=,\r\n" + TEXT).encode("gbk"),
        (TEXT + ",,,,,\r\n" * 50).encode(),
    ],
)
def test_every_encoding_and_delimiter_is_read(data: bytes) -> None:
    reader = recognise_reader(data)
    assert reader is reader_named("csv")
    reading = reader.read(data)
    assert (reading.questions, reading.errors) == (read(TITLES, GOOD).questions, [])


def test_a_header_without_rows_is_an_empty_file() -> None:
    assert told(read(TITLES).errors) == [("file_empty", None, None)]


def test_bytes_that_are_no_text_cost_their_row_only() -> None:
    broken = csv_of(TITLES, GOOD, GOOD).encode().replace("生日".encode(), b"\xe7\x94\xff\xff", 1)
    reading = reader_named("csv").read(broken)
    assert [question.place.row for question in reading.questions] == [3]
    assert told(reading.errors) == [("encoding_broken", 2, "选项B")]


def test_a_quotation_mark_that_is_never_closed_costs_its_row_only() -> None:
    text = (
        csv_of(TITLES, GOOD)
        + '单选题,"没关上,甲,乙,丙,A\r\n'
        + csv_of(GOOD, [*GOOD[:4], "a\nb", "C"])
    )
    reading = reader_named("csv").read(text.encode())
    assert [question.place.row for question in reading.questions] == [2, 4, 5]
    assert [(fault.code, fault.place.row) for fault in reading.errors] == [("row_unreadable", 3)]


def test_rows_that_cannot_be_read_count_as_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("common.tables.delimited.MAX_ROWS", 3)
    reading = reader_named("csv").read((csv_of(TITLES) + '"a"b\n' * 9).encode())
    assert [fault.code for fault in reading.errors] == [
        "row_unreadable",
        "row_unreadable",
        "spreadsheet_too_large",
    ]


@pytest.mark.parametrize("data", [b"", b"\x00", "只是一段话。".encode(), b"a,b\n1,2\n", b'"'])
def test_what_is_no_table_of_questions_is_not_taken_for_one(data: bytes) -> None:
    reader = reader_named("csv")
    assert not reader.recognises(data)
    reading = reader.read(data)
    assert (reading.questions, len(reading.errors)) == ([], 1)


@pytest.mark.parametrize("mark", ["[", "（", "[a"])
def test_titles_cost_no_more_than_their_length(mark: str) -> None:
    assert not reader_named("csv").recognises((mark * 100_000).encode())


@pytest.mark.parametrize("answer", [";" * 100_000, "[" + " " * 100_000, "1" + " " * 100_000 + "x"])
def test_answers_of_numbers_cost_no_more_than_their_length(answer: str) -> None:
    assert faults_of(题型="数值", 题干="几分钟?", 答案=answer) == [("answer_unclear", "答案")]


def test_an_apostrophe_before_a_formula_is_taken_off() -> None:
    question = read_one(题干="'=1+1", A="'=SUM(A1)", B="'s", 答案="A")
    assert question.content.stem == {"en": "=1+1"}
    assert [option.text["en"] for option in question.content.options] == ["=SUM(A1)", "'s"]


@given(st.binary(max_size=300))
def test_any_bytes_give_faults(data: bytes) -> None:
    assert reader_named("csv").read(data).errors


@settings(max_examples=150)
@given(st.lists(st.lists(cells, min_size=8, max_size=8), max_size=4))
def test_any_cells_give_questions_or_faults(rows: list[list[str]]) -> None:
    titles = ["题型", "题干", "A", "B", "左项1", "答案", "难度", "分类"]
    reading = read(titles, *rows)
    faulty = {fault.place.row for fault in reading.errors}
    good = {question.place.row for question in reading.questions}
    asked = {n for n, row in enumerate(rows, start=2) if any(cell.strip() for cell in row[1:6])}
    assert (faulty & good, faulty | good) == (set(), asked if asked else faulty)
    for question in reading.questions:
        assert rules_of(question.content.type).check(content_to_json(question.content)) == []


def test_messages_are_in_both_languages() -> None:
    [fault] = read(TITLES, [*GOOD[:-1], "CC"]).errors
    with override("en"):
        assert str(fault.message) == "The answer names an option twice."
    with override("zh-hans"):
        assert str(fault.message) == "答案里同一个选项写了两次。"
