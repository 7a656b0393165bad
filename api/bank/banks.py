"""Banks: which there are, a new one, and what can be changed about one."""

from http import HTTPStatus
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.bank.access import NO_STORE, editable_bank, organiser_of
from api.bank.bank_examples import BANK, BANK_CHANGES, CHANGED_BANK, EMPTY_BANK, NEW_BANK
from api.bank.serializers import BankSerializer
from api.bank.writing_serializers import BankChangesSerializer, NewBankSerializer
from api.idempotency import idempotent
from api.permissions import IsOrganiser
from common import clock
from quiz.bank.access import editable_banks, usable_banks
from quiz.bank.enums import QuestionStatus
from quiz.bank.keeping import change_bank, create_bank
from quiz.bank.limits import MAX_SLUG_CHARACTERS
from quiz.bank.models import Bank


class BankList(ListAPIView[Bank]):
    """The banks that you may compose from: shared ones and those of your organisations."""

    permission_classes = (IsOrganiser,)
    serializer_class = BankSerializer
    queryset = Bank.objects.none()
    page_ordering = ("slug",)

    @extend_schema(
        operation_id="organise_banks_list",
        parameters=[
            OpenApiParameter(
                "slug",
                {"type": "string", "maxLength": MAX_SLUG_CHARACTERS},
                description="Only the bank at this address.",
            )
        ],
        examples=[BANK],
    )
    def get(self, request: Request) -> Response:
        """List banks with their owners, and how many questions each holds and can supply."""
        return self.list(request)

    def get_queryset(self) -> QuerySet[Bank]:
        """All, or the one at the address that was asked for."""
        slug = self.request.query_params.get("slug", "").replace("\x00", "")[:MAX_SLUG_CHARACTERS]
        banks = _with_counts(self.request)
        return banks.filter(slug=slug) if slug else banks

    @extend_schema(
        operation_id="organise_banks_create",
        request=NewBankSerializer,
        responses={201: BankSerializer},
        examples=[NEW_BANK, EMPTY_BANK],
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Make an empty bank of an organisation. One shared by all is for staff to make."""
        given = NewBankSerializer(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        settings = dict(given.validated_data)
        organisation = settings.pop("organisation", None)
        by = organiser_of(request)
        if organisation is None and not by.is_staff:
            raise PermissionDenied(_("Say which of your organisations the bank is for."))
        bank = create_bank(
            organisation=organisation,
            settings=settings,  # type: ignore[arg-type]  # the serializer's fields are its keys
            by=by,
            now=clock.now(),
        )
        response = _bank_response(request, bank.pk, status=HTTPStatus.CREATED)
        response["Location"] = f"/api/v1/organise/banks/{bank.pk}"
        return response


class BankDetail(APIView):
    """One bank."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_banks_retrieve",
        responses=BankSerializer,
        examples=[BANK],
    )
    def get(self, request: Request, bank_id: UUID) -> Response:
        """Read a bank that one may draw from."""
        return _bank_response(request, bank_id)

    @extend_schema(
        operation_id="organise_banks_update",
        request=BankChangesSerializer,
        responses=BankSerializer,
        examples=[BANK_CHANGES, CHANGED_BANK],
    )
    def patch(self, request: Request, bank_id: UUID) -> Response:
        """Rename a bank, or say whether its texts need a second reader."""
        bank = editable_bank(request, bank_id)
        given = BankChangesSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        change_bank(
            bank=bank,
            settings=dict(given.validated_data),  # type: ignore[arg-type]  # as above
            by=organiser_of(request),
            now=clock.now(),
        )
        return _bank_response(request, bank_id)


def _with_counts(request: Request) -> QuerySet[Bank]:
    user = organiser_of(request)
    counts = {
        f"{status}_count": Count("questions", filter=Q(questions__status=status))
        for status in QuestionStatus.values
    }
    editable = Exists(editable_banks(user).filter(pk=OuterRef("pk")))
    banks = usable_banks(user).select_related("organisation")
    return banks.annotate(**counts, is_editable=editable)


def _bank_response(
    request: Request, bank_id: UUID, *, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    bank = get_object_or_404(_with_counts(request), pk=bank_id)
    return Response(BankSerializer(bank).data, status=status, headers=NO_STORE)
