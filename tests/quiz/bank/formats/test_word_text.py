from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.enums import Difficulty
from quiz.bank.formats import Reading, reader_named, recognise_reader
from quiz.bank.formats.limits import MAX_FILE_BYTES
from quiz.bank.question_content import content_to_json

READER = reader_named("text")
FIXTURES = Path(__file__).parent / "fixtures"
PAPER = (FIXTURES / "paper.txt").read_bytes()


def read(text: str) -> Reading:
    return READER.read(text.encode())


def one(text: str) -> dict[str, Any]:
    """The only question of a text that has no fault, without what is empty."""
    reading = read(text)
    assert (reading.errors, reading.warnings) == ([], [])
    (question,) = reading.questions
    return {key: value for key, value in content_to_json(question.content).items() if value != {}}


def choice(stem: str, options: str, key: str, kind: str = "single") -> dict[str, Any]:
    return {
        "type": kind,
        "stem": {"zh-Hans": stem},
        "options": [
            {"id": "abcdef"[place], "text": {"zh-Hans": text}}
            for place, text in enumerate(options.split())
        ],
        "key": list(key),
    }


def summary(reading: Reading) -> list[tuple[int | None, str, str, Any]]:
    return [
        (
            question.place.line,
            question.content.type.value,
            "|".join(map(str, question.content.stem.values())),
            content_to_json(question.content)["key"],
        )
        for question in reading.questions
    ]


def faults(reading: Reading) -> list[tuple[int | None, str]]:
    return [(fault.place.line, fault.code) for fault in (*reading.errors, *reading.warnings)]


def test_a_paper_is_read_with_all_that_it_says() -> None:
    reading = READER.read(PAPER)
    assert summary(reading) == [
        (4, "single", "收到“中奖”短信，要求先交手续费，应当怎么做？（　）", ["b"]),
        (15, "single", "下列口令中强度最高的是（　）。", ["c"]),
        (
            18,
            "single",
            "以下说法正确的是：\n①公共无线网络可以放心转账\n②陌生链接不要点\n③验证码不能告诉任何人",
            ["b"],
        ),
        (24, "single", "2025年修改后的法律自何时起施行？", ["b"]),
        (28, "multiple", "个人信息包括哪些？", ["a", "b", "d"]),
        (36, "true_false", "公安机关会通过电话要求转账到“安全账户”。", False),
        (37, "true_false", "离开座位时应当锁定电脑屏幕。", True),
        (38, "true_false", "手机丢失后应当尽快挂失号码。", True),
        (39, "true_false", "免费软件都没有风险。", False),
        (45, "blank", "反诈专线的号码是____。", [["96110"]]),
        (
            47,
            "blank",
            "国家反诈中心的应用叫____，报警电话是____。",
            [["国家反诈中心APP", "国家反诈中心"], ["110"]],
        ),
    ]
    assert faults(reading) == [
        (51, "type_unsupported"),
        (55, "answer_missing"),
        (1, "text_skipped"),
    ]
    first, second, *_, last = reading.questions[:5]
    assert content_to_json(first.content) == {
        **choice(
            "收到“中奖”短信，要求先交手续费，应当怎么做？（　）",
            "马上交费，以免过期 不予理会，必要时报警 转发给朋友一起领奖 回拨短信里的电话核实",
            "b",
        ),
        "explanation": {"zh-Hans": "要求先交钱再领奖的，\n都是诈骗。"},
        "source": {},
    }
    assert (first.difficulty, first.tags, first.place.item) == (Difficulty.EASY, ("短信",), "1")
    assert [topic.slug for topic in first.topic] == ["dian-xin-wang-luo-zha-pian"]
    assert [str(o.text["zh-Hans"]) for o in second.content.options] == [
        "12345678",
        "abcd1234",
        "Yu7&kuai-Le!9",
        "生日",
    ]
    assert (last.difficulty, last.content.explanation) == (
        Difficulty.MEDIUM,
        {"zh-Hans": "能识别到个人的才是个人信息。"},
    )


def test_answers_at_the_end_find_their_questions_section_by_section() -> None:
    reading = READER.read((FIXTURES / "answers_at_end.txt").read_bytes())
    assert [(kind, key) for _, kind, _, key in summary(reading)] == [
        ("single", ["a"]),
        ("single", ["b"]),
        ("single", ["a"]),
        ("multiple", ["a", "b"]),
        ("multiple", ["a", "b"]),
        ("true_false", True),
        ("true_false", False),
    ]
    assert faults(reading) == []


def test_questions_without_numbers_are_told_apart_by_empty_lines() -> None:
    reading = READER.read((FIXTURES / "unnumbered.txt").read_bytes())
    assert summary(reading) == [
        (1, "single", "Which message is a phishing attempt?", ["a"]),
        (7, "single", "接到自称客服的电话，说可以退款，应当（　）", ["b"]),
        (11, "true_false", "不明来源的充电线可能窃取数据。", True),
    ]
    assert reading.questions[0].content.explanation == {"en": "Small fees are the usual bait."}
    assert faults(reading) == []


@pytest.mark.parametrize(
    "answer",
    [
        "答案：B",
        "答案:b",
        "【答案】B",
        "[答案] B",
        "正确答案：Ｂ",
        "参考答案：（B）",
        "标准答案: B。",
        "答案 B",
        "答案\nB",
        "答案：B. 乙",
        "答案：乙",
        "【正确答案】：2",
        "Answer: B",
    ],
)
def test_an_answer_is_written_in_many_ways(answer: str) -> None:
    assert one(f"1. 选哪个\nA. 甲\nB. 乙\n{answer}") == choice("选哪个", "甲 乙", "b")


@pytest.mark.parametrize(
    "text",
    [
        "1. 选哪个\nA. 甲\nB. 乙\nC. 丙",
        "１．选哪个\nＡ．甲\nＢ．乙\nＣ．丙",
        "1、选哪个\nA、甲　B、乙　C、丙",
        "（1）选哪个\n（A）甲（B）乙（C）丙",
        "①选哪个\nA) 甲 B) 乙\nC) 丙",
        "第1题 选哪个\nA：甲\nB：乙\nC：丙",
        "第 1 题：选哪个 A.甲 B.乙 C.丙",
        "【1】选哪个\nA.甲B.乙C.丙",
        "1)选哪个\na. 甲\nb. 乙\nc. 丙",
        "题目1：选哪个\v A. 甲\vB. 乙\vC. 丙",
        "选哪个\nA. 甲\nB. 乙\nC. 丙",
        "1.【单选题】选哪个\nA. 甲\nB. 乙\nC. 丙",
        "1.（单选题）选哪个\nA. 甲\nB. 乙\nC. 丙",
    ],
)
def test_numbers_and_letters_are_written_in_many_ways(text: str) -> None:
    assert one(f"{text}\n答案：C") == choice("选哪个", "甲 乙 丙", "c")


@pytest.mark.parametrize(
    "line",
    [
        "说法对吗（√）",
        "(对) 说法对吗",
        "说法对吗\n答案：T",
        "说法对吗 答案：√",
        "说法对吗（ 正确 ）。",
    ],
)
def test_a_verdict_is_written_in_many_ways(line: str) -> None:
    question = one(f"一、判断题\n1. {line}")
    assert (question["type"], question["key"]) == ("true_false", True)
    assert question["stem"]["zh-Hans"].rstrip("。") == "说法对吗"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1. 甲是___。\n答案：子;鼠", [["子", "鼠"]]),
        ("1. 甲是____，乙是____。\n答案：子|丑;牛", [["子"], ["丑", "牛"]]),
        ("1. 甲是____，乙是____。\n答案：子；丑", [["子"], ["丑"]]),
        ("1. 甲是____，乙是____。\n答案：子、丑", [["子"], ["丑"]]),
        ("1. 甲是____，乙是____。\n答案：子 丑", [["子"], ["丑"]]),
        ("1. 甲是____，乙是____。\n答案：\n(1)子\n(2)丑", [["子"], ["丑"]]),
        ("1. 甲是____，乙是____。\n答案：①子②丑", [["子"], ["丑"]]),
        ("1. 甲是____，乙是____。\n答案：（a）子（b）丑", [["子"], ["丑"]]),
        ("填空题\n1. 甲是（ ）\n答案：子", [["子"]]),
        ("填空题\n1. 写出甲\n答案：子", [["子"]]),
    ],
)
def test_words_for_blanks_are_parted_in_many_ways(text: str, key: list[list[str]]) -> None:
    question = one(text)
    assert (question["type"], question["key"]) == ("blank", key)


@pytest.mark.parametrize(
    ("answers", "keys"),
    [
        ("1-3 ABC", "abc"),
        ("1—3：ABC", "abc"),
        ("1～2 AB 3-3 C", "abc"),
        ("答案：1-3 A B C", "abc"),
        ("1.A 2.B 3.C", "abc"),
        ("参考答案\n1、A\n2、B\n3、C", "abc"),
        ("参考答案：\n1.A 解析：因为甲\n2.B\n3.【答案】C【解析】因为丙", "abc"),
    ],
)
def test_a_list_of_answers_is_written_in_many_ways(answers: str, keys: str) -> None:
    questions = "".join(f"{n}. 选哪个\nA. 甲\nB. 乙\nC. 丙\n" for n in (1, 2, 3))
    reading = read(f"{questions}\n{answers}")
    assert ([key for *_, key in summary(reading)], faults(reading)) == ([list(k) for k in keys], [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. 选哪个\nA. 甲\nB. 乙", [(1, "answer_missing")]),
        ("1. 选哪个\nA. 甲\nC. 乙\n答案：A", [(1, "option_letters")]),
        ("1. 选哪个\nA. 甲\nB. 乙\n答案：E", [(1, "key_unknown")]),
        ("1. 选哪个\nA. 甲\nB. 乙\n答案：随便", [(1, "answer_unclear")]),
        ("1. 选（A）\nA. 甲\nB. 乙\n答案：B", [(1, "answers_differ")]),
        ("1. 对不对（√）\n答案：错", [(1, "answers_differ")]),
        ("单选题\n1. 选哪个\nA. 甲\nB. 乙\n答案：AB", [(2, "key_count")]),
        ("单选题\n1. 选哪个\n答案：A", [(2, "options_missing")]),
        ("判断题\n1. 对不对\n答案：也许", [(2, "answer_unclear")]),
        ("1. 甲____乙____\n答案：子", [(1, "blanks_count")]),
        ("1. 选哪个\n题型：论述题\n答案：略", [(1, "type_unsupported")]),
        ("配对题\n1. 连一连\n答案：1-A", [(2, "type_unsupported_here")]),
        ("只是一段文字，没有题目。", [(None, "questions_missing"), (1, "text_skipped")]),
        ("", [(None, "questions_missing")]),
        (f"1. 选哪个{'啊' * 20_000}", [(1, "line_too_long")]),
        (
            "1. 选哪个\n" + ("很长的题干" * 3_000 + "\n") * 5,
            [(1, "question_too_long")],
        ),
        (f"1. 甲____\n答案：{'子' * 2_001}", [(1, "answer_too_long")]),
        (
            "1. 选\nA. 甲\nB. 乙\n\n1-3 AB",
            [(1, "answer_missing"), (5, "answers_miscounted")],
        ),
    ],
)
def test_what_cannot_be_read_is_told_by_line(
    text: str, found: list[tuple[int | None, str]]
) -> None:
    reading = read(text)
    assert reading.questions == []
    assert faults(reading) == found


def test_what_is_told_about_questions_that_were_read() -> None:
    reading = read("1. 对不对（√）\n难度：天知道\n\n参考答案\n1.√ 2.×")
    assert [key for *_, key in summary(reading)] == [True]
    assert faults(reading) == [(1, "difficulty_unknown"), (5, "answer_without_question")]


def test_a_list_in_an_explanation_stays_there() -> None:
    reading = read(
        "1. 自何时起施行（ B ）\nA. 去年\nB. 今年\n解析：1. 去年通过；\n2. 今年施行。\n"
        "2. 下一题是（ A ）\nA. 甲\nB. 乙\n解析：1. 甲对；\n2. 乙错。\n\n3. 密码越长越好（√）"
    )
    assert [key for *_, key in summary(reading)] == [["b"], ["a"], True]
    assert reading.questions[0].content.explanation == {"zh-Hans": "1. 去年通过；\n2. 今年施行。"}
    assert faults(reading) == []


def test_a_second_answer_is_told() -> None:
    reading = read("1. 选哪个\nA. 甲\nB. 乙\n答案：A\n解析：甲对\n答案：B")
    assert [key for *_, key in summary(reading)] == [["a"]]
    assert faults(reading) == [(6, "answer_repeated")]


def test_difficulty_source_and_tags_are_kept() -> None:
    reading = read("1. 对不对（√）\n答案：对\n难度：★★★★★\n出处：《网络安全法》\n标签：法律，常识")
    (question,) = reading.questions
    assert (question.difficulty, question.tags, question.content.source) == (
        Difficulty.HARD,
        ("法律", "常识"),
        {"zh-Hans": "《网络安全法》"},
    )


def test_letters_in_brackets_that_are_no_options_stay_in_the_stem() -> None:
    question = one("1. 多因素认证（MFA）是指（ B ）\nA. 甲\nB. 乙")
    assert question["stem"] == {"zh-Hans": "多因素认证（MFA）是指（　）"}


def test_items_to_order_are_read_under_their_heading() -> None:
    reading = read("排序题\n1. 排一排\nA. 甲\nB. 乙\nC. 丙\n答案：C-A-B")
    (question,) = reading.questions
    texts = {option.id: str(option.text["zh-Hans"]) for option in question.content.options}
    key = content_to_json(question.content)["key"]
    assert [texts[option_id] for option_id in key] == ["丙", "甲", "乙"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    assert READER.read(PAPER.decode().encode(encoding)) == READER.read(PAPER)


def test_broken_characters_cost_only_themselves() -> None:
    reading = READER.read(PAPER.replace("生日".encode(), b"\xff\xff"))
    assert len(reading.questions) == len(READER.read(PAPER).questions)
    assert (16, "characters_not_kept") in faults(reading)


def test_a_file_that_is_too_large_is_refused_whole() -> None:
    assert [f.code for f in READER.read(b" " * (MAX_FILE_BYTES + 1)).errors] == ["file_too_large"]


def test_no_more_than_so_many_questions_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.bank.formats.word_text.reading.MAX_QUESTIONS", 2)
    assert "too_many_questions" in [f.code for f in READER.read(PAPER).errors]


PIECES = [
    "1. ", "2、", "（3）", "①", "A. ", "B．", "C、", "(D)", "答案：", "【答案】", "解析：",
    "（√）", "（A）", "____", "一、单选题", "二、判断题", "参考答案", "1-2 AB", "1.A 2.B", "题干",
    "\n", "\n\n", " ", "　", "5", "-", "？", "难度：易",
]  # fmt: skip


@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from(PIECES), max_size=40).map("".join).map(str.encode)
)
def test_any_bytes_give_questions_or_faults(data: bytes) -> None:
    reading = READER.read(data)
    assert reading.questions or reading.errors
    READER.recognises(data)


@given(st.lists(st.tuples(st.integers(0, len(PAPER)), st.binary(max_size=3)), max_size=8))
def test_a_file_with_changes_anywhere_gives_questions_or_faults(
    changes: list[tuple[int, bytes]],
) -> None:
    data = PAPER
    for at, put in changes:
        data = data[:at] + put + data[at + 1 :]
    assert READER.read(data).questions


@pytest.mark.parametrize("path", sorted(FIXTURES.iterdir()), ids=lambda path: path.name)
def test_every_sample_is_recognised_as_what_it_is(path: Path) -> None:
    names = {".aiken": "aiken", ".gift": "gift", ".txt": "text"}
    reader = recognise_reader(path.read_bytes())
    if path.suffix in names:
        assert reader is not None
        assert reader.name == names[path.suffix]
    else:
        assert reader is None or reader.name not in names.values()


def test_text_without_questions_is_not_recognised() -> None:
    for text in ("", "一段文字", "1. 清单\n2. 清单", "答案：A", "{}", "<p>1. 答案：A</p>"):
        assert not READER.recognises(text.encode())
