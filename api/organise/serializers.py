"""Shapes of contests as their organisers read and write them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Organisation, Region, RoleKind
from accounts.permissions import organisations_with_role
from api.bank.sections import SECTIONS_SCHEMA, SectionsField
from api.fields import LOCALISED_MAP_SCHEMA, LocalisedMapField
from api.strict import StrictSerializer
from quiz.bank.enums import MarkingRule
from quiz.contest.enums import Eligibility, NameDisplay, ReviewPolicy, ScoreRuleName
from quiz.contest.models import Contest
from quiz.leaderboard.enums import BoardKind, TeamRule, TieBreak
from quiz.paper.models import Blueprint

MAX_ATTEMPTS = 1000
MAX_TITLE = 200
MAX_REASON = 300
OPTIONS_SCHEMA = {"type": "object", "additionalProperties": {"type": "integer"}}


@extend_schema_field({**SECTIONS_SCHEMA, "minItems": 0})
class StoredSectionsField(SectionsField):
    """Sections as JSON, checked like those to be previewed; a draft may have none yet."""

    def to_internal_value(self, data: Any) -> Any:
        """The JSON that was sent, once it is known to be good."""
        if data != []:
            super().to_internal_value(data)
        return data


@extend_schema_field({**LOCALISED_MAP_SCHEMA, "minProperties": 0})
class OptionalTextField(LocalisedMapField):
    """Text in any number of languages, also in none."""

    def to_internal_value(self, data: Any) -> dict[str, str]:
        """The map; languages in which nothing is written are left out."""
        if isinstance(data, dict):
            data = {language: text for language, text in data.items() if text != ""}
        return {} if data == {} else super().to_internal_value(data)


@extend_schema_field(OPTIONS_SCHEMA)
class RuleOptionsField(serializers.DictField):
    """Options of a score rule: whole numbers by name."""

    child = serializers.IntegerField()


class BlueprintSerializer(StrictSerializer):
    """How the paper of the first round is composed."""

    title = OptionalTextField(required=False, max_length=MAX_TITLE)
    marking_rule = serializers.ChoiceField(MarkingRule.choices, required=False)
    time_limit_s = serializers.IntegerField(required=False, min_value=10, max_value=86_400)
    shuffle_questions = serializers.BooleanField(required=False)
    shuffle_options = serializers.BooleanField(required=False)
    sections = StoredSectionsField(required=False)


class BlueprintReadSerializer(serializers.ModelSerializer[Blueprint]):
    """How the paper of the first round is or was composed."""

    title = OptionalTextField()
    sections = StoredSectionsField()

    class Meta:
        model = Blueprint
        fields = [
            "title",
            "marking_rule",
            "time_limit_s",
            "shuffle_questions",
            "shuffle_options",
            "sections",
        ]


@extend_schema_field({"type": "string", "format": "uuid"})
class OwnOrganisationField(serializers.PrimaryKeyRelatedField[Organisation]):
    """An organisation whose contests the sender runs; others do not exist here."""

    def get_queryset(self) -> Any:
        """Organisations where the sender is organiser."""
        return organisations_with_role(self.context["request"].user, RoleKind.ORGANISER)


class ContestChangesSerializer(StrictSerializer):
    """Settings of a contest; what is left out stays as it is."""

    slug = serializers.SlugField(required=False, max_length=80)
    title = LocalisedMapField(required=False, max_length=MAX_TITLE)
    description = OptionalTextField(required=False)
    opens_at = serializers.DateTimeField(required=False)
    closes_at = serializers.DateTimeField(required=False)
    timezone = serializers.CharField(required=False, max_length=40)
    audience = serializers.ChoiceField(Eligibility.choices, required=False)
    regions = serializers.PrimaryKeyRelatedField(
        queryset=Region.objects.all(), many=True, required=False
    )
    access_code = serializers.CharField(
        required=False, allow_null=True, allow_blank=True, max_length=64, write_only=True
    )
    attempts_total = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MAX_ATTEMPTS
    )
    attempts_per_day = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MAX_ATTEMPTS
    )
    score_rule = serializers.ChoiceField(ScoreRuleName.choices, required=False)
    score_rule_options = RuleOptionsField(required=False)
    tie_breaks = serializers.ListField(
        child=serializers.ChoiceField(TieBreak.choices), required=False
    )
    pass_mark_percent = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=100
    )
    review_policy = serializers.ChoiceField(ReviewPolicy.choices, required=False)
    board_kinds = serializers.ListField(
        child=serializers.ChoiceField(BoardKind.choices), required=False
    )
    freeze_at = serializers.DateTimeField(required=False, allow_null=True)
    team_rule = serializers.ChoiceField(TeamRule.choices, required=False)
    top_k = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MAX_ATTEMPTS
    )
    name_display = serializers.ChoiceField(NameDisplay.choices, required=False)
    blueprint = BlueprintSerializer(required=False)


class NewContestSerializer(ContestChangesSerializer):
    """A new contest. Only whose it is, its title and its window must be said."""

    organisation = OwnOrganisationField()
    title = LocalisedMapField(max_length=MAX_TITLE)
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()


class OwnerSerializer(serializers.Serializer[Any]):
    """The organisation that runs a contest."""

    id = serializers.UUIDField()
    name = LocalisedMapField()


class CountsSerializer(serializers.Serializer[Any]):
    """People, each counted once."""

    registered = serializers.IntegerField(min_value=0)
    started = serializers.IntegerField(min_value=0)
    finished = serializers.IntegerField(min_value=0)
    passed = serializers.IntegerField(min_value=0)


class OrganisedContestCardSerializer(serializers.ModelSerializer[Contest]):
    """A contest in the list of those that one runs."""

    title = LocalisedMapField()
    organisation = OwnerSerializer()
    phase = serializers.SerializerMethodField()
    counts = serializers.SerializerMethodField()

    class Meta:
        model = Contest
        fields = [
            "id",
            "slug",
            "title",
            "organisation",
            "state",
            "phase",
            "opens_at",
            "closes_at",
            "timezone",
            "is_simulated",
            "counts",
        ]

    def get_phase(self, contest: Contest) -> str:
        """What it is now."""
        return contest.phase(self.context["now"]).value

    @extend_schema_field(CountsSerializer(allow_null=True))
    def get_counts(self, contest: Contest) -> dict[str, Any] | None:
        """As published last; null before the first count."""
        counts = self.context["counts"].get(contest.pk)
        return None if counts is None else dict(CountsSerializer(counts).data)


class ContestProblemSerializer(serializers.Serializer[Any]):
    """What keeps a draft from being published."""

    pointer = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class OrganisedContestSerializer(serializers.ModelSerializer[Contest]):
    """A contest with its whole configuration, both languages."""

    title = LocalisedMapField()
    description = OptionalTextField()
    organisation = OwnerSerializer()
    phase = serializers.SerializerMethodField()
    is_frozen = serializers.SerializerMethodField()
    needs_access_code = serializers.BooleanField()
    regions = serializers.SlugRelatedField[Region]("code", many=True, read_only=True)
    tie_breaks = serializers.ListField(child=serializers.ChoiceField(TieBreak.choices))
    board_kinds = serializers.ListField(child=serializers.ChoiceField(BoardKind.choices))
    score_rule_options = RuleOptionsField()
    blueprint = serializers.SerializerMethodField()
    problems = serializers.SerializerMethodField(
        help_text="What keeps a draft from being published; empty for anything else."
    )

    class Meta:
        model = Contest
        fields = [
            "id",
            "slug",
            "organisation",
            "title",
            "description",
            "state",
            "phase",
            "is_frozen",
            "is_simulated",
            "version",
            "opens_at",
            "closes_at",
            "timezone",
            "audience",
            "regions",
            "needs_access_code",
            "attempts_total",
            "attempts_per_day",
            "score_rule",
            "score_rule_options",
            "tie_breaks",
            "pass_mark_percent",
            "review_policy",
            "board_kinds",
            "freeze_at",
            "team_rule",
            "top_k",
            "name_display",
            "blueprint",
            "problems",
            "created_at",
            "published_at",
            "closed_at",
            "finalised_at",
        ]

    def get_phase(self, contest: Contest) -> str:
        """What it is now."""
        return contest.phase(self.context["now"]).value

    def get_is_frozen(self, contest: Contest) -> bool:
        """Whether the public board stands still now."""
        return contest.is_frozen(self.context["now"])

    @extend_schema_field(BlueprintReadSerializer(allow_null=True))
    def get_blueprint(self, contest: Contest) -> dict[str, Any] | None:
        """That of the first round."""
        rounds = contest.rounds.all()
        return dict(BlueprintReadSerializer(rounds[0].blueprint).data) if rounds else None

    @extend_schema_field(ContestProblemSerializer(many=True))
    def get_problems(self, contest: Contest) -> list[dict[str, Any]]:
        """Found by the rules of publishing."""
        problems = self.context["problems"]
        return [dict(ContestProblemSerializer(problem).data) for problem in problems]


class ReasonSerializer(StrictSerializer):
    """Why something is decided; kept in the record."""

    reason = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=MAX_REASON
    )


class NeededReasonSerializer(StrictSerializer):
    """A decision that must be explained."""

    reason = serializers.CharField(max_length=MAX_REASON)


class ExtendSerializer(ReasonSerializer):
    """A later end."""

    closes_at = serializers.DateTimeField()
