"""The columns of a roster, by the titles that people give them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from common.tables.grids import Grid, Row, column_letter
from common.text import Language

HEADER_WITHIN_ROWS = 10


class Field(Enum):
    """What a column may hold, by the title that we write in Chinese and in English."""

    NUMBER = ("工号", "Person number")
    NAME = ("姓名", "Name")
    UNIT = ("部门", "Unit")
    OTHER_UNITS = ("兼职部门", "Other units")
    MANAGES = ("部门负责人", "Manages")
    EMAIL = ("电子邮箱", "E-mail")
    PHONE = ("手机", "Phone")
    STATUS = ("状态", "Status")
    FAULTS = ("错误说明", "What is wrong")

    def title(self, language: Language) -> str:
        """The title that we write."""
        return self.value[language is Language.ENGLISH]


_SYNONYMS = {
    Field.NUMBER: "工号 员工号 员工编号 员工工号 职工号 职工编号 人员编号 人员编码 编号 学号 警号 "
    "personnumber number employeenumber employeeid employeeno staffnumber staffid staffno "
    "personid externalid id",
    Field.NAME: "姓名 名字 员工姓名 职工姓名 人员姓名 学生姓名 中文名 "
    "name fullname employeename displayname staffname",
    Field.UNIT: "部门 单位 所属部门 所在部门 主部门 部门路径 部门全称 组织 组织机构 科室 班级 处室 "
    "unit department dept team division unitpath departmentpath primaryunit primarydepartment",
    Field.OTHER_UNITS: "兼职部门 其他部门 兼任部门 兼职单位 次要部门 "
    "otherunits otherdepartments furtherunits secondaryunits",
    Field.MANAGES: "部门负责人 负责人 是否负责人 是否主管 主管 部门主管 是否部门负责人 管理部门 "
    "manages manager ismanager unitmanager head lead",
    Field.EMAIL: "电子邮箱 邮箱 邮件 电子邮件 邮箱地址 企业邮箱 工作邮箱 电邮 "
    "email emailaddress mail workemail",
    Field.PHONE: "手机 手机号 手机号码 电话 电话号码 联系电话 移动电话 联系方式 "
    "phone phonenumber mobile mobilephone mobilenumber cell cellphone telephone",
    Field.STATUS: "状态 员工状态 在职状态 人员状态 是否在职 status state employmentstatus",
    Field.FAULTS: "错误说明 whatiswrong",
}
_FIELDS = {title: field for field, titles in _SYNONYMS.items() for title in titles.split()}
_BRACKETS = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]")
_NOISE = re.compile(r"[\s*:：。_\-]+")


@dataclass(frozen=True, slots=True)
class Header:
    """The titles of a table: in which row they stand, and what each column holds, from 0."""

    row: int
    titles: Mapping[int, str]
    columns: Mapping[Field, int]
    unknown: tuple[str, ...] = ()

    def title_of(self, field: Field) -> str | None:
        """The title as the file writes it."""
        place = self.columns.get(field)
        return None if place is None else self.titles.get(place) or column_letter(place)


def find_header(grid: Grid) -> Header | None:
    """The row among the first ten that names the most columns, a name or a number among them."""
    rows = [row for row in grid.rows[:HEADER_WITHIN_ROWS] if row.number <= HEADER_WITHIN_ROWS]
    headers = [header for row in rows if (header := _read_header(row))]
    return max(headers, key=lambda header: len(header.columns), default=None)


def header_score(grid: Grid) -> int:
    """How many columns the header of these rows names; 0 without a header."""
    header = find_header(grid)
    return len(header.columns) if header else 0


def read_title(title: str) -> Field | None:
    """What a column of this title holds; None for a title that we do not know."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return _FIELDS.get(_NOISE.sub("", _BRACKETS.sub("", plain)))


def _read_header(row: Row) -> Header | None:
    titles = {place: text.strip() for place, text in enumerate(row.cells) if text.strip()}
    columns: dict[Field, int] = {}
    unknown: list[str] = []
    for place, title in titles.items():
        field = read_title(title)
        if field is None or field in columns:
            unknown.append(title)
        else:
            columns[field] = place
    named = columns.keys() - {Field.FAULTS}
    if len(named) < 2 or not named & {Field.NAME, Field.NUMBER}:  # noqa: PLR2004 - one may be chance
        return None
    return Header(row.number, titles, columns, tuple(unknown))
