"""The words for types, verdicts and difficulties that spreadsheets use, and the ones we write."""

import re
import unicodedata
from collections.abc import Mapping

from common.text import Language
from quiz.bank.enums import Difficulty, QuestionType

TYPE_NAMES: Mapping[QuestionType, tuple[str, str]] = {
    QuestionType.SINGLE: ("单选题", "Single choice"),
    QuestionType.MULTIPLE: ("多选题", "Multiple choice"),
    QuestionType.TRUE_FALSE: ("判断题", "True or false"),
    QuestionType.BLANK: ("填空题", "Fill in the blank"),
    QuestionType.NUMERIC: ("数值题", "Number"),
    QuestionType.ORDERING: ("排序题", "Put in order"),
    QuestionType.MATCHING: ("配对题", "Match"),
}
DIFFICULTY_NAMES: Mapping[Difficulty, tuple[str, str]] = {
    Difficulty.EASY: ("易", "Easy"),
    Difficulty.MEDIUM: ("中", "Medium"),
    Difficulty.HARD: ("难", "Hard"),
}
VERDICT_NAMES: Mapping[bool, tuple[str, str]] = {True: ("正确", "True"), False: ("错误", "False")}

# The digits are the codes of xzs, an open-source examination system: 单选 多选 判断 填空 简答.
_TYPES = {
    QuestionType.SINGLE: "单选 单项选择 单项 单选择 选择 1 single singlechoice radio mc",
    QuestionType.MULTIPLE: "多选 多项选择 多项 不定项 不定项选择 任选 2 multiple multiplechoice "
    "multichoice multipleanswer multipleresponse checkbox",
    QuestionType.TRUE_FALSE: "判断 判断正误 是非 对错 3 truefalse trueorfalse tf judge judgement",
    QuestionType.BLANK: "填空 4 blank fillintheblank fillin fillblank shortanswer cloze",
    QuestionType.NUMERIC: "数值 数字 数值填空 计算 numeric numerical number",
    QuestionType.ORDERING: "排序 排列 ordering order putinorder sequence sequencing",
    QuestionType.MATCHING: "配对 匹配 连线 matching match matchup",
}
TYPE_WORDS = {word: kind for kind, words in _TYPES.items() for word in words.split()}
OPEN_TYPE_WORDS = frozenset(
    ["简答", "问答", "论述", "主观", "名词解释", "案例分析", "5", "essay", "open", "opentext"]
)
"""Types of questions that people must mark."""

_VERDICTS = {
    True: "正确 对 是 √ ✓ ✔ ☑ t true y yes right correct",
    False: "错误 错 否 × ✗ ✘ ✕ x f false n no wrong incorrect 不对 不正确 不是",
}
VERDICT_WORDS = {word: verdict for verdict, words in _VERDICTS.items() for word in words.split()}
VERDICT_CODES = {"1": True, "0": False, "a": True, "b": False}
"""Verdicts that only a row which says it is a true/false question may give."""

_DIFFICULTIES = {
    Difficulty.EASY: "易 容易 简单 较易 较容易 较简单 很容易 低 初级 基础 入门 "
    "easy low beginner simple",
    Difficulty.MEDIUM: "中 中等 一般 普通 适中 正常 中级 "
    "medium normal moderate average intermediate",
    Difficulty.HARD: "难 困难 较难 很难 高 高级 高难 hard difficult high advanced",
}
DIFFICULTY_WORDS = {word: level for level, words in _DIFFICULTIES.items() for word in words.split()}


def fold_word(text: str) -> str:
    """A word without what does not count: width, case, spaces, hyphens, brackets, 题 at the end."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[\s_\-/()\[\]【】。.]+", "", plain)
    return plain.removesuffix("题") or plain


def read_verdict(text: str) -> bool | None:
    """The verdict that a word gives; None for any other word."""
    return VERDICT_WORDS.get(fold_word(text))


def word_in(names: tuple[str, str], language: Language) -> str:
    """The Chinese or the English of two names."""
    return names[language is Language.ENGLISH]
