"""Enterprises, schools and agencies, their trees of units, and who belongs to them."""

from typing import cast

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from accounts.models.regions import Region
from accounts.models.users import User
from common.ids import uuid7
from common.text import Language, LocalisedText, LocalisedTextField, localise


class OrganisationKind(models.TextChoices):
    """What sort of body an organisation is."""

    ENTERPRISE = "enterprise", _("Enterprise")
    SCHOOL = "school", _("School")
    AGENCY = "agency", _("Agency")
    COMMUNITY = "community", _("Community")


class Organisation(models.Model):
    """A body that people belong to and that may run contests. Has exactly one root unit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = LocalisedTextField()
    kind = models.CharField(max_length=12, choices=OrganisationKind)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    headcount_declared = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )
    is_simulated = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("slug",)
        constraints = [
            models.CheckConstraint(
                name="organisation_headcount_is_positive",
                condition=Q(headcount_declared__isnull=True) | Q(headcount_declared__gt=0),
            )
        ]

    def __str__(self) -> str:
        return localise(self.name, Language.CHINESE)


class Unit(MP_Node):
    """A part of an organisation: its root unit is the organisation as a whole.

    The units of all organisations share one forest; the subtree of a unit is a prefix of `path`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    name = LocalisedTextField()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("path",)
        constraints = [
            models.UniqueConstraint(
                name="unit_is_the_only_root_of_its_organisation",
                fields=["organisation"],
                condition=Q(depth=1),
            )
        ]

    def __str__(self) -> str:
        return localise(self.name, Language.CHINESE)

    def subtree(self) -> "models.QuerySet[Unit]":
        """This unit and every unit below it."""
        return Unit.objects.filter(path__startswith=self.path)

    def add_division(self, *, name: LocalisedText) -> "Unit":
        """A new unit directly below this one; the parent's row is locked while it is added."""
        division = Unit(organisation_id=self.organisation_id, name=name)
        return cast("Unit", Unit.objects.add_child(self, instance=division))


class Membership(models.Model):
    """Somebody's place in a unit. A person may have several, one of them primary."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="memberships")
    is_primary = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(name="membership_is_unique", fields=["user", "unit"]),
            models.UniqueConstraint(
                name="membership_primary_is_unique",
                fields=["user"],
                condition=Q(is_primary=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.unit_id}"
