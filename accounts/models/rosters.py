"""Who an organisation says its people are, and the files in which it says so."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.organisations import Organisation
from accounts.models.users import User
from common.ids import uuid7


class RosterEntry(models.Model):
    """One person as their organisation knows them; who has left stays, with `left_at`.

    Name, e-mail and phone are the organisation's words and prove nothing: nobody signs in by them,
    and they never touch what a person has said on their own account.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="roster_entries"
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roster_entries")
    number = models.CharField(_("person number"), max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True)
    joined_at = models.DateTimeField(_("joined"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("roster entry")
        verbose_name_plural = _("roster entries")
        constraints = [
            models.UniqueConstraint(name="roster_entry_is_unique", fields=["organisation", "user"]),
            models.UniqueConstraint(
                name="roster_number_is_unique",
                fields=["organisation", "number"],
                condition=~Q(number=""),
            ),
            # Who has left lets go of them: companies give an address to the next person.
            models.UniqueConstraint(
                name="roster_email_is_unique",
                fields=["organisation", "email"],
                condition=~Q(email="") & Q(left_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="roster_phone_is_unique",
                fields=["organisation", "phone"],
                condition=~Q(phone="") & Q(left_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class RosterAction(models.TextChoices):
    """What a roster file does with one person."""

    CREATE = "create", _("New")
    UPDATE = "update", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    LEAVES = "leaves", _("Leaves")
    ERROR = "error", _("Error")


class RosterImportState(models.TextChoices):
    """How far an uploaded roster is."""

    PLANNING = "planning", _("Being checked")
    PLANNED = "planned", _("Waiting for confirmation")
    APPLYING = "applying", _("Being imported")
    DONE = "done", _("Imported")


class RosterImport(models.Model):
    """A roster that somebody uploaded: checked first, written once it is confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="roster_imports"
    )
    owner = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    file = models.FileField(upload_to="rosters/%Y/%m", max_length=200)
    file_name = models.CharField(max_length=200)
    create_units = models.BooleanField(default=False)
    absent_leave = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=RosterImportState, default=RosterImportState.PLANNING
    )
    counts = models.JSONField(default=dict)
    new_units = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    # The job that plans or applies it; an older one may still run, and must change nothing.
    job = models.ForeignKey("common.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("roster import")
        verbose_name_plural = _("roster imports")
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                name="roster_import_finished_when_done",
                condition=Q(state=RosterImportState.DONE, finished_at__isnull=False)
                | ~Q(state=RosterImportState.DONE) & Q(finished_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="roster_imports_of_an_organisation_take_turns",
                fields=["organisation"],
                condition=Q(state=RosterImportState.APPLYING),
            ),
        ]
        indexes = [models.Index(name="roster_import_by_place", fields=["organisation", "id"])]

    def __str__(self) -> str:
        return self.file_name


class RosterImportItem(models.Model):
    """One person of the file; `number` counts from 1, and `told` is what is shown of them.

    `agreed` is a digest of what was shown: what is otherwise when the import is applied is left
    alone.
    """

    roster_import = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=RosterAction)
    told = models.JSONField()
    agreed = models.CharField(max_length=32)
    is_settled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("person of a roster import")
        verbose_name_plural = _("people of a roster import")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                name="roster_item_number_once", fields=["roster_import", "number"]
            )
        ]
        indexes = [
            models.Index(name="roster_items_by_do", fields=["roster_import", "action", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.roster_import_id} {self.number}"
