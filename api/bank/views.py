"""Composing: what the banks can supply, and a sheet to look at."""

from dataclasses import asdict

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.bank.examples import ASKED_PREVIEW, ASKED_SUPPLY, PREVIEW, SUPPLY
from api.bank.serializers import (
    MAX_SEED,
    PreviewRequestSerializer,
    PreviewSerializer,
    SectionsSerializer,
    SupplySerializer,
)
from api.permissions import IsOrganiser
from api.schema.problems import problem
from quiz.paper.drawing import new_seed
from quiz.paper.pools import find_pools, supply
from quiz.paper.previewing import preview_sheet


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
