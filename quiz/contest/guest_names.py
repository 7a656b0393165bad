"""What to call people who gave no name."""

from uuid import UUID

from accounts.models import User
from common.text import LocalisedText, localise

_NUMBERS = 100_000


def name_of(user: User) -> str | LocalisedText:
    """The name somebody gave; for a guest without one, "Guest" and a number in both languages."""
    return user.get_full_name() or _guest_name(user.pk)


def name_in(user: User, language: str) -> str:
    """The same, in one language."""
    name = name_of(user)
    return name if isinstance(name, str) else localise(name, language)


def _guest_name(user_id: UUID) -> LocalisedText:
    """Tells neighbours on a board apart, always the same way, and promises no more than that."""
    number = f"{user_id.int % _NUMBERS:05d}"
    return {"zh-Hans": f"游客{number}", "en": f"Guest {number}"}
