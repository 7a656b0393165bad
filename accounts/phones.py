"""Phone numbers: however they are typed, one E.164 form."""

from collections.abc import Callable
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HOME_COUNTRY = "CN"


def normalise_phone(typed: str) -> str:
    """A number such as `138 0013 8000` or `+86-13800138000` as `+8613800138000`.

    Without a country code it is taken as a number of the home country. Raises ValueError for what
    cannot be a number that exists.
    """
    try:
        number = phonenumbers.parse(typed, HOME_COUNTRY)
    except phonenumbers.NumberParseException as error:
        raise ValueError(typed) from error
    if not phonenumbers.is_valid_number(number):
        raise ValueError(typed)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def as_dialled(phone: str | None) -> str | None:
    """An E.164 number as people of the home country dial it: theirs without the country code."""
    if not phone:
        return None
    number = phonenumbers.parse(phone)
    if phonenumbers.region_code_for_number(number) != HOME_COUNTRY:
        return phone
    dialled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return "".join(filter(str.isdigit, dialled))


class PhoneField(forms.CharField):
    """A form field for a phone number; its clean value is E.164, or empty.

    `check` may refuse a number that is one, by raising ValidationError.
    """

    def __init__(self, *, check: Callable[[str], object], **kwargs: Any) -> None:
        self._check = check
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault("label", _("Phone"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The number in E.164."""
        typed = str(super().clean(value) or "")
        if not typed:
            return ""
        try:
            phone = normalise_phone(typed)
        except ValueError as error:
            raise ValidationError(_("Enter a valid phone number."), code="invalid_phone") from error
        self._check(phone)
        return phone
