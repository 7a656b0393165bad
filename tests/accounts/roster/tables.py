"""Rosters as files and as rows."""

import io
from collections.abc import Sequence
from uuid import UUID

import xlsxwriter

from accounts.roster.plan import KnownPerson, PlannedUnit, Roster
from accounts.roster.reading import RosterReading, open_roster, read_roster
from common.ids import uuid7

HEADER = ("工号", "姓名", "部门", "兼职部门", "部门负责人", "电子邮箱", "手机", "状态")


def csv_of(*rows: Sequence[str], header: Sequence[str] = HEADER) -> bytes:
    return "\n".join(",".join(row) for row in (header, *rows)).encode()


def xlsx_of(*rows: Sequence[object], header: Sequence[str] = HEADER) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("名册")
        for number, row in enumerate((header, *rows)):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def reading_of(*rows: Sequence[str], header: Sequence[str] = HEADER) -> RosterReading:
    return read_roster(open_roster(csv_of(*rows, header=header)))


def make_roster(*people: KnownPerson, units: Sequence[str] = ()) -> Roster:
    """An organisation called 龙江电力 with these units, each by its path; parents first."""
    root = PlannedUnit(uuid7(), {"zh-Hans": "龙江电力", "en": "Longjiang Power"}, None)
    by_path = {"": root}
    for path in units:
        above, _slash, name = path.rpartition("/")
        by_path[path] = PlannedUnit(uuid7(), {"zh-Hans": name}, by_path[above])
    return Roster(units=tuple(by_path.values()), people=people)


def unit_id(roster: Roster, path: str) -> UUID:
    return next(unit.id for unit in roster.units if "/".join(unit.path) == path)
