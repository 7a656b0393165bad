"""Keeping banks: making one, naming it, and saying whether it wants a second reader."""

from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db import transaction
from django.utils.text import slugify
from pypinyin import lazy_pinyin

from common.audit import record_event
from common.ids import uuid7
from common.text import LocalisedText
from quiz.bank.limits import MAX_SLUG_CHARACTERS
from quiz.bank.models import Bank

if TYPE_CHECKING:
    from accounts.models import Organisation, User

_TAIL = 6


class BankSettings(TypedDict, total=False):
    """What can be changed about a bank; what is left out stays as it is."""

    name: LocalisedText
    needs_second_reader: bool


@transaction.atomic
def create_bank(
    *, organisation: "Organisation | None", settings: BankSettings, by: "User", now: datetime
) -> Bank:
    """Make an empty bank, shared by all where there is no organisation.

    Its address is made from its name and stays when the name changes.
    """
    bank = Bank.objects.create(
        slug=_free_slug(settings["name"]), organisation=organisation, **settings
    )
    record_event(
        actor=by,
        action="bank_created",
        subject=bank,
        organisation_id=bank.organisation_id,
        after=dict(settings),
        now=now,
    )
    return bank


@transaction.atomic
def change_bank(*, bank: Bank, settings: BankSettings, by: "User", now: datetime) -> Bank:
    """Change what is given, and write it into the audit trail."""
    before = {name: getattr(bank, name) for name in settings}
    changed = [name for name, value in settings.items() if before[name] != value]
    if not changed:
        return bank
    for name, value in settings.items():
        setattr(bank, name, value)
    bank.save(update_fields=changed)
    record_event(
        actor=by,
        action="bank_changed",
        subject=bank,
        organisation_id=bank.organisation_id,
        before={name: before[name] for name in changed},
        after={name: getattr(bank, name) for name in changed},
        now=now,
    )
    return bank


def slug_of(name: LocalisedText, *, longest: int = MAX_SLUG_CHARACTERS) -> str:
    """A readable address: the English name or, without one, the pinyin of the Chinese."""
    words = name.get("en") or " ".join(lazy_pinyin(name.get("zh-Hans", "")))
    return slugify(words)[:longest].strip("-")


def _free_slug(name: LocalisedText) -> str:
    wished = slug_of(name, longest=MAX_SLUG_CHARACTERS - _TAIL - 1)
    if wished and not Bank.objects.filter(slug=wished).exists():
        return wished
    # Taken meanwhile or not, the random end of a fresh id makes it one of its own.
    return f"{wished or 'bank'}-{uuid7().hex[-_TAIL:]}"
