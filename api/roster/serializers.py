"""Shapes of trained organisations, uploaded rosters, and what becomes of each person in them."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Organisation, RosterAction, RosterImport, RosterImportItem
from accounts.roster.uploads import KEPT, MAX_NAME_CHARACTERS
from api.accounts.job_serializers import JobSerializer
from api.fields import LocalisedStringField
from api.strict import StrictSerializer
from common.faults import stored_message


class TrainedOrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """An organisation whose people somebody looks after."""

    name = LocalisedStringField()
    people = serializers.IntegerField(
        source="people_here", min_value=0, help_text="In the roster and not left."
    )
    people_left = serializers.IntegerField(min_value=0, help_text="Who have left; they stay known.")
    units = serializers.IntegerField(
        source="unit_count", min_value=0, help_text="Below the organisation itself."
    )

    class Meta:
        model = Organisation
        fields = ["id", "slug", "name", "kind", "people", "people_left", "units"]


class RosterOrganisationSerializer(serializers.Serializer[Any]):
    """The organisation that the people belong to."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = LocalisedStringField()


class RosterSettingsSerializer(StrictSerializer):
    """What a roster may do beside naming people."""

    create_units = serializers.BooleanField(
        required=False, help_text="Make units that are not there; otherwise their rows are errors."
    )
    absent_leave = serializers.BooleanField(
        required=False,
        help_text="The file names everybody: who is in the roster and not in the file has left.",
    )


class RosterUploadSerializer(RosterSettingsSerializer):
    """The same beside a file, in the address."""

    file_name = serializers.CharField(max_length=MAX_NAME_CHARACTERS)


class RosterCountsSerializer(serializers.Serializer[Any]):
    """How many people there are of each kind; zeros while the file is checked."""

    create = serializers.IntegerField(min_value=0, default=0)  # type: ignore[assignment]  # DRF takes fields off the class
    update = serializers.IntegerField(min_value=0, default=0)  # type: ignore[assignment]  # as above
    unchanged = serializers.IntegerField(min_value=0, default=0)
    leaves = serializers.IntegerField(min_value=0, default=0)
    error = serializers.IntegerField(min_value=0, default=0)


class RosterPlaceSerializer(serializers.Serializer[Any]):
    """Where in the file; rows count from 1. All null for somebody whom it does not name."""

    table = serializers.CharField(
        allow_null=True, default=None, help_text="The worksheet, where a file has several."
    )
    row = serializers.IntegerField(min_value=1, allow_null=True, default=None)
    column = serializers.CharField(
        allow_null=True, default=None, help_text="The title of the column."
    )


class RosterFaultSerializer(RosterPlaceSerializer):
    """What is wrong, or was passed over, and where."""

    code = serializers.CharField()
    detail = serializers.SerializerMethodField(help_text="In the language of the request.")

    def get_detail(self, fault: dict[str, Any]) -> str:
        """One of the languages in which it is kept."""
        return stored_message(fault, get_language() or "")


class RosterImportSerializer(serializers.ModelSerializer[RosterImport]):
    """A roster on its way in; its job says how far the present step is."""

    organisation = RosterOrganisationSerializer()
    owner = serializers.SerializerMethodField(help_text="The name of who uploaded it.")
    create_units = serializers.BooleanField()
    absent_leave = serializers.BooleanField()
    counts = RosterCountsSerializer()
    new_units = serializers.ListField(
        child=serializers.CharField(), help_text="The paths of units that would be made."
    )
    warnings = RosterFaultSerializer(many=True)
    job = JobSerializer(allow_null=True)
    expires_at = serializers.SerializerMethodField(help_text="When it is forgotten.")

    class Meta:
        model = RosterImport
        fields = [
            "id",
            "organisation",
            "owner",
            "file_name",
            "create_units",
            "absent_leave",
            "state",
            "counts",
            "new_units",
            "warnings",
            "job",
            "created_at",
            "finished_at",
            "expires_at",
        ]

    def get_owner(self, roster_import: RosterImport) -> str:
        """Empty once the account is gone."""
        return roster_import.owner.get_full_name() if roster_import.owner else ""

    @extend_schema_field({"type": "string", "format": "date-time"})
    def get_expires_at(self, roster_import: RosterImport) -> Any:
        """So long after the upload."""
        return roster_import.created_at + KEPT


class RosterChangeSerializer(serializers.Serializer[Any]):
    """What becomes of one field of somebody."""

    field = serializers.CharField(
        help_text="number, name, email, phone, units, manages; or leaves, returns, listed."
    )
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class RosterImportItemSerializer(serializers.ModelSerializer[RosterImportItem]):
    """What becomes, or became, of one person."""

    place = RosterPlaceSerializer(source="told.place")
    person_number = serializers.CharField(source="told.person_number", allow_blank=True)
    name = serializers.CharField(source="told.name", allow_blank=True)
    units = serializers.ListField(child=serializers.CharField(), source="told.units")
    changes = RosterChangeSerializer(source="told.changes", many=True)
    errors = RosterFaultSerializer(source="told.errors", many=True)  # type: ignore[assignment]  # DRF takes fields off the class
    warnings = RosterFaultSerializer(source="told.warnings", many=True)

    class Meta:
        model = RosterImportItem
        fields = [
            "number",
            "action",
            "place",
            "person_number",
            "name",
            "units",
            "changes",
            "errors",
            "warnings",
        ]


class RosterItemFilterSerializer(serializers.Serializer[Any]):
    """Which people of the file."""

    action = serializers.ChoiceField(RosterAction.choices, required=False)
