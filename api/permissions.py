"""Who may use a part of the API at all. Which objects they see is each room's own scope."""

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.mfa import mfa_satisfied
from accounts.models import RoleKind, User


class MfaRequired(PermissionDenied):
    """The account may do this once it has a second factor."""

    default_code = "mfa_required"
    default_detail = _("Please set up a second factor for your account first.")


class _HasDuty(BasePermission):
    """Platform staff, and whoever has the duty somewhere; with a second factor."""

    kind: RoleKind

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the duty is there; raises `MfaRequired` where only the factor is missing."""
        user = request.user
        if not isinstance(user, User):
            return False
        if not (user.is_staff or user.roles.filter(kind=self.kind).exists()):
            return False
        if not mfa_satisfied(user):
            raise MfaRequired
        return True


class IsOrganiser(_HasDuty):
    """Organisers of any organisation, and platform staff."""

    kind = RoleKind.ORGANISER


class IsTrainer(_HasDuty):
    """Trainers of any organisation, and platform staff."""

    kind = RoleKind.TRAINER
