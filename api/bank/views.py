"""What organisers compose from: banks, their topics, supply and a sheet to look at."""

from dataclasses import asdict

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from api.bank.examples import ASKED_PREVIEW, ASKED_SUPPLY, PREVIEW, SUPPLY
from api.bank.serializers import (
    MAX_SEED,
    BankSerializer,
    PreviewRequestSerializer,
    PreviewSerializer,
    SectionsSerializer,
    SupplySerializer,
    TopicsSerializer,
)
from api.permissions import IsOrganiser
from api.schema.problems import problem
from quiz.bank.access import usable_banks
from quiz.bank.enums import QuestionStatus
from quiz.bank.models import Bank
from quiz.bank.queries import topic_supply
from quiz.paper.drawing import new_seed
from quiz.paper.pools import find_pools, supply
from quiz.paper.previewing import preview_sheet


def _banks(request: Request) -> QuerySet[Bank]:
    assert isinstance(request.user, User)  # noqa: S101 - `IsOrganiser` let nobody else in
    return usable_banks(request.user)


class BankList(ListAPIView[Bank]):
    """The banks that you may compose from: shared ones and those of your organisations."""

    permission_classes = (IsOrganiser,)
    serializer_class = BankSerializer
    queryset = Bank.objects.none()
    page_ordering = ("slug",)

    def get_queryset(self) -> QuerySet[Bank]:
        """Banks with their owners and how many questions each can supply."""
        published = Count("questions", filter=Q(questions__status=QuestionStatus.PUBLISHED))
        return (
            _banks(self.request).select_related("organisation").annotate(published_count=published)
        )


class BankTopics(APIView):
    """The topics of a bank, with how many questions each holds by type and difficulty."""

    permission_classes = (IsOrganiser,)

    @extend_schema(responses=TopicsSerializer)
    def get(self, request: Request, bank_id: str) -> Response:
        """All topics in order. A topic counts its own questions, not those of topics below it."""
        bank = get_object_or_404(_banks(request), pk=bank_id)
        topics = [
            {
                "id": found.topic.id,
                "parent": found.topic.parent_id,
                "slug": found.topic.slug,
                "name": found.topic.name,
                "total": found.total,
                "counts": [
                    {"type": question_type, "difficulty": difficulty, "count": count}
                    for (question_type, difficulty), count in sorted(found.counts.items())
                ],
            }
            for found in topic_supply(bank_id=bank.id)
        ]
        return Response(TopicsSerializer({"topics": topics}).data)


class BlueprintSupply(APIView):
    """What the banks can supply to sections that are being composed."""

    permission_classes = (IsOrganiser,)
    throttle_scope = "preview"

    @extend_schema(
        operation_id="blueprint_supply",
        request=SectionsSerializer,
        responses=SupplySerializer,
        examples=[ASKED_SUPPLY, SUPPLY],
    )
    def post(self, request: Request) -> Response:
        """Count; nothing is stored. Sections draw in order and never the same question twice."""
        given = SectionsSerializer(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        sections = given.validated_data["sections"]
        supplies = supply(find_pools(sections))
        answer = {
            "sections": [asdict(one) for one in supplies],
            "question_count": sum(section.count for section in sections),
            "total_points": sum(section.count * section.points_centi for section in sections),
            "enough": not any(one.shortfall for one in supplies),
        }
        return Response(SupplySerializer(answer).data)


class BlueprintPreview(APIView):
    """One sheet as participants might get it, with keys and explanations."""

    permission_classes = (IsOrganiser,)
    throttle_scope = "preview"

    @extend_schema(
        operation_id="blueprint_preview",
        request=PreviewRequestSerializer,
        responses={200: PreviewSerializer, 409: problem("not_enough_questions")},
        examples=[ASKED_PREVIEW, PREVIEW],
    )
    def post(self, request: Request) -> Response:
        """Draw from the banks as they are now; nothing is stored."""
        given = PreviewRequestSerializer(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        seed = given.validated_data.get("seed", new_seed() & MAX_SEED)
        questions = preview_sheet(sections=given.validated_data["sections"], seed=seed)
        return Response(PreviewSerializer({"seed": seed, "questions": questions}).data)
