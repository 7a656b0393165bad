"""Reading regions from data files: one a province, so that another province is one more file."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import Region, RegionLevel
from common.text import is_localised_text

DATA_FOLDER = Path(__file__).parent / "data" / "regions"
_LEVELS = (RegionLevel.PROVINCE, RegionLevel.PREFECTURE, RegionLevel.COUNTY)
# How many digits of a GB/T 2260 code name a division of each level; the rest are zeros.
_SIGNIFICANT_DIGITS = {
    RegionLevel.PROVINCE: 2,
    RegionLevel.PREFECTURE: 4,
    RegionLevel.COUNTY: 6,
}


class RegionFileError(ValueError):
    """A file of regions says something that cannot be; the message names the code."""


def region_files() -> list[Path]:
    """The files that we ship."""
    return sorted(DATA_FOLDER.glob("*.json"))


def read_regions(path: Path) -> list[Region]:
    """The regions of a file, parents first, not yet saved. Raises RegionFileError."""
    province = json.loads(path.read_text(encoding="utf-8"))
    regions = list(_walk(province, parent=None))
    codes = [region.code for region in regions]
    for code in codes:
        if codes.count(code) > 1:
            raise RegionFileError(f"{code}: given twice")
    return regions


def load_regions(*, path: Path) -> int:
    """Make the table agree with a file; returns how many regions the file holds.

    Safe to repeat. Regions that are no longer in the file stay: people and results refer to them.
    """
    regions = read_regions(path)
    with transaction.atomic():
        # Out of the way first, or two prefectures could not swap their tiles.
        Region.objects.filter(parent=regions[0].code).update(tile_column=None, tile_row=None)
        Region.objects.bulk_create(
            regions,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["parent", "level", "name", "tile_column", "tile_row"],
        )
    return len(regions)


def _walk(division: Mapping[str, Any], *, parent: Region | None) -> Iterator[Region]:
    region = _read(division, parent=parent)
    yield region
    for below in division.get("divisions", ()):
        yield from _walk(below, parent=region)


def _read(division: Mapping[str, Any], *, parent: Region | None) -> Region:
    code, name = str(division["code"]), division["name"]
    level = _LEVELS[0] if parent is None else _level_below(parent, code)
    significant = _SIGNIFICANT_DIGITS[level]
    if len(code) != 6 or not code.isdigit() or set(code[significant:]) - {"0"}:  # noqa: PLR2004 - GB/T 2260
        raise RegionFileError(f"{code}: not the code of a {level}")
    if parent and not code.startswith(_prefix(parent)):
        raise RegionFileError(f"{code}: does not lie in {parent.code}")
    if not is_localised_text(name):
        raise RegionFileError(f"{code}: has no name")
    column, row = division.get("tile", (None, None))
    return Region(
        code=code, parent=parent, level=level, name=name, tile_column=column, tile_row=row
    )


def _prefix(region: Region) -> str:
    """What the codes of all divisions of a region begin with."""
    return region.code[: _SIGNIFICANT_DIGITS[RegionLevel(region.level)]]


def _level_below(parent: Region, code: str) -> RegionLevel:
    depth = _LEVELS.index(RegionLevel(parent.level)) + 1
    if depth == len(_LEVELS):
        raise RegionFileError(f"{code}: lies below a county")
    return _LEVELS[depth]
