"""What the columns of a spreadsheet are called, and which row says so."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from common.tables.grids import Grid, Row, column_letter
from common.text import Language

HEADER_WITHIN_ROWS = 10
MAX_OPTIONS = 26
MAX_PROMPTS = 12


class Field(Enum):
    """What a column holds: the Chinese and the English title that we write."""

    EXTERNAL_ID = ("外部编号", "External id")
    NUMBER = ("题号", "Number")
    TYPE = ("题型", "Type")
    STEM = ("题干", "Stem")
    PROMPT = ("左项", "Left")
    OPTION = ("选项", "Option ")
    OPTIONS = ("选项", "Options")
    FEEDBACK = ("反馈", "Feedback ")
    ANSWER = ("答案", "Answer")
    EXPLANATION = ("解析", "Explanation")
    DIFFICULTY = ("难度", "Difficulty")
    TOPIC = ("分类", "Topic")
    TOPIC_CODE = ("分类代码", "Topic code")
    POINTS = ("知识点", "Knowledge points")
    TAGS = ("标签", "Tags")
    SOURCE = ("出处", "Source")
    SCORE = ("分值", "Score")
    FAULTS = ("错误说明", "What is wrong")


_SYNONYMS: Mapping[Field, str] = {
    Field.EXTERNAL_ID: "外部编号 外部题号 外部id externalid externalno externalnumber",
    Field.NUMBER: "题号 编号 序号 试题编号 题目编号 试题序号 题目序号 试题id 题目id id no no. "
    "number # questionno questionnumber",
    Field.TYPE: "题型 题目类型 类型 试题类型 题类 type questiontype kind",
    Field.STEM: "题干 题目 题目内容 试题内容 问题 试题 试题题目 试题题干 题目名称 题目标题 "
    "题目描述 题干内容 问题内容 stem question questiontext text",
    Field.OPTIONS: "选项 选项内容 备选项 备选答案 options choices",
    Field.ANSWER: "答案 正确答案 正确选项 标准答案 参考答案 答案选项 试题答案 题目答案 "
    "answer answers correctanswer correct key rightanswer",
    Field.EXPLANATION: "解析 答案解析 试题解析 题目解析 解释 说明 答案说明 分析 "
    "explanation rationale analysis generalfeedback",
    Field.DIFFICULTY: "难度 难易度 难易程度 难度等级 难度系数 试题难度 题目难度 difficulty level",
    Field.TOPIC: "分类 章节 科目 题库 题目分类 试题分类 所属分类 所属章节 类别 topic category "
    "chapter subject",
    Field.TOPIC_CODE: "分类代码 topiccode topicslug",
    Field.POINTS: "知识点 考点 所属知识点 knowledgepoints knowledgepoint",
    Field.TAGS: "标签 题目标签 试题标签 关键词 tags tag keywords",
    Field.SOURCE: "出处 来源 依据 试题来源 题目来源 source reference",
    Field.SCORE: "分值 分数 得分 本题分值 题目分值 试题分值 默认分值 score points marks mark",
    Field.FAULTS: "错误说明 whatiswrong",
}
_FIELDS = {title: field for field, titles in _SYNONYMS.items() for title in titles.split()}

_NUMBERED = (
    (Field.FEEDBACK, re.compile(r"(?:选项|option)([a-z])(?:反馈|feedback)")),
    (Field.FEEDBACK, re.compile(r"(?:反馈|feedback)([a-z])")),
    (
        Field.OPTION,
        re.compile(r"(?:选项|选项内容|备选项|备选答案|答案|option|choice|answer)([a-z]|\d\d?)"),
    ),
    (Field.OPTION, re.compile(r"([a-z])(?:选项|答案)?")),
    (Field.PROMPT, re.compile(r"(?:左项|左侧|左|配对项|left|prompt)(\d\d?)")),
)
_MOST = {Field.OPTION: MAX_OPTIONS, Field.FEEDBACK: MAX_OPTIONS, Field.PROMPT: MAX_PROMPTS}

_LANGUAGES = {
    Language.CHINESE: "中文 汉语 简体中文 zh zh-hans zh-cn cn chinese",
    Language.ENGLISH: "英文 英语 en english",
}
_LANGUAGE_WORDS = {
    word: language for language, words in _LANGUAGES.items() for word in words.split()
}
_LANGUAGE_TITLES = {
    Language.CHINESE: {Language.CHINESE: "（中文）", Language.ENGLISH: "（英文）"},
    Language.ENGLISH: {Language.CHINESE: " (zh)", Language.ENGLISH: " (en)"},
}
_BRACKETS = re.compile(r"[(【\[]([^()【】\[\]]*)[)】\]]")
_NOISE = re.compile(r"[\s*:：。]+")
_BY_LANGUAGE = {
    Field.STEM, Field.PROMPT, Field.OPTION, Field.OPTIONS, Field.FEEDBACK, Field.EXPLANATION,
    Field.TOPIC, Field.SOURCE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds.

    `index` counts the options, feedbacks and prompts from 0. `language` is None where the title
    does not name one.
    """

    field: Field
    index: int = 0
    language: Language | None = None

    def title(self, language: Language) -> str:
        """The title that we write, itself in Chinese or English."""
        words = self.field.value[language is Language.ENGLISH]
        if self.field in (Field.OPTION, Field.FEEDBACK):
            words += column_letter(self.index)
        elif self.field is Field.PROMPT:
            words += f" {self.index + 1}" if language is Language.ENGLISH else str(self.index + 1)
        return words + (_LANGUAGE_TITLES[language][self.language] if self.language else "")


@dataclass(frozen=True, slots=True)
class Header:
    """The titles of a table: where they stand, and what each column holds by its place from 0."""

    row: int
    titles: Mapping[int, str]
    columns: Mapping[int, Column]
    places: Mapping[Field, tuple[int, ...]]
    """Where the columns of each field are, so that rows need not look through all of them."""
    unknown: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()

    def title_of(self, place: int) -> str:
        """The title as the file writes it; the letter of a column without one."""
        return self.titles.get(place) or column_letter(place)

    def place_of(self, field: Field, index: int = 0) -> int | None:
        """The first column that holds this, in whatever language."""
        places = self.places.get(field, ())
        return next((place for place in places if self.columns[place].index == index), None)

    @property
    def base_language(self) -> Language | None:
        """The language of columns that name none: not the one that the others name."""
        named = {c.language for c in self.columns.values() if c.language}
        if len(named) != 1:
            return None
        return Language.CHINESE if named == {Language.ENGLISH} else Language.ENGLISH


def read_title(title: str) -> Column | None:
    """What a column of this title holds; None for a title that we do not know."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    language = None
    for hint in _BRACKETS.findall(plain):
        language = _LANGUAGE_WORDS.get(hint.strip(), language)
    plain = _NOISE.sub("", _BRACKETS.sub("", plain)).replace("_", "").replace("-", "")
    if column := _known(plain):
        return _in_language(column, language)
    for word, meant in _LANGUAGE_WORDS.items():
        for rest in (plain.removeprefix(word), plain.removesuffix(word)):
            if rest != plain and (column := _known(rest)) and column.field in _BY_LANGUAGE:
                return _in_language(column, meant)
    return None


def find_header(grid: Grid) -> Header | None:
    """The best row of titles among the first rows; None where none names a stem and one more.

    A row right below it that only names the options, under a merged title, belongs to it.
    """
    best: tuple[int, int, Header] | None = None
    for place, row in enumerate(grid.rows[:HEADER_WITHIN_ROWS]):
        if row.number > HEADER_WITHIN_ROWS:
            break
        header = _read_header(row)
        fields = {column.field for column in header.columns.values()} - {Field.FAULTS}
        if Field.STEM in fields and len(fields) > 1 and (not best or len(header.columns) > best[0]):
            best = len(header.columns), place, header
    if best is None:
        return None
    _size, place, header = best
    below = grid.rows[place + 1] if place + 1 < len(grid.rows) else None
    return _with_subtitles(header, below) if below else header


def header_score(grid: Grid) -> int:
    """How many columns the header of these rows names; 0 without a header."""
    header = find_header(grid)
    return len(header.columns) if header else 0


def _known(plain: str) -> Column | None:
    if field := _FIELDS.get(plain):
        return Column(field)
    for field, pattern in _NUMBERED:
        if match := pattern.fullmatch(plain):
            label = match[1]
            index = int(label) - 1 if label.isdecimal() else ord(label) - ord("a")
            return Column(field, index) if 0 <= index < _MOST[field] else None
    return None


def _in_language(column: Column, language: Language | None) -> Column:
    return Column(column.field, column.index, language if column.field in _BY_LANGUAGE else None)


def _read_header(row: Row) -> Header:
    return _header_from(row.number, {p: t.strip() for p, t in enumerate(row.cells) if t.strip()})


def _header_from(number: int, titles: Mapping[int, str]) -> Header:
    columns: dict[int, Column] = {}
    unknown: list[int] = []
    repeated: list[int] = []
    for place, title in titles.items():
        column = read_title(title)
        if column is None:
            unknown.append(place)
        elif column in columns.values():
            repeated.append(place)
        else:
            columns[place] = column
    places: dict[Field, tuple[int, ...]] = {}
    for place, column in columns.items():
        places[column.field] = (*places.get(column.field, ()), place)
    return Header(number, titles, columns, places, tuple(unknown), tuple(repeated))


def _with_subtitles(header: Header, below: Row) -> Header:
    subtitles = {place: title.strip() for place, title in enumerate(below.cells) if title.strip()}
    if not subtitles or not _only_options(subtitles.values()):
        return header
    if any(
        header.columns.get(place, Column(Field.OPTIONS)).field is not Field.OPTIONS
        for place in subtitles
    ):
        return header
    return _header_from(below.number, {**header.titles, **subtitles})


def _only_options(titles: Iterable[str]) -> bool:
    columns: Sequence[Column | None] = [read_title(title) for title in titles]
    return all(column is not None and column.field is Field.OPTION for column in columns)
