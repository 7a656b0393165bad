"""Rulings about questions that were answered already: withdraw one, or correct its key."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from api.accounts.job_examples import just_begun
from api.accounts.job_serializers import JobSerializer
from api.accounts.jobs import not_finished
from api.bank.serializers import KEY_SCHEMA, PreviewedOptionSerializer
from api.fields import LocalisedMapField, PointsField
from api.idempotency import idempotent
from api.organise.contests import NO_STORE, organised_contest, organiser_of
from api.organise.exports import job_response
from api.organise.ruling_examples import MADE_RULINGS, PROPOSED_RULINGS, REMARK_PREVIEW, RULINGS
from api.organise.serializers import MAX_REASON
from api.permissions import IsOrganiser
from api.problems import FieldProblem, Problem, problem_for
from api.schema.problems import problem
from api.strict import StrictSerializer
from common import clock
from common.models import Job
from quiz.attempt.enums import RulingKind
from quiz.attempt.marking import RulingTerms, content_under, latest_by_index
from quiz.attempt.models import Ruling
from quiz.attempt.queries import ruling_terms
from quiz.attempt.remark_previews import (
    PREVIEW_JOB,
    preview_found_by,
    request_remark_preview,
)
from quiz.attempt.remarking import RemarkPreview
from quiz.attempt.rulings import InvalidRuling, rule_on_paper
from quiz.bank.enums import QuestionType
from quiz.bank.question_content import key_to_json
from quiz.contest.arranging import MOST_ROUNDS
from quiz.contest.models import Contest
from quiz.paper.compiled import compiled_paper

MAX_RULINGS = 50
_ROUND = OpenApiParameter(
    "round",
    {"type": "integer", "minimum": 1, "maximum": MOST_ROUNDS},
    description="The round whose paper it is about; the first, unless another is named.",
)


@extend_schema_field(KEY_SCHEMA)
class KeyField(serializers.JSONField):
    """A key as in a question pack."""


class RulingTermsSerializer(StrictSerializer):
    """What is decided about one question of the paper."""

    index = serializers.IntegerField(min_value=0)
    kind = serializers.ChoiceField(RulingKind.choices)
    key = KeyField(required=False, allow_null=True, default=None)


class ProposedRulingsSerializer(StrictSerializer):
    """Rulings to look at."""

    rulings = serializers.ListField(
        child=RulingTermsSerializer(), min_length=1, max_length=MAX_RULINGS
    )
    reason = serializers.CharField(required=False, allow_blank=True, max_length=MAX_REASON)


class MadeRulingsSerializer(StrictSerializer):
    """Rulings to make, and why."""

    rulings = serializers.ListField(
        child=RulingTermsSerializer(), min_length=1, max_length=MAX_RULINGS
    )
    reason = serializers.CharField(max_length=MAX_REASON)


class RuledQuestionSerializer(serializers.Serializer[Any]):
    """A question of the frozen paper, with the key that applies now."""

    index = serializers.IntegerField(min_value=0)
    type = serializers.ChoiceField(QuestionType.choices)
    stem = LocalisedMapField()
    prompts = serializers.ListField(child=LocalisedMapField())
    options = PreviewedOptionSerializer(many=True)
    key = KeyField()
    ruling = serializers.ChoiceField(RulingKind.choices, allow_null=True)


class RulingSerializer(serializers.ModelSerializer[Ruling]):
    """A ruling that was made."""

    key = KeyField(allow_null=True)
    made_by = serializers.SerializerMethodField()

    class Meta:
        model = Ruling
        fields = ["number", "index", "kind", "key", "reason", "made_by", "made_at"]

    def get_made_by(self, ruling: Ruling) -> str:
        """The name of who made it."""
        return ruling.made_by.get_full_name()


class RulingsSerializer(serializers.Serializer[Any]):
    """The questions of a contest's paper, and the rulings made about them."""

    questions = RuledQuestionSerializer(many=True)
    rulings = RulingSerializer(many=True)


class MoveSerializer(serializers.Serializer[Any]):
    """How one attempt's score would change."""

    entry = serializers.UUIDField()
    name = serializers.CharField()
    before = PointsField()
    after = PointsField()


class RemarkPreviewSerializer(serializers.Serializer[Any]):
    """What rulings would change: closed attempts, and the largest changes among them."""

    closed = serializers.IntegerField(min_value=0)
    had_question = serializers.IntegerField(min_value=0)
    raised = serializers.IntegerField(min_value=0)
    lowered = serializers.IntegerField(min_value=0)
    moves = MoveSerializer(many=True)


@problem_for(InvalidRuling)
def _invalid(refused: InvalidRuling) -> Problem:
    detail = _("This ruling does not fit the question.")
    pointer = f"/rulings/{refused.place}"
    return Problem(
        status=400,
        code="validation_error",
        detail=detail,
        errors=[FieldProblem(pointer, "invalid_ruling", detail)],
    )


class ContestRulings(APIView):
    """The rulings about a contest's paper."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_contests_rulings",
        responses=RulingsSerializer,
        parameters=[_ROUND],
        examples=[RULINGS],
    )
    def get(self, request: Request, contest_id: UUID) -> Response:
        """Read the paper's questions with the keys that apply, and the rulings made."""
        paper_id = _paper_of(organised_contest(request, contest_id), _asked_round(request))
        rulings = Ruling.objects.filter(paper=paper_id).select_related("made_by")
        document = {"questions": _questions(paper_id), "rulings": rulings.order_by("number")}
        return Response(RulingsSerializer(document).data, headers=NO_STORE)

    @extend_schema(
        operation_id="organise_contests_rule",
        request=MadeRulingsSerializer,
        parameters=[_ROUND],
        responses={202: JobSerializer, 409: problem("conflict")},
        examples=[MADE_RULINGS, just_begun("remark_paper")],
    )
    @idempotent
    def post(self, request: Request, contest_id: UUID) -> Response:
        """Make rulings. The answer is the job that marks again."""
        contest = organised_contest(request, contest_id)
        given = MadeRulingsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        job = rule_on_paper(
            paper_id=_paper_of(contest, _asked_round(request)),
            rulings=_terms(given.validated_data["rulings"]),
            reason=given.validated_data["reason"],
            made_by=organiser_of(request),
            organisation_id=contest.organisation_id,
            now=clock.now(),
        )
        return job_response(job)


class RulingPreviews(APIView):
    """Looking at who would move."""

    permission_classes = (IsOrganiser,)
    throttle_scope = "preview"

    @extend_schema(
        operation_id="organise_contests_rulings_preview",
        request=ProposedRulingsSerializer,
        parameters=[_ROUND],
        responses={202: JobSerializer},
        examples=[PROPOSED_RULINGS, just_begun("preview_remark")],
    )
    def post(self, request: Request, contest_id: UUID) -> Response:
        """Ask what rulings would change; nothing is changed. The answer is the job that looks."""
        paper_id = _paper_of(organised_contest(request, contest_id), _asked_round(request))
        given = ProposedRulingsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        job = request_remark_preview(
            paper_id=paper_id,
            rulings=_terms(given.validated_data["rulings"]),
            by=organiser_of(request),
            now=clock.now(),
        )
        return job_response(job)


class RulingPreview(APIView):
    """Who would move."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_contests_rulings_previewed",
        responses={200: RemarkPreviewSerializer, 409: problem("job_not_finished")},
        examples=[REMARK_PREVIEW],
    )
    def get(self, request: Request, contest_id: UUID, job_id: UUID) -> Response:
        """Read what the job that one asked for has found."""
        contest = organised_contest(request, contest_id)
        jobs = Job.objects.filter(kind=PREVIEW_JOB, owner=organiser_of(request))
        job = get_object_or_404(jobs, pk=job_id)
        if not contest.rounds.filter(paper=job.params["paper_id"]).exists():
            raise Http404
        previewed = preview_found_by(job)
        if previewed is None:
            raise not_finished()
        return Response(RemarkPreviewSerializer(_preview(previewed)).data, headers=NO_STORE)


def _asked_round(request: Request) -> int:
    """The number of the round that is asked about; 404 for what is none."""
    asked = request.query_params.get("round", "1")
    if asked.isascii() and asked.isdecimal() and len(asked) <= len(str(MOST_ROUNDS)):
        return int(asked)
    raise Http404


def _paper_of(contest: Contest, round_number: int) -> UUID:
    """The paper of a round; 404 before publishing."""
    papers = contest.rounds.filter(number=round_number).values_list("paper_id", flat=True)
    paper_id = papers.first()
    if paper_id is None:
        raise Http404
    return paper_id


def _terms(rulings: Sequence[dict[str, Any]]) -> list[RulingTerms]:
    return [
        RulingTerms(index=one["index"], kind=RulingKind(one["kind"]), key=one["key"])
        for one in rulings
    ]


def _questions(paper_id: UUID) -> list[dict[str, Any]]:
    ruled = latest_by_index(ruling_terms(paper_id))
    questions = []
    for question in compiled_paper(paper_id).questions:
        ruling = ruled.get(question.index)
        content = content_under(question.content, ruling)
        questions.append(
            {
                "index": question.index,
                "type": content.type,
                "stem": content.stem,
                "prompts": content.prompts,
                "options": content.options,
                "key": key_to_json(content.key),
                "ruling": ruling.kind if ruling else None,
            }
        )
    return questions


def _preview(previewed: RemarkPreview) -> dict[str, Any]:
    names = {
        user.pk: user.get_full_name()
        for user in User.objects.filter(pk__in=[move.user_id for move in previewed.moves])
    }
    return {
        "closed": previewed.closed,
        "had_question": previewed.had_question,
        "raised": previewed.raised,
        "lowered": previewed.lowered,
        "moves": [
            {
                "entry": move.entry_id,
                "name": names.get(move.user_id, ""),
                "before": move.before_centi,
                "after": move.after_centi,
            }
            for move in previewed.moves
        ],
    }
