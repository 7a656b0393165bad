"""What people may change about themselves."""

from typing import TypedDict

from accounts.models import Region, User
from accounts.names import clean_display_name
from common.text import Language


class ProfileChanges(TypedDict, total=False):
    """Any of these; what is left out stays as it is."""

    display_name: str
    region: Region | None
    birth_year: int | None
    language: Language


def change_profile(*, user: User, changes: ProfileChanges) -> User:
    """Write the changes, and nothing else. Raises ValueError for a name that cannot be shown."""
    if "display_name" in changes:
        changes = {**changes, "display_name": clean_display_name(changes["display_name"])}
    for field, value in changes.items():
        setattr(user, field, value)
    if changes:
        user.save(update_fields=list(changes))
    return user
