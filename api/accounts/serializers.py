"""Shapes of people: oneself, guests, and what became of a claim."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.mfa import mfa_enabled, mfa_required
from accounts.models import Region, Role, RoleKind, User
from accounts.models.users import EARLIEST_BIRTH_YEAR
from accounts.names import MAX_NAME_CHARACTERS, clean_display_name
from api.accounts.place_serializers import REGION_CODE
from api.fields import LocalisedStringField
from api.strict import StrictSerializer
from common import clock
from common.text import Language

MAX_TOKEN_CHARACTERS = 300


class NamedSerializer(serializers.Serializer[Any]):
    """Something with a name in the language of the request."""

    id = serializers.UUIDField()
    name = LocalisedStringField()


class RoleSerializer(serializers.ModelSerializer[Role]):
    """A duty: in an organisation, or for a unit and what is below it."""

    organisation = NamedSerializer(allow_null=True)
    unit = NamedSerializer(allow_null=True)

    class Meta:
        model = Role
        fields = ["kind", "organisation", "unit"]


class MfaSerializer(serializers.Serializer[Any]):
    """Whether the account has a second factor, and whether this site wants it to have one."""

    enabled = serializers.BooleanField()
    required = serializers.BooleanField()  # type: ignore[assignment]  # DRF takes fields off the class


class UserSerializer(serializers.ModelSerializer[User]):
    """An account, as its owner sees it."""

    username = serializers.CharField(allow_null=True)
    email = serializers.SerializerMethodField()
    phone = serializers.CharField(allow_null=True)
    region = serializers.CharField(
        source="region_id", allow_null=True, help_text="A GB/T 2260 code."
    )
    language = serializers.ChoiceField(Language.choices)
    roles = serializers.SerializerMethodField()
    mfa = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = [
            "id",
            "username",
            "email",
            "phone",
            "display_name",
            "region",
            "birth_year",
            "language",
            "is_guest",
            "is_staff",
            "roles",
            "mfa",
        ]

    def get_email(self, user: User) -> str | None:
        """The address, or null."""
        return user.email or None

    @extend_schema_field(RoleSerializer(many=True))
    def get_roles(self, user: User) -> Any:
        """Organisers first, then trainers, then managers; within each, the oldest first."""
        order = {kind.value: place for place, kind in enumerate(RoleKind)}
        roles = user.roles.select_related("organisation", "unit").order_by("pk")
        return RoleSerializer(sorted(roles, key=lambda role: order[role.kind]), many=True).data

    @extend_schema_field(MfaSerializer)
    def get_mfa(self, user: User) -> Any:
        """Two small queries."""
        return {"enabled": mfa_enabled(user), "required": mfa_required(user)}


class MeSerializer(serializers.Serializer[Any]):
    """Who asks, or nobody; and what the server's clock says."""

    user = UserSerializer(allow_null=True)
    server_time = serializers.DateTimeField()


class ProfileChangesSerializer(StrictSerializer):
    """What people may change about themselves; what is left out stays as it is."""

    display_name = serializers.CharField(max_length=MAX_NAME_CHARACTERS, required=False)
    region = serializers.RegexField(
        REGION_CODE, allow_null=True, required=False, help_text="A GB/T 2260 code."
    )
    birth_year = serializers.IntegerField(
        min_value=EARLIEST_BIRTH_YEAR, allow_null=True, required=False
    )
    language = serializers.ChoiceField(Language.choices, required=False)

    def validate_display_name(self, typed: str) -> str:
        """Refuse what cannot be shown on a board."""
        try:
            return clean_display_name(typed)
        except ValueError as error:
            raise serializers.ValidationError(
                _("The name holds characters that cannot be seen."), "invalid_name"
            ) from error

    def validate_region(self, code: str | None) -> Region | None:
        """Find the region."""
        region = Region.objects.filter(pk=code).first()
        if code is not None and region is None:
            raise serializers.ValidationError(_("There is no such region."), "does_not_exist")
        return region

    def validate_birth_year(self, year: int | None) -> int | None:
        """Nobody is born in the future."""
        if year is not None and year > clock.now().year:
            raise serializers.ValidationError(_("Enter a year that has begun."), "max_value")
        return year


class GuestSerializer(serializers.Serializer[Any]):
    """A guest, and the token with which an account can claim what the guest did."""

    user = UserSerializer()
    claim_token = serializers.CharField()
    server_time = serializers.DateTimeField()


class GuestClaimRequestSerializer(StrictSerializer):
    """The token that was given out with the guest's session."""

    token = serializers.CharField(max_length=MAX_TOKEN_CHARACTERS)


class ClaimConflictSerializer(serializers.Serializer[Any]):
    """Something that stayed with the guest because the account has its own of it."""

    kind = serializers.CharField()
    subject_id = serializers.CharField()
    title = serializers.CharField()


class GuestClaimSerializer(serializers.Serializer[Any]):
    """What came of a claim."""

    conflicts = ClaimConflictSerializer(many=True)
