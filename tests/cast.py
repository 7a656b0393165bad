"""The people and bodies that tests are about. `conftest.py` offers the fixed cast as fixtures."""

from itertools import count
from typing import Unpack

from accounts.models import Organisation, OrganisationKind, Region, RegionLevel, User
from accounts.organisations import create_organisation
from accounts.user_manager import UserFields

PASSWORD = "a long enough password"

_numbers = count(1)


def make_user(username: str | None = None, **fields: Unpack[UserFields]) -> User:
    """Somebody with a password, `PASSWORD`, and a name to be called by."""
    username = username or f"person-{next(_numbers)}"
    fields.setdefault("display_name", username.replace("-", " ").title())
    return User.objects.create_user(username, PASSWORD, **fields)


def make_organisation(
    slug: str | None = None,
    *,
    kind: OrganisationKind = OrganisationKind.ENTERPRISE,
    region: Region | None = None,
    headcount_declared: int | None = None,
) -> Organisation:
    """An organisation with its root unit."""
    slug = slug or f"organisation-{next(_numbers)}"
    return create_organisation(
        slug=slug,
        name={"zh-Hans": f"{slug} 单位", "en": slug.replace("-", " ").title()},
        kind=kind,
        region=region,
        headcount_declared=headcount_declared,
    )


def make_regions() -> dict[str, Region]:
    """A province, two prefectures and a county of each, by code; enough for most rules."""
    rows: list[tuple[str, str | None, RegionLevel, str, str, tuple[int, int] | None]] = [
        ("230000", None, RegionLevel.PROVINCE, "黑龙江省", "Heilongjiang", None),
        ("230100", "230000", RegionLevel.PREFECTURE, "哈尔滨市", "Harbin", (3, 3)),
        ("230200", "230000", RegionLevel.PREFECTURE, "齐齐哈尔市", "Qiqihar", (1, 2)),
        ("230102", "230100", RegionLevel.COUNTY, "道里区", "Daoli", None),
        ("230202", "230200", RegionLevel.COUNTY, "龙沙区", "Longsha", None),
    ]
    return {
        code: Region.objects.create(
            code=code,
            parent_id=parent,
            level=level,
            name={"zh-Hans": chinese, "en": english},
            tile_column=tile[0] if tile else None,
            tile_row=tile[1] if tile else None,
        )
        for code, parent, level, chinese, english, tile in rows
    }
