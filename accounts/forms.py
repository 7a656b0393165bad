"""What allauth's sign-up asks beside its own fields."""

from datetime import UTC
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from accounts.models.users import EARLIEST_BIRTH_YEAR
from accounts.names import MAX_NAME_CHARACTERS, clean_display_name
from common import clock
from common.text import Language, language_of


class SignupDetailsForm(forms.Form):
    """The ground of allauth's sign-up form: how to call somebody, and where they are from."""

    display_name = forms.CharField(max_length=MAX_NAME_CHARACTERS, required=False)
    region = forms.ModelChoiceField(Region.objects.all(), required=False)
    birth_year = forms.IntegerField(min_value=EARLIEST_BIRTH_YEAR, required=False)
    language = forms.ChoiceField(choices=Language.choices, required=False)

    def clean(self) -> dict[str, Any]:
        """Make sure that there will be a way to sign in again."""
        data = super().clean() or {}
        if self.errors:
            return data
        email_or_phone = data.get("email") or data.get("phone")
        if not email_or_phone and not data.get("username"):
            raise ValidationError(
                _("Give a username, an e-mail address or a phone number."), code="required"
            )
        if not email_or_phone and not data.get("password"):
            self.add_error(
                "password",
                ValidationError(
                    _("Without an e-mail address or phone, a password is needed."), code="required"
                ),
            )
        return data

    def clean_display_name(self) -> str:
        """A name that can be shown on a board, or none."""
        typed = self.cleaned_data["display_name"]
        try:
            return clean_display_name(typed) if typed else ""
        except ValueError as error:
            raise ValidationError(
                _("The name holds characters that cannot be seen."), code="invalid_name"
            ) from error

    def clean_birth_year(self) -> int | None:
        """Nobody is born in the future."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and year > clock.now().astimezone(UTC).year:
            raise ValidationError(_("Enter a year that has begun."), code="max_value")
        return year

    def signup(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Keep the details on the account that allauth has just made."""
        if not isinstance(user, User):
            raise TypeError(type(user))
        data = self.cleaned_data
        user.display_name = data["display_name"] or _name_from(data)
        user.region = data["region"]
        user.birth_year = data["birth_year"]
        user.language = data["language"] or language_of(get_language())
        user.save(update_fields=["display_name", "region", "birth_year", "language"])


def _name_from(data: dict[str, Any]) -> str:
    """How to call somebody who did not say: never by a whole address or number."""
    if data.get("username"):
        return str(data["username"])
    if data.get("email"):
        return str(data["email"]).partition("@")[0][:MAX_NAME_CHARACTERS]
    return gettext("User %(digits)s") % {"digits": str(data["phone"])[-4:]}
