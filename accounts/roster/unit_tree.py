"""Units by the paths that people write: 总部/技术部/运维组."""

import re
from collections.abc import Sequence
from uuid import UUID

from accounts.roster.plan import PlannedUnit
from accounts.roster.rows import UnitPath, fold
from common.ids import uuid7
from common.text import Language, LocalisedText

MAX_NEW_UNITS = 1_000
_CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


class UnknownUnit(LookupError):
    """There is no unit at this path; `step` is the first of its names that leads nowhere."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class TooManyUnits(LookupError):
    """A file would make more units than an organisation can mean."""


class UnitTree:
    """Finds units by path, and adds those that are to be made."""

    def __init__(self, units: Sequence[PlannedUnit], *, may_add: bool) -> None:
        """Take the units of one organisation, the root first."""
        self.root = units[0]
        self.added: list[PlannedUnit] = []
        self._may_add = may_add
        self._found: dict[UnitPath, PlannedUnit] = {}
        self._by_id = {unit.id: unit for unit in units}
        self._below: dict[tuple[UUID, str], PlannedUnit] = {}
        for unit in units:
            self._keep(unit)

    def find(self, path: UnitPath) -> PlannedUnit:
        """The unit at a path, which may begin with the organisation's own name.

        Raises `UnknownUnit` and `TooManyUnits`.
        """
        if path not in self._found:
            steps = path[1:] if fold(path[0]) in _names(self.root) else path
            unit = self.root
            for step in steps:
                unit = self._below.get((unit.id, fold(step))) or self._add(unit, step)
            self._found[path] = unit
        return self._found[path]

    def path_of(self, unit_id: UUID) -> str:
        """The path of a unit, as it would be written in a file."""
        return "/".join(self._by_id[unit_id].path)

    def _add(self, parent: PlannedUnit, name: str) -> PlannedUnit:
        if not self._may_add:
            raise UnknownUnit(name)
        if len(self.added) >= MAX_NEW_UNITS:
            raise TooManyUnits
        unit = PlannedUnit(uuid7(), localised_name(name), parent, is_new=True)
        self.added.append(unit)
        self._by_id[unit.id] = unit
        self._keep(unit)
        return unit

    def _keep(self, unit: PlannedUnit) -> None:
        if unit.parent is not None:
            for name in _names(unit):
                self._below.setdefault((unit.parent.id, name), unit)


def localised_name(name: str) -> LocalisedText:
    """A name in the language that it looks like."""
    language = Language.CHINESE if _CHINESE.search(name) else Language.ENGLISH
    return {"zh-Hans": name} if language is Language.CHINESE else {"en": name}


def _names(unit: PlannedUnit) -> set[str]:
    return {fold(str(name)) for name in unit.name.values()}
