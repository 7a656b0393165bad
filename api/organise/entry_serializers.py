"""Shapes of entries as organisers see them: with full names, unlike on boards."""

from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from rest_framework import serializers

from api.fields import LocalisedStringField, PointsField
from api.organise.serializers import ReasonSerializer
from quiz.attempt.enums import AttemptState
from quiz.attempt.models import Attempt
from quiz.contest.guest_names import name_in
from quiz.contest.models import MOST_TIME_PERCENT, ORDINARY_TIME_PERCENT, Entry


class OrganisedEntrySerializer(serializers.ModelSerializer[Entry]):
    """One person's participation."""

    name = serializers.SerializerMethodField()
    region = LocalisedStringField(source="region.name", default=None, allow_null=True)
    organisation = LocalisedStringField(source="organisation.name", default=None, allow_null=True)
    attempts = serializers.IntegerField(source="attempt_count", min_value=0)
    attempt_open = serializers.BooleanField()
    score = PointsField(source="score_centi", allow_null=True)
    passed = serializers.SerializerMethodField()

    class Meta:
        model = Entry
        fields = [
            "id",
            "name",
            "region",
            "organisation",
            "registered_at",
            "attempts",
            "attempt_open",
            "score",
            "time_used_ms",
            "passed",
            "time_factor_percent",
            "disqualified_at",
            "disqualified_reason",
        ]

    def get_name(self, entry: Entry) -> str:
        """As the person gave it."""
        return name_in(entry.user, get_language() or "")

    def get_passed(self, entry: Entry) -> bool | None:
        """Null without a pass mark, or before the first finished attempt."""
        if entry.contest.pass_mark_percent is None or not entry.attempts_counted:
            return None
        return entry.passed


class OrganisedAttemptSerializer(serializers.ModelSerializer[Attempt]):
    """One attempt of an entry, without answers."""

    state = serializers.ChoiceField(AttemptState.choices)
    round = serializers.SerializerMethodField()
    score = PointsField(source="score_centi", allow_null=True)
    max_score = PointsField(source="max_centi")

    class Meta:
        model = Attempt
        fields = [
            "id",
            "number",
            "round",
            "state",
            "started_at",
            "deadline",
            "finished_at",
            "score",
            "max_score",
            "time_used_ms",
        ]

    def get_round(self, attempt: Attempt) -> int:
        """The number of the round it was made in."""
        numbers: dict[UUID, int] = self.context["rounds"]
        return numbers[attempt.paper_id]


class OrganisedEntryDetailSerializer(OrganisedEntrySerializer):
    """One person's participation, with every attempt."""

    attempts_list = OrganisedAttemptSerializer(many=True)

    class Meta(OrganisedEntrySerializer.Meta):
        fields = [*OrganisedEntrySerializer.Meta.fields, "attempts_list"]


class ExtraTimeSerializer(ReasonSerializer):
    """This share of every time limit, for one person."""

    time_factor_percent = serializers.IntegerField(
        min_value=ORDINARY_TIME_PERCENT, max_value=MOST_TIME_PERCENT
    )


class MinuteCountSerializer(serializers.Serializer[Any]):
    """Attempts started and closed within one minute."""

    minute = serializers.DateTimeField()
    started = serializers.IntegerField(min_value=0)
    finished = serializers.IntegerField(min_value=0)


class WatchedRegionSerializer(serializers.Serializer[Any]):
    """People of one prefecture; null stands for those who gave no region."""

    code = serializers.CharField(allow_null=True)
    name = LocalisedStringField(allow_null=True)
    registered = serializers.IntegerField(min_value=0)
    started = serializers.IntegerField(min_value=0)
    finished = serializers.IntegerField(min_value=0)
    passed = serializers.IntegerField(min_value=0)


class WatchedDaySerializer(serializers.Serializer[Any]):
    """People who took part for the first time on a day."""

    day = serializers.DateField()
    registered = serializers.IntegerField(min_value=0)
    started = serializers.IntegerField(min_value=0)
    finished = serializers.IntegerField(min_value=0)


class WatchedRoundSerializer(serializers.Serializer[Any]):
    """People who took part in a round."""

    number = serializers.IntegerField(min_value=1)
    title = LocalisedStringField()
    started = serializers.IntegerField(min_value=0)
    finished = serializers.IntegerField(min_value=0)


class WatchedBoardSerializer(serializers.Serializer[Any]):
    """What the public sees of the board."""

    frozen = serializers.BooleanField()
    published_at = serializers.DateTimeField(allow_null=True)


class WatchSerializer(serializers.Serializer[Any]):
    """How a contest is going, a few seconds old at most. Each person counts once."""

    as_of = serializers.DateTimeField()
    registered = serializers.IntegerField(min_value=0)
    started = serializers.IntegerField(min_value=0)
    finished = serializers.IntegerField(min_value=0)
    passed = serializers.IntegerField(min_value=0, allow_null=True)
    open_now = serializers.IntegerField(min_value=0, help_text="Attempts in progress.")
    is_simulated = serializers.BooleanField()
    by_region = WatchedRegionSerializer(many=True)
    by_day = WatchedDaySerializer(many=True)
    by_round = WatchedRoundSerializer(many=True)
    last_minutes = MinuteCountSerializer(many=True)
    board = WatchedBoardSerializer(allow_null=True)
