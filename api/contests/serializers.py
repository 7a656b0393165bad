"""Shapes of contests, entries and results as participants see them."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.campaign.serializers import ContestCardSerializer
from api.fields import LocalisedStringField, PointsField, points
from api.strict import StrictSerializer
from common.text import localise
from quiz.attempt.enums import AttemptState, RulingKind
from quiz.attempt.models import Attempt
from quiz.bank.enums import QuestionType
from quiz.contest.enums import RefusalCode, ScoreRuleName
from quiz.contest.models import Contest, Round
from quiz.contest.results import AttemptResult
from quiz.contest.rules_text import contest_rules
from quiz.contest.start_status import StartStatus
from quiz.contest.viewing import BoardView, place_of
from quiz.leaderboard.enums import BoardKind, TieBreak

MAX_ACCESS_CODE = 64


class RuleSerializer(serializers.Serializer[Any]):
    """One rule of a contest: a stable code, and the sentence for people."""

    code = serializers.CharField()
    text = serializers.CharField()


class CampaignReferenceSerializer(serializers.Serializer[Any]):
    """A campaign that a contest belongs to."""

    slug = serializers.CharField()
    title = LocalisedStringField()


class RegionReferenceSerializer(serializers.Serializer[Any]):
    """A region that a contest is for."""

    code = serializers.CharField()
    name = LocalisedStringField()


class RoundSerializer(serializers.ModelSerializer[Round]):
    """One window of a contest."""

    title = LocalisedStringField()

    class Meta:
        model = Round
        fields = ["number", "title", "opens_at", "closes_at"]


class ContestSerializer(ContestCardSerializer):
    """A contest's facts, the same for everybody who may see them."""

    description = LocalisedStringField()
    rules = serializers.SerializerMethodField()
    total_points = serializers.SerializerMethodField()
    needs_access_code = serializers.BooleanField()
    regions = RegionReferenceSerializer(many=True)
    rounds = RoundSerializer(many=True)
    campaigns = CampaignReferenceSerializer(many=True)
    board_kinds = serializers.ListField(child=serializers.ChoiceField(BoardKind.choices))
    tie_breaks = serializers.ListField(child=serializers.ChoiceField(TieBreak.choices))

    class Meta(ContestCardSerializer.Meta):
        fields = [
            *ContestCardSerializer.Meta.fields,
            "id",
            "description",
            "state",
            "rules",
            "total_points",
            "audience",
            "needs_access_code",
            "regions",
            "attempts_total",
            "attempts_per_day",
            "score_rule",
            "tie_breaks",
            "pass_mark_percent",
            "review_policy",
            "board_kinds",
            "freeze_at",
            "team_rule",
            "top_k",
            "name_display",
            "rounds",
            "campaigns",
        ]

    @extend_schema_field(RuleSerializer(many=True))
    def get_rules(self, contest: Contest) -> list[dict[str, str]]:
        """The rules in plain words, generated from the configuration."""
        language = get_language() or ""
        rules = contest_rules(
            contest,
            papers=[one.paper for one in contest.rounds.all() if one.paper],
            region_names=[localise(region.name, language) for region in contest.regions.all()],
        )
        return [{"code": rule.code, "text": rule.text} for rule in rules]

    def get_total_points(self, contest: Contest) -> float | None:
        """Points of a full sheet of the first round."""
        paper = self._first_round(contest).paper
        return points(paper.total_centi) if paper else None


class PlaceSerializer(serializers.Serializer[Any]):
    """A place on the board that the reader may see, shared with those who are equal."""

    rank = serializers.IntegerField(min_value=1)
    of = serializers.IntegerField(min_value=1)
    as_of = serializers.DateTimeField()


class EntrySerializer(serializers.Serializer[Any]):
    """One's own participation in a contest, also before entering. The score is always live."""

    registered = serializers.BooleanField()
    can_start = serializers.BooleanField(help_text="An attempt can start, or go on, now.")
    reason = serializers.ChoiceField(RefusalCode.choices, allow_null=True)
    reason_text = serializers.CharField(allow_null=True)
    next_start_at = serializers.DateTimeField(
        allow_null=True, help_text="When starting becomes possible, where that is known."
    )
    attempts_used = serializers.IntegerField(min_value=0)
    attempts_left = serializers.IntegerField(min_value=0, allow_null=True)
    attempts_left_today = serializers.IntegerField(min_value=0, allow_null=True)
    open_attempt_id = serializers.UUIDField(allow_null=True)
    last_attempt_id = serializers.UUIDField(allow_null=True)
    score = PointsField(allow_null=True)
    max_score = PointsField(allow_null=True)
    passed = serializers.BooleanField(allow_null=True)
    time_factor_percent = serializers.IntegerField(min_value=100)
    place = PlaceSerializer(allow_null=True)


# Rules whose score is that of one sheet, so that "85 of 100" makes sense.
_ONE_SHEET = (
    ScoreRuleName.BEST,
    ScoreRuleName.FIRST,
    ScoreRuleName.LAST,
    ScoreRuleName.SUDDEN_DEATH,
)


def entry_document(contest: Contest, status: StartStatus, view: BoardView) -> dict[str, Any]:
    """What `EntrySerializer` renders."""
    entry, so_far, refusal = status.entry, status.so_far, status.decision.refusal
    return {
        "registered": entry is not None,
        "can_start": status.can_start,
        "reason": refusal,
        "reason_text": refusal.label if refusal else None,
        "next_start_at": status.decision.next_start_at,
        "attempts_used": so_far.used,
        "attempts_left": status.attempts_left,
        "attempts_left_today": status.attempts_left_today,
        "open_attempt_id": so_far.open_attempt.pk if so_far.open_attempt else None,
        "last_attempt_id": so_far.last.pk if so_far.last else None,
        "score": entry.score_centi if entry else None,
        "max_score": so_far.last.max_centi
        if so_far.last and contest.score_rule in _ONE_SHEET
        else None,
        "passed": entry.passed
        if entry and entry.attempts_counted and contest.pass_mark_percent is not None
        else None,
        "time_factor_percent": entry.time_factor_percent if entry else 100,
        "place": place_document(view, place_of(entry, view.snapshot) if entry else None),
    }


def place_document(view: BoardView, place: Any) -> dict[str, Any] | None:
    """What `PlaceSerializer` renders."""
    if place is None or view.snapshot is None:
        return None
    return {"rank": place.rank, "of": place.of, "as_of": view.snapshot.published_at}


class EnterSerializer(StrictSerializer):
    """What entering takes: the access code, where the contest has one."""

    access_code = serializers.CharField(
        required=False, allow_null=True, allow_blank=True, max_length=MAX_ACCESS_CODE
    )


class AttemptSummarySerializer(serializers.ModelSerializer[Attempt]):
    """One attempt in a list of one's own."""

    state = serializers.ChoiceField(AttemptState.choices)
    score = PointsField(source="score_centi", allow_null=True)
    max_score = PointsField(source="max_centi")

    class Meta:
        model = Attempt
        fields = ["id", "number", "state", "started_at", "deadline", "score", "max_score"]


class EnteredContestSerializer(serializers.Serializer[Any]):
    """A contest that one entered, with one's own attempts."""

    contest = ContestCardSerializer()
    entry = EntrySerializer()
    attempts = AttemptSummarySerializer(many=True)


class ResultContestSerializer(serializers.Serializer[Any]):
    """The contest that a result belongs to."""

    slug = serializers.CharField()
    title = LocalisedStringField()
    timezone = serializers.CharField()
    is_simulated = serializers.BooleanField()


class ReviewRightSerializer(serializers.Serializer[Any]):
    """Whether the right answers can be seen now, or from when."""

    allowed = serializers.BooleanField()
    available_from = serializers.DateTimeField(allow_null=True)


class ResultSerializer(serializers.Serializer[Any]):
    """A closed attempt of one's own."""

    id = serializers.UUIDField()
    contest = ResultContestSerializer()
    state = serializers.ChoiceField(AttemptState.choices)
    number = serializers.IntegerField(min_value=1)
    score = PointsField()
    max_score = PointsField()
    percent = serializers.FloatField(min_value=0, max_value=100)
    passed = serializers.BooleanField(allow_null=True, help_text="Null without a pass mark.")
    right = serializers.IntegerField(min_value=0)
    question_count = serializers.IntegerField(min_value=1)
    time_used_ms = serializers.IntegerField(min_value=0)
    finished_at = serializers.DateTimeField()
    counts_for = serializers.ChoiceField(ScoreRuleName.choices)
    counts = serializers.BooleanField(help_text="This attempt is part of the entry's score.")
    best_score = PointsField(allow_null=True, help_text="The entry's score under the rule.")
    place = PlaceSerializer(allow_null=True)
    board_frozen = serializers.BooleanField()
    review = ReviewRightSerializer()
    attempts_left = serializers.IntegerField(min_value=0, allow_null=True)


def result_document(result: AttemptResult) -> dict[str, Any]:
    """What `ResultSerializer` renders."""
    attempt, entry = result.attempt, result.entry
    score_centi = attempt.score_centi or 0
    return {
        "id": attempt.pk,
        "contest": result.contest,
        "state": attempt.state,
        "number": attempt.number,
        "score": score_centi,
        "max_score": attempt.max_centi,
        "percent": round(100 * score_centi / attempt.max_centi, 1) if attempt.max_centi else 0,
        "passed": result.passed,
        "right": result.right,
        "question_count": attempt.question_count,
        "time_used_ms": attempt.time_used_ms,
        "finished_at": attempt.finished_at,
        "counts_for": result.contest.score_rule,
        "counts": result.counts,
        "best_score": entry.score_centi,
        "place": place_document(result.view, result.place),
        "board_frozen": result.view.frozen,
        "review": {
            "allowed": result.review.allowed,
            "available_from": result.review.available_from,
        },
        "attempts_left": result.attempts_left,
    }


class ReviewedOptionSerializer(serializers.Serializer[Any]):
    """One option as the sheet showed it."""

    id = serializers.CharField()
    text = serializers.DictField(child=serializers.CharField())


class ReviewedQuestionSerializer(serializers.Serializer[Any]):
    """A question with what was answered, what is right, and why."""

    position = serializers.IntegerField(min_value=0)
    section = serializers.IntegerField(min_value=0)
    type = serializers.ChoiceField(QuestionType.choices)
    points = serializers.FloatField()
    stem = serializers.DictField(child=serializers.CharField())
    options = ReviewedOptionSerializer(many=True)
    blanks = serializers.IntegerField(min_value=0)
    response = serializers.ListField()
    key = serializers.ListField()
    score = serializers.FloatField()
    explanation = serializers.DictField(child=serializers.CharField())
    source = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # DRF takes fields off the class
    ruling = serializers.ChoiceField(RulingKind.choices, allow_null=True)


class ReviewSerializer(serializers.Serializer[Any]):
    """The review of a closed attempt."""

    questions = ReviewedQuestionSerializer(many=True)
