"""Shapes of prizes as organisers write them, and of awards as they read them."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import CENTI, LocalisedMapField, LocalisedStringField, PointsField, points
from api.strict import StrictSerializer
from quiz.contest.enums import DrawAmong, PrizeKind
from quiz.contest.guest_names import name_in
from quiz.contest.models import Award, Prize

MAX_TITLE = 100
MAX_PLACE = 10_000_000
MAX_SCORE = 10_000_000


@extend_schema_field({"type": "number", "exclusiveMinimum": 0, "maximum": MAX_SCORE})
class ScoreField(serializers.DecimalField):
    """Points with at most two decimals, kept as hundredths."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=10, decimal_places=2, min_value=0, max_value=MAX_SCORE, **kwargs
        )

    def to_internal_value(self, data: Any) -> Any:
        """Hundredths of a point."""
        return int(super().to_internal_value(data) * CENTI)

    def to_representation(self, value: Any) -> Any:
        """The number of points, whole where it is whole."""
        return points(value)

    def run_validators(self, value: Any) -> None:
        """Bounds are those of points, not of hundredths."""
        super().run_validators(value / CENTI)


class PrizeSerializer(StrictSerializer):
    """One prize. Fields that its kind does not use are null or left out.

    By place: `from_place` to `to_place` of the final board. By score: at least `min_score` points,
    `count` people at most. By lot: `count` people of those `among` whom it is drawn.
    """

    title = LocalisedMapField(max_length=MAX_TITLE)
    kind = serializers.ChoiceField(PrizeKind.choices)
    from_place = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MAX_PLACE
    )
    to_place = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MAX_PLACE
    )
    min_score = ScoreField(source="min_score_centi", required=False, allow_null=True)
    among = serializers.ChoiceField(DrawAmong.choices, required=False, allow_null=True)
    count = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MAX_PLACE
    )

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """A stored prize, with null for what its kind does not use."""
        shown: dict[str, Any] = dict(super().to_representation(instance))
        return shown | {"among": shown["among"] or None}


class AwardedPrizeSerializer(serializers.ModelSerializer[Prize]):
    """The prize that was awarded."""

    title = LocalisedStringField()

    class Meta:
        model = Prize
        fields = ["number", "title"]


class OrganisedAwardSerializer(serializers.ModelSerializer[Award]):
    """A prize and who won it, with the full name."""

    prize = AwardedPrizeSerializer()
    entry = serializers.UUIDField(source="entry_id")
    name = serializers.SerializerMethodField()
    region = LocalisedStringField(source="entry.region.name", default=None, allow_null=True)
    organisation = LocalisedStringField(
        source="entry.organisation.name", default=None, allow_null=True
    )
    score = PointsField(source="score_centi")

    class Meta:
        model = Award
        fields = ["prize", "entry", "name", "region", "organisation", "rank", "score", "ticket"]

    def get_name(self, award: Award) -> str:
        """As the person gave it."""
        return name_in(award.entry.user, get_language() or "")
