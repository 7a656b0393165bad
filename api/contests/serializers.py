"""Shapes of contests, entries and results as participants see them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.campaign.serializers import ContestCardSerializer
from api.contests.prize_serializers import (
    DrawSerializer,
    OfferedPrizeSerializer,
    draw_document,
)
from api.fields import LocalisedStringField, PointsField, points
from api.strict import StrictSerializer
from common.text import LocalisedText, localise
from quiz.attempt.enums import AttemptState, RulingKind
from quiz.attempt.models import Attempt
from quiz.bank.enums import QuestionType
from quiz.contest.enums import (
    Phase,
    RefusalCode,
    ScoreRuleName,
)
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


class RoundReferenceSerializer(serializers.Serializer[Any]):
    """The round that something belongs to."""

    number = serializers.IntegerField(min_value=1)
    title = LocalisedStringField()


class RoundSerializer(serializers.ModelSerializer[Round]):
    """One window of a contest, and what there is to do in it."""

    title = LocalisedStringField()
    phase = serializers.SerializerMethodField()
    question_count = serializers.IntegerField(
        source="paper.question_count", default=None, allow_null=True
    )
    time_limit_s = serializers.IntegerField(
        source="paper.time_limit_s", default=None, allow_null=True
    )
    total_points = PointsField(source="paper.total_centi", default=None, allow_null=True)

    class Meta:
        model = Round
        fields = [
            "number",
            "title",
            "phase",
            "opens_at",
            "closes_at",
            "question_count",
            "time_limit_s",
            "total_points",
        ]

    def get_phase(self, one: Round) -> Phase:
        """What it is now; cancelled too if the contest was closed before it came."""
        return one.phase(one.contest, self.context["now"])


class ContestSerializer(ContestCardSerializer):
    """A contest's facts, the same for everybody who may see them."""

    description = LocalisedStringField()
    rules = serializers.SerializerMethodField()
    total_points = serializers.SerializerMethodField()
    needs_access_code = serializers.BooleanField()
    regions = RegionReferenceSerializer(many=True)
    rounds = RoundSerializer(many=True)
    prizes = OfferedPrizeSerializer(many=True)
    draw = serializers.SerializerMethodField()
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
            "attempts_per_round",
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
            "prizes",
            "draw",
            "campaigns",
        ]

    @extend_schema_field(RuleSerializer(many=True))
    def get_rules(self, contest: Contest) -> list[dict[str, str]]:
        """The rules in plain words, generated from the configuration."""
        language = get_language() or ""
        rules = contest_rules(
            contest,
            rounds=list(contest.rounds.all()),
            region_names=[localise(region.name, language) for region in contest.regions.all()],
            prizes=list(contest.prizes.all()),
        )
        return [{"code": rule.code, "text": rule.text} for rule in rules]

    @extend_schema_field(DrawSerializer(allow_null=True))
    def get_draw(self, contest: Contest) -> dict[str, Any] | None:
        """Null where no lots are drawn."""
        return draw_document(contest, contest.prizes.all())

    def get_total_points(self, contest: Contest) -> float | None:
        """Points of a full sheet of the round that is open, or else the next."""
        paper = self._shown_round(contest).paper
        return points(paper.total_centi) if paper else None


class PlaceSerializer(serializers.Serializer[Any]):
    """A place on the board that the reader may see, shared with those who are equal."""

    rank = serializers.IntegerField(min_value=1)
    of = serializers.IntegerField(min_value=1)
    as_of = serializers.DateTimeField()


class EntrySerializer(serializers.Serializer[Any]):
    """One's own participation in a contest, also before entering. The score is always live."""

    entry_id = serializers.UUIDField(
        allow_null=True, help_text="What one's lots in draws are made of; null before entering."
    )
    registered = serializers.BooleanField()
    can_start = serializers.BooleanField(help_text="An attempt can start, or go on, now.")
    reason = serializers.ChoiceField(RefusalCode.choices, allow_null=True)
    reason_text = serializers.CharField(allow_null=True)
    next_start_at = serializers.DateTimeField(
        allow_null=True, help_text="When starting becomes possible, where that is known."
    )
    round = serializers.IntegerField(
        min_value=1, help_text="The number of the round that is open, or next, or was last."
    )
    attempts_used = serializers.IntegerField(min_value=0)
    attempts_left = serializers.IntegerField(
        min_value=0, allow_null=True, help_text="In that round; null without a limit."
    )
    attempts_left_today = serializers.IntegerField(min_value=0, allow_null=True)
    open_attempt_id = serializers.UUIDField(allow_null=True)
    last_attempt_id = serializers.UUIDField(allow_null=True)
    score = PointsField(allow_null=True)
    max_score = PointsField(allow_null=True)
    passed = serializers.BooleanField(allow_null=True)
    time_factor_percent = serializers.IntegerField(min_value=100)
    place = PlaceSerializer(allow_null=True)
    prizes = serializers.ListField(
        child=LocalisedStringField(), help_text="What one won, once the results are final."
    )


class OwnEntrySerializer(EntrySerializer):
    """One's own participation, with what it takes to start."""

    start_pass = serializers.CharField(
        allow_null=True,
        help_text="Starts an attempt within the hour, as `Authorization: Start <pass>`; null for "
        "whom starting takes something else first, or is not for them.",
    )


# Rules whose score is that of one sheet, so that "85 of 100" makes sense.
_ONE_SHEET = (
    ScoreRuleName.BEST,
    ScoreRuleName.FIRST,
    ScoreRuleName.LAST,
    ScoreRuleName.SUDDEN_DEATH,
)


def entry_document(
    contest: Contest,
    status: StartStatus,
    view: BoardView,
    prizes: Sequence[LocalisedText] = (),
) -> dict[str, Any]:
    """What `EntrySerializer` renders; `prizes` are those that the entry won."""
    entry, so_far, refusal = status.entry, status.so_far, status.decision.refusal
    return {
        "entry_id": entry.pk if entry else None,
        "registered": entry is not None,
        "can_start": status.can_start,
        "reason": refusal,
        "reason_text": refusal.label if refusal else None,
        "next_start_at": status.decision.next_start_at,
        "round": status.round.number,
        "attempts_used": so_far.used,
        "attempts_left": status.attempts_left,
        "attempts_left_today": status.attempts_left_today,
        "open_attempt_id": so_far.open_attempt.pk if so_far.open_attempt else None,
        "last_attempt_id": so_far.last.pk if so_far.last else None,
        "score": entry.score_centi if entry else None,
        "max_score": so_far.last.max_centi
        if so_far.last and contest.score_rule in _ONE_SHEET and len(status.rounds) == 1
        else None,
        "passed": entry.passed
        if entry and entry.attempts_counted and contest.pass_mark_percent is not None
        else None,
        "time_factor_percent": entry.time_factor_percent if entry else 100,
        "place": place_document(view, place_of(entry, view.snapshot) if entry else None),
        "prizes": prizes,
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
    round = serializers.SerializerMethodField()
    score = PointsField(source="score_centi", allow_null=True)
    max_score = PointsField(source="max_centi")

    class Meta:
        model = Attempt
        fields = ["id", "number", "round", "state", "started_at", "deadline", "score", "max_score"]

    @extend_schema_field(RoundReferenceSerializer(allow_null=True))
    def get_round(self, attempt: Attempt) -> dict[str, Any] | None:
        """Which of several rounds it was made in; null where there is one."""
        rounds: dict[UUID, Round] = self.context["rounds"]
        one = rounds.get(attempt.paper_id)
        return dict(RoundReferenceSerializer(one).data) if one else None


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
    round = RoundReferenceSerializer(allow_null=True, help_text="Null where there is only one.")
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
    prizes = serializers.ListField(
        child=LocalisedStringField(), help_text="What the entry won, once the results are final."
    )
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
        "round": result.round,
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
        "prizes": result.prizes,
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
    feedback = serializers.DictField(
        child=serializers.CharField(), help_text="Why this option is right or wrong; may be empty."
    )


class ReviewedQuestionSerializer(serializers.Serializer[Any]):
    """A question with what was answered, what is right, and why."""

    position = serializers.IntegerField(min_value=0)
    section = serializers.IntegerField(min_value=0)
    type = serializers.ChoiceField(QuestionType.choices)
    points = serializers.FloatField()
    stem = serializers.DictField(child=serializers.CharField())
    prompts = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))
    options = ReviewedOptionSerializer(many=True)
    blanks = serializers.IntegerField(min_value=0)
    response = serializers.ListField()
    key = serializers.ListField(
        help_text="Like a response; of a blank, the accepted spellings of each; of a number, each "
        "value with its tolerance or range that is accepted."
    )
    score = serializers.FloatField()
    explanation = serializers.DictField(child=serializers.CharField())
    source = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # DRF takes fields off the class
    ruling = serializers.ChoiceField(RulingKind.choices, allow_null=True)


class ReviewSerializer(serializers.Serializer[Any]):
    """The review of a closed attempt."""

    questions = ReviewedQuestionSerializer(many=True)
