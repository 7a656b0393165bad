"""Every notation of an answer that people use."""

from decimal import Decimal
from typing import Any

import pytest

from quiz.bank.accepted_numbers import AcceptedNumber
from quiz.bank.enums import QuestionType
from tests.quiz.bank.formats.tables import faults_of, read, read_one, told

FOUR = {"A": "甲", "B": "乙", "C": "丙", "D": "丁"}


def choice(answer: str, kind: str = "多选题", **options: str) -> dict[str, str]:
    return {"题型": kind, "题干": "选哪些？", **(options or FOUR), "答案": answer}


@pytest.mark.parametrize(
    "answer",
    [
        "ABD", "A,B,D", "A、B、D", "A;B;D", "A|B|D", "A B D", "A，B，D", "A；B；D", "ＡＢＤ", "DBA",
        "abd", "1,2,4", "124", "1、2、4", "（A、B、D）", "【ABD】", "ABD。", "A和B和D", "A/B/D",
        "A&B&D",
    ],
)  # fmt: skip
def test_the_right_options_may_be_listed_in_any_way(answer: str) -> None:
    assert read_one(**choice(answer)).content.key == ("a", "b", "d")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("AA", "key_repeated"),
        ("A,B,A", "key_repeated"),
        ("AE", "key_unknown"),
        ("0", "key_unknown"),
        ("5", "key_unknown"),
        ("甲", "answer_unclear"),
        ("A1", "answer_unclear"),
        ("A-C", "answer_unclear"),
        ("", "key_missing"),
        ("，", "answer_unclear"),
        ("1" * 200, "answer_unclear"),
    ],
)
def test_an_answer_that_names_no_options_is_refused(answer: str, code: str) -> None:
    assert faults_of(**choice(answer)) == [(code, "答案")]


def test_a_single_choice_has_one_answer() -> None:
    assert faults_of(**choice("AB", "单选题")) == [("key_count", "答案")]


def test_twelve_of_twelve_options_is_the_twelfth() -> None:
    options = {chr(ord("A") + n): f"第{n}项" for n in range(12)}
    assert read_one(**choice("12", "单选", **options)).content.key == ("l",)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("正确", True), ("错误", False), ("对", True), ("错", False), ("是", True), ("否", False),
        ("T", True), ("F", False), ("true", True), ("FALSE", False), ("√", True), ("×", False),
        ("✔", True), ("1", True), ("0", False), ("A", True), ("B", False), ("Ｂ", False), ("Y",
        True),
    ],
)  # fmt: skip
def test_a_verdict_has_many_words(answer: str, verdict: bool) -> None:
    question = read_one(题型="判断题", 题干="密码可以告诉同事。", 答案=answer)
    assert (question.content.type, question.content.key) == (QuestionType.TRUE_FALSE, verdict)


def test_a_letter_means_the_verdict_listed_under_it() -> None:
    cells = {"题型": "判断", "题干": "对吗？", "选项A": "错误", "选项B": "正确", "答案": "B"}
    assert read_one(**cells).content.key is True
    assert read_one(**{**cells, "题型": ""}).content.key is True


def test_a_verdict_that_is_none_is_refused() -> None:
    assert faults_of(题型="判断题", 题干="对吗？", 答案="C") == [("answer_unclear", "答案")]


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("密码", (("密码",),)),
        ("密码;口令；password", (("密码", "口令", "password"),)),
        (r"a\;b;c\|d", (("a;b", "c|d"),)),
        (r"C:\Windows", ((r"C:\Windows",),)),
        (r"a\\;b", (("a\\", "b"),)),
    ],
)
def test_a_blank_accepts_each_of_its_spellings(answer: str, key: Any) -> None:
    assert read_one(题型="填空题", 题干="不要告诉别人____。", 答案=answer).content.key == key


def test_bars_stand_between_blanks() -> None:
    question = read_one(题型="填空题", 题干="____和____", 答案="甲;A|乙")
    assert question.content.key == (("甲", "A"), ("乙",))
    assert faults_of(题型="填空题", 题干="____和", 答案="甲|乙") == [("blanks_count", "题干")]


def test_blanks_in_brackets_are_written_our_way() -> None:
    question = read_one(题型="填空题", 题干="（  ）和( )以及【 】", 答案="甲|乙|丙")
    assert question.content.stem == {"zh-Hans": "____和____以及____"}


def test_as_many_words_as_blanks_are_taken_for_one_each() -> None:
    reading = read(["题型", "题干", "答案"], ["填空", "____和____", "甲；乙"])
    assert reading.questions[0].content.key == (("甲",), ("乙",))
    assert told(reading.warnings) == [("answer_guessed", 2, "答案")]


def test_a_stem_without_blanks_gets_them() -> None:
    reading = read(["题型", "题干", "答案"], ["填空", "全国反诈热线？", "96110"])
    assert reading.questions[0].content.stem == {"zh-Hans": "全国反诈热线？ ____"}
    assert told(reading.warnings) == [("blank_added", 2, "题干")]


def near(value: str, tolerance: str = "0") -> AcceptedNumber:
    return AcceptedNumber.near(Decimal(value), Decimal(tolerance))


def between(low: str, high: str) -> AcceptedNumber:
    return AcceptedNumber.between(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("7", (near("7"),)),
        ("1,000", (near("1000"),)),
        ("-3.5", (near("-3.5"),)),
        ("3.14±0.01", (near("3.14", "0.01"),)),
        ("3.14 +/- 0.01", (near("3.14", "0.01"),)),
        ("3.14+-0.01", (near("3.14", "0.01"),)),
        ("1~5", (between("1", "5"),)),
        ("1～5", (between("1", "5"),)),
        ("1–5", (between("1", "5"),)),
        ("1-5", (between("1", "5"),)),
        ("1至5", (between("1", "5"),)),
        ("-5~-1", (between("-5", "-1"),)),
        ("[1,5]", (between("1", "5"),)),
        ("【1，5】", (between("1", "5"),)),
        ("[1, 5];7|8±1", (between("1", "5"), near("7"), near("8", "1"))),
    ],
)
def test_numbers_have_tolerances_and_ranges(answer: str, key: Any) -> None:
    assert read_one(题型="数值题", 题干="多少？", 答案=answer).content.key == key


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("五", "answer_unclear"),
        ("5 元", "answer_unclear"),
        (";", "answer_unclear"),
        ("", "key_missing"),
        ("5~1", "range_empty"),
        ("5±-1", "range_empty"),
    ],
)
def test_what_is_no_number_is_refused(answer: str, code: str) -> None:
    assert faults_of(题型="数值题", 题干="多少？", 答案=answer) == [(code, "答案")]


@pytest.mark.parametrize(
    "answer",
    ["C-A-B-D", "CABD", "3,1,2,4", "C→A→B→D", "C>A>B>D", "c、a、b、d", "3-1-2-4", "C—A—B—D"],
)
def test_an_order_names_every_item(answer: str) -> None:
    question = read_one(**choice(answer, "排序题"))
    assert (question.content.type, question.content.key) == (
        QuestionType.ORDERING,
        ("c", "a", "b", "d"),
    )
    assert [option.text["zh-Hans"] for option in question.content.options] == list("甲乙丙丁")


def test_items_listed_in_their_right_order_are_scrambled() -> None:
    content = read_one(**choice("ABCD", "排序题")).content
    texts = {option.id: option.text["zh-Hans"] for option in content.options}
    assert "".join(texts[str(part)] for part in content.key) == "甲乙丙丁"  # type: ignore[union-attr]
    assert content.key != content.option_ids


def test_an_order_without_every_item_is_refused() -> None:
    assert faults_of(**choice("B-A-C", "排序题")) == [("key_incomplete", "答案")]


LEFT = {"左项1": "钓鱼", "左项2": "勒索"}


@pytest.mark.parametrize(
    "answer",
    ["1-C 2-A", "1C2A", "2-A 1-C", "1→C；2→A", "1:C,2:A", "C-A", "CA", "(1,C)(2,A)", "1C、2A"],
)
def test_pairs_may_be_written_in_any_way(answer: str) -> None:
    content = read_one(
        题型="连线题", 题干="连线", **LEFT, A="加密", B="删除", C="冒充", 答案=answer
    ).content
    assert content.prompts == ({"zh-Hans": "钓鱼"}, {"zh-Hans": "勒索"})
    assert (content.type, content.key) == (QuestionType.MATCHING, ("c", "a"))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("1-A", "key_incomplete"),
        ("1-A 1-B", "key_repeated"),
        ("1-A 2-D", "key_unknown"),
        ("1-A 3-B", "key_incomplete"),
        ("都对", "answer_unclear"),
        ("", "key_incomplete"),
    ],
)
def test_pairs_that_leave_something_open_are_refused(answer: str, code: str) -> None:
    cells = {"题型": "配对题", "题干": "连线", **LEFT, "A": "加密", "B": "删除", "C": "冒充"}
    assert faults_of(**cells, 答案=answer) == [(code, "答案")]


def test_cells_with_a_left_and_a_right_side_are_pairs() -> None:
    pairs = {"选项A": "钓鱼|冒充", "选项B": r"勒索｜加密\|锁死", "选项C": "|删除"}
    content = read_one(题型="", 题干="连线", **pairs, 答案="").content
    texts = {option.id: option.text["zh-Hans"] for option in content.options}
    assert [prompt["zh-Hans"] for prompt in content.prompts] == ["钓鱼", "勒索"]
    assert [texts[str(part)] for part in content.key] == ["冒充", "加密|锁死"]  # type: ignore[union-attr]
    assert sorted(texts.values()) == ["冒充", "删除", "加密|锁死"]


def test_an_answer_pairs_the_sides_otherwise() -> None:
    pairs = {"选项A": "钓鱼|加密", "选项B": "勒索|冒充"}
    content = read_one(题型="配对", 题干="连线", **pairs, 答案="1-B 2-A").content
    assert ([option.text["zh-Hans"] for option in content.options], content.key) == (
        ["加密", "冒充"],
        ("b", "a"),
    )


def test_a_pair_without_a_right_side_is_refused() -> None:
    cells = {"题型": "配对题", "题干": "连线", "选项A": "钓鱼|冒充", "选项B": "勒索", "答案": ""}
    assert faults_of(**cells) == [("pairs_unclear", "选项A")]
