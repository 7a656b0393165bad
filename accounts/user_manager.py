"""How accounts are made: the one place that normalises names, addresses and passwords."""

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.contrib.auth.models import BaseUserManager

if TYPE_CHECKING:
    from accounts.models import User


class UserFields(TypedDict, total=False):
    """What may be said about an account when it is made, beside how it signs in."""

    email: str
    phone: str
    phone_verified: bool
    display_name: str
    region_id: str | None
    birth_year: int | None
    language: str
    is_simulated: bool
    is_staff: bool
    is_superuser: bool


class UserManager(BaseUserManager["User"]):
    """Makes accounts and finds them by username."""

    def create_user(
        self,
        username: str | None = None,
        password: str | None = None,
        **fields: Unpack[UserFields],
    ) -> "User":
        """A saved account. Without a password it can only be entered by a one-time code."""
        email = fields.pop("email", "").lower()
        name = self.model.normalize_username(username) if username else None
        user = self.model(username=name, email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self,
        username: str | None = None,
        password: str | None = None,
        **fields: Unpack[UserFields],
    ) -> "User":
        """A saved account of platform staff with every permission."""
        fields["is_staff"] = fields["is_superuser"] = True
        return self.create_user(username, password, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of a username, whatever the case it was typed in."""
        return self.get(username=self.model.normalize_username(username or ""))
