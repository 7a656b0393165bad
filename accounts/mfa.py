"""Second factors: who must have one, and who has."""

from typing import cast

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import RoleKind, User

_DEMANDING_ROLES = (RoleKind.ORGANISER, RoleKind.TRAINER)
_SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def mfa_enabled(user: User) -> bool:
    """Whether an account has a second factor; allauth then asks for it at every sign-in."""
    return cast(bool, Authenticator.objects.filter(user=user.pk, type__in=_SECOND_FACTORS).exists())


def mfa_required(user: User) -> bool:
    """Whether this site wants somebody to have a second factor for what they may do."""
    if not settings.WANGAN_REQUIRE_STAFF_MFA:
        return False
    return user.is_staff or user.roles.filter(kind__in=_DEMANDING_ROLES).exists()


def mfa_satisfied(user: User) -> bool:
    """Whether somebody may use what is for organisers, trainers and platform staff."""
    return not mfa_required(user) or mfa_enabled(user)
