"""What somebody may do for an organisation or a unit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.organisations import Organisation, Unit
from accounts.models.users import User
from common.ids import uuid7


class RoleKind(models.TextChoices):
    """The duties that are given to people. Platform staff is a mark on the account instead."""

    ORGANISER = "organiser", _("Organiser")
    TRAINER = "trainer", _("Trainer")
    MANAGER = "manager", _("Manager")


class Role(models.Model):
    """A duty: organiser or trainer of an organisation, or manager of a unit and what is below."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=10, choices=RoleKind)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                name="role_has_the_scope_of_its_kind",
                condition=Q(
                    kind__in=[RoleKind.ORGANISER, RoleKind.TRAINER],
                    organisation__isnull=False,
                    unit__isnull=True,
                )
                | Q(kind=RoleKind.MANAGER, organisation__isnull=True, unit__isnull=False),
            ),
            models.UniqueConstraint(
                name="role_in_organisation_is_unique",
                fields=["user", "kind", "organisation"],
                condition=Q(organisation__isnull=False),
            ),
            models.UniqueConstraint(
                name="role_in_unit_is_unique",
                fields=["user", "kind", "unit"],
                condition=Q(unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"
