"""Names as boards show them: 张伟 as 张*, 欧阳明月 as 欧阳**, Anna Smith as A*** S***."""

import re

from quiz.contest.enums import NameDisplay

# The double surnames still in common use; other two-character beginnings are a surname and a name.
_COMPOUND_SURNAMES = """
    欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳
    公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙
    壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘
    东门 西门 第五
"""
COMPOUND_SURNAMES = frozenset(_COMPOUND_SURNAMES.split())
COMPOUND_LENGTH = 2
MIDDLE_DOT = "·"

_CHINESE = re.compile(r"^[\u3400-\u9fff\U00020000-\U000323af〇]+$")
_PHONE = re.compile(r"^\+?\d{7,}$")


def shown_name(name: str, display: NameDisplay) -> str:
    """The name as the contest shows it."""
    name = " ".join(name.split())
    return name if display == NameDisplay.FULL else masked_name(name)


def masked_name(name: str) -> str:
    """The name with everything but the surname, or the first letters, replaced by stars.

    Somebody who gave a telephone number or an address as the name does not have it published.
    """
    if not name:
        return ""
    if "@" in name:
        return f"{name[0]}***"
    if _PHONE.match(name):
        return f"{name[:3]}****{name[-2:]}"
    if _CHINESE.match(name):
        return _masked_chinese(name)
    if MIDDLE_DOT in name:
        return MIDDLE_DOT.join(_masked_word(part) for part in name.split(MIDDLE_DOT))
    return " ".join(_masked_word(part) for part in name.split(" "))


def _masked_chinese(name: str) -> str:
    if len(name) == 1:
        return "*"
    is_compound = len(name) > COMPOUND_LENGTH and name[:COMPOUND_LENGTH] in COMPOUND_SURNAMES
    shown = COMPOUND_LENGTH if is_compound else 1
    return name[:shown] + "*" * (len(name) - shown)


def _masked_word(word: str) -> str:
    if not word:
        return ""
    if _CHINESE.match(word):
        return word[0] + "*" * max(len(word) - 1, 1)
    return f"{word[0]}***"
