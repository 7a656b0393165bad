"""Somebody the platform knows: a resident, a member of staff, or a guest."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.regions import Region
from accounts.user_manager import UserManager
from common.ids import uuid7
from common.text import Language

# Neither like an e-mail address nor like a number: the sign-in page has one box for all three.
USERNAME_PATTERN = r"^(?!\d+$)[\w.-]+$"
EARLIEST_BIRTH_YEAR = 1900
LATEST_BIRTH_YEAR = 2100


class User(AbstractBaseUser, PermissionsMixin):
    """An account. Signs in by username, e-mail or phone; a guest has none of them and no password.

    Usernames are stored in lower case. A phone is E.164; several accounts may claim one number
    until one of them has proved it. `is_staff` means staff of the platform, nothing else.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(
        _("username"),
        max_length=60,
        null=True,
        blank=True,
        unique=True,
        validators=[
            RegexValidator(
                USERNAME_PATTERN,
                _("Use letters, digits, dots, dashes and underscores, and not digits alone."),
            )
        ],
    )
    email = models.EmailField(_("e-mail address"), blank=True, db_index=True)
    phone = models.CharField(_("phone"), max_length=16, null=True, blank=True, db_index=True)
    phone_verified = models.BooleanField(_("phone is proved"), default=False)
    display_name = models.CharField(_("display name"), max_length=60, blank=True)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("region")
    )
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=Language, default=Language.CHINESE
    )
    is_guest = models.BooleanField(_("guest"), default=False)
    claimed_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="claimed_guests",
        verbose_name=_("claimed by"),
    )
    is_simulated = models.BooleanField(_("simulated"), default=False)
    is_staff = models.BooleanField(_("platform staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                name="user_proved_phone_is_unique",
                fields=["phone"],
                condition=Q(phone_verified=True),
            ),
            models.CheckConstraint(
                name="user_proved_phone_is_given",
                condition=Q(phone_verified=False) | Q(phone__isnull=False),
            ),
            models.CheckConstraint(
                name="user_birth_year_is_plausible",
                condition=Q(birth_year__isnull=True)
                | Q(birth_year__range=(EARLIEST_BIRTH_YEAR, LATEST_BIRTH_YEAR)),
            ),
            models.CheckConstraint(
                name="user_only_guests_are_claimed",
                condition=Q(claimed_by__isnull=True) | Q(is_guest=True),
            ),
            models.CheckConstraint(
                name="user_guest_has_no_way_to_sign_in",
                condition=Q(is_guest=False)
                | Q(
                    username__isnull=True,
                    email="",
                    phone__isnull=True,
                    is_staff=False,
                    is_superuser=False,
                ),
            ),
        ]

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """One form of every username, so that two do not differ only in case or width."""
        return super().normalize_username(username).lower()

    def __str__(self) -> str:
        return self.get_full_name() or str(self.pk)

    def get_full_name(self) -> str:
        """How to address them: the display name or, where there is none, the username."""
        return self.display_name or self.username or ""

    def get_short_name(self) -> str:
        """The same as the full name: Chinese names are not cut into given and family name."""
        return self.get_full_name()
