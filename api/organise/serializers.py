"""Shapes of contests as their organisers read and write them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Organisation, Region, RoleKind
from accounts.permissions import organisations_with_role
from api.bank.sections import SECTIONS_SCHEMA, SectionsField
from api.fields import LOCALISED_MAP_SCHEMA, LocalisedMapField
from api.organise.prize_serializers import PrizeSerializer
from api.strict import StrictSerializer
from quiz.bank.enums import MarkingRule
from quiz.contest.arranging import MOST_ROUNDS
from quiz.contest.enums import (
    Eligibility,
    NameDisplay,
    Phase,
    PrizeTies,
    ReviewPolicy,
    ScoreRuleName,
)
from quiz.contest.models import Contest, Round
from quiz.contest.offering import MOST_PRIZES
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
    """How the paper of a round is composed."""

    title = OptionalTextField(required=False, max_length=MAX_TITLE)
    marking_rule = serializers.ChoiceField(MarkingRule.choices, required=False)
    time_limit_s = serializers.IntegerField(required=False, min_value=10, max_value=86_400)
    shuffle_questions = serializers.BooleanField(required=False)
    shuffle_options = serializers.BooleanField(required=False)
    sections = StoredSectionsField(required=False)


class BlueprintReadSerializer(serializers.ModelSerializer[Blueprint]):
    """How the paper of a round is or was composed."""

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


class RoundSettingsSerializer(StrictSerializer):
    """What can be said of a round."""

    title = OptionalTextField(required=False, max_length=MAX_TITLE)
    opens_at = serializers.DateTimeField(required=False)
    closes_at = serializers.DateTimeField(required=False)
    blueprint = BlueprintSerializer(required=False)


class RoundChangeSerializer(RoundSettingsSerializer):
    """Changes of one round of the contest; what is left out stays as it is."""

    id = serializers.UUIDField()


class NewRoundSerializer(RoundSettingsSerializer):
    """One of several rounds of a new contest."""

    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()


class AddedRoundSerializer(StrictSerializer):
    """One more round. Left without times it follows the last one, for as long."""

    title = OptionalTextField(required=False, max_length=MAX_TITLE, default=dict)
    opens_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    closes_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    copy_of = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The round whose paper it is to be composed like.",
    )


class RoundOrderSerializer(StrictSerializer):
    """Every round of the contest once, in the order that they are to have."""

    rounds = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_ROUNDS)


class OrganisedRoundSerializer(serializers.ModelSerializer[Round]):
    """A round with how its paper is or was composed, both languages."""

    title = OptionalTextField()
    phase = serializers.SerializerMethodField()
    blueprint = BlueprintReadSerializer()

    class Meta:
        model = Round
        fields = ["id", "number", "title", "phase", "opens_at", "closes_at", "blueprint"]

    def get_phase(self, one: Round) -> Phase:
        """What it is now."""
        return one.phase(one.contest, self.context["now"])


class ContestChangesSerializer(StrictSerializer):
    """Settings of a contest by themselves; what is left out stays as it is."""

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
    attempts_per_round = serializers.IntegerField(
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
    prizes = serializers.ListField(child=PrizeSerializer(), required=False, max_length=MOST_PRIZES)
    several_prizes_each = serializers.BooleanField(required=False)
    prize_ties = serializers.ChoiceField(PrizeTies.choices, required=False)
    guests_can_win = serializers.BooleanField(required=False)


class ChangedContestSerializer(ContestChangesSerializer):
    """Changes of a contest and its rounds, made together or not at all."""

    rounds = serializers.ListField(
        child=RoundChangeSerializer(), required=False, max_length=MOST_ROUNDS
    )


class NewContestSerializer(ContestChangesSerializer):
    """A new contest. Only whose it is, its title and its window must be said.

    It has one round over its whole window, composed by `blueprint`, or the given `rounds`.
    """

    blueprint = BlueprintSerializer(required=False)
    rounds = serializers.ListField(
        child=NewRoundSerializer(), required=False, max_length=MOST_ROUNDS
    )

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
    prizes = PrizeSerializer(many=True)
    rounds = OrganisedRoundSerializer(many=True)
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
            "attempts_per_round",
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
            "prizes",
            "several_prizes_each",
            "prize_ties",
            "guests_can_win",
            "rounds",
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
    """A later end, of the last round unless another is named."""

    closes_at = serializers.DateTimeField()
    round = serializers.IntegerField(
        source="round_number", required=False, allow_null=True, min_value=1, max_value=MOST_ROUNDS
    )
