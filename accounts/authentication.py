"""Who may enter, and what platform staff may do in the admin."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from accounts.models import User


class AccountBackend(AuthenticationBackend):
    """Allauth's, which keeps simulated people out of real sites and knows platform staff."""

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        """Active accounts; demonstration accounts only where the demonstration runs.

        Asked at every request too, so a session does not outlive the demonstration.
        """
        is_simulated = isinstance(user, User) and user.is_simulated
        allowed: bool = super().user_can_authenticate(user)
        return allowed and (settings.WANGAN_SIMULATED_MAY_SIGN_IN or not is_simulated)

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Platform staff is one role: the admin asks no finer."""
        return bool(user_obj.is_active and user_obj.is_staff)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """The same of a whole room."""
        return bool(user_obj.is_active and user_obj.is_staff)
