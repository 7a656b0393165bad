"""Rosters: uploaded, looked at, confirmed; with a template, and the rows that failed."""

from http import HTTPStatus
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Organisation, RosterImport, RosterImportItem
from accounts.roster.reading import MAX_FILE_BYTES
from accounts.roster.uploads import (
    change_roster_import,
    confirm_roster_import,
    discard_roster_import,
    upload_roster,
)
from accounts.roster.workbooks import write_failed_rows, write_roster_template
from api.idempotency import idempotent
from api.pages import CursorPages
from api.parsing import FileParser, JSONParser
from api.permissions import IsTrainer
from api.rendering import FileNegotiation
from api.roster.access import (
    NO_STORE,
    IsTrainerHere,
    readable_roster,
    roster_imports,
    trained_organisation,
    trained_organisations,
    trainer_of,
)
from api.roster.examples import (
    CONFIRMED_ROSTER,
    PLANNED_ROSTER,
    ROSTER_ITEMS,
    ROSTER_SETTINGS,
    TRAINED_ORGANISATION,
    UPLOADED_ROSTER,
)
from api.roster.serializers import (
    RosterImportItemSerializer,
    RosterImportSerializer,
    RosterItemFilterSerializer,
    RosterSettingsSerializer,
    RosterUploadSerializer,
    TrainedOrganisationSerializer,
)
from api.schema.problems import problem
from api.strict import NOTHING, NothingSerializer
from api.uploads import sent_file
from api.workbooks import WORKBOOK, workbook_response
from common import clock
from common.text import language_of

_NOT_READY = problem("roster_not_ready", "nothing_in_roster", "another_roster_runs")


def _response(request: Request, import_id: UUID, *, status: HTTPStatus = HTTPStatus.OK) -> Response:
    found = readable_roster(request, import_id)
    headers = dict(NO_STORE)
    if status is HTTPStatus.ACCEPTED:
        headers["Location"] = f"/api/v1/jobs/{found.job_id}"
    return Response(RosterImportSerializer(found).data, status=status, headers=headers)


def _read(serializer: serializers.Serializer[Any]) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


@extend_schema_view(
    get=extend_schema(
        operation_id="train_organisations",
        parameters=[OpenApiParameter("slug", str, description="Only the one of this address.")],
        examples=[TRAINED_ORGANISATION],
    )
)
class TrainedOrganisations(ListAPIView[Organisation]):
    """The organisations whose people you look after."""

    permission_classes = (IsTrainer,)
    serializer_class = TrainedOrganisationSerializer
    queryset = Organisation.objects.none()
    page_ordering = ("slug",)

    def get_queryset(self) -> QuerySet[Organisation]:
        """Those you are a trainer of; to platform staff, all."""
        found = trained_organisations(self.request)
        slug = self.request.query_params.get("slug")
        return found if slug is None else found.filter(slug=slug)


class RosterImports(GenericAPIView[RosterImport]):
    """The rosters uploaded for an organisation."""

    permission_classes = (IsTrainerHere,)
    pagination_class = CursorPages
    queryset = RosterImport.objects.none()
    parser_classes = (FileParser,)
    max_body_bytes = MAX_FILE_BYTES

    @property
    def throttle_scope(self) -> str | None:
        """Uploads are counted; looking at them is not."""
        return "upload" if self.request.method == "POST" else None

    @extend_schema(
        operation_id="train_organisations_rosters",
        responses=RosterImportSerializer(many=True),
        examples=[PLANNED_ROSTER],
    )
    def get(self, request: Request, organisation_id: UUID) -> Response:
        """List the rosters of the last days, the newest first."""
        organisation = trained_organisation(request, organisation_id)
        pages = CursorPages()
        imports = roster_imports(request).filter(organisation=organisation)
        rows = pages.paginate_queryset(imports, request, view=self) or []
        response = pages.get_paginated_response(RosterImportSerializer(rows, many=True).data)
        response["Cache-Control"] = NO_STORE["Cache-Control"]
        return response

    @extend_schema(
        operation_id="train_organisations_roster",
        parameters=[RosterUploadSerializer],
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={202: RosterImportSerializer},
        examples=[UPLOADED_ROSTER],
    )
    @idempotent
    def post(self, request: Request, organisation_id: UUID) -> Response:
        """Upload a roster as XLSX, XLS or CSV, up to 16 MiB and 20,000 people, as it is.

        The answer is an import that a job checks. Nobody is written before it is confirmed.
        """
        organisation = trained_organisation(request, organisation_id)
        given = _read(RosterUploadSerializer(data=request.query_params.dict()))
        file_name = given.pop("file_name")
        uploaded = upload_roster(
            organisation=organisation,
            data=sent_file(request),
            file_name=file_name,
            settings=given,  # type: ignore[arg-type]  # the serializer's fields are its keys
            by=trainer_of(request),
            now=clock.now(),
        )
        return _response(request, uploaded.pk, status=HTTPStatus.ACCEPTED)


class RosterImportDetail(APIView):
    """One uploaded roster."""

    permission_classes = (IsTrainerHere,)
    parser_classes = (JSONParser,)

    @extend_schema(
        operation_id="train_rosters_retrieve",
        responses=RosterImportSerializer,
        examples=[PLANNED_ROSTER],
    )
    def get(self, request: Request, import_id: UUID) -> Response:
        """Read how far a roster is, and what it would do or did."""
        return _response(request, import_id)

    @extend_schema(
        operation_id="train_rosters_update",
        request=RosterSettingsSerializer,
        responses={200: RosterImportSerializer, 409: _NOT_READY},
        examples=[ROSTER_SETTINGS, PLANNED_ROSTER],
    )
    def patch(self, request: Request, import_id: UUID) -> Response:
        """Say what the roster may do, before it is confirmed; it is checked again."""
        found = readable_roster(request, import_id)
        given = _read(RosterSettingsSerializer(data=request.data))
        change_roster_import(
            roster_import=found,
            settings=given,  # type: ignore[arg-type]  # as above
            by=trainer_of(request),
            now=clock.now(),
        )
        return _response(request, import_id)

    @extend_schema(operation_id="train_rosters_destroy", responses={204: None, 409: _NOT_READY})
    def delete(self, request: Request, import_id: UUID) -> Response:
        """Throw the file away. Who was imported from it stays."""
        discard_roster_import(roster_import=readable_roster(request, import_id))
        return Response(status=HTTPStatus.NO_CONTENT)


class RosterImportItems(GenericAPIView[RosterImportItem]):
    """What becomes of each person of a roster."""

    permission_classes = (IsTrainerHere,)
    pagination_class = CursorPages
    queryset = RosterImportItem.objects.none()
    page_ordering = ("number",)

    @extend_schema(
        operation_id="train_rosters_items",
        parameters=[RosterItemFilterSerializer],
        responses=RosterImportItemSerializer(many=True),
        examples=[ROSTER_ITEMS],
    )
    def get(self, request: Request, import_id: UUID) -> Response:
        """List the people of the file, in its order; those whom it does not name come last."""
        items = readable_roster(request, import_id).items.all()
        given = _read(RosterItemFilterSerializer(data=request.query_params.dict()))
        if "action" in given:
            items = items.filter(action=given["action"])
        pages = CursorPages()
        rows = pages.paginate_queryset(items, request, view=self) or []
        response = pages.get_paginated_response(RosterImportItemSerializer(rows, many=True).data)
        response["Cache-Control"] = NO_STORE["Cache-Control"]
        return response


class ConfirmRoster(APIView):
    """Agreeing to a roster."""

    permission_classes = (IsTrainerHere,)
    throttle_scope = "export"

    @extend_schema(
        operation_id="train_rosters_confirm",
        request=NothingSerializer,
        responses={202: RosterImportSerializer, 409: _NOT_READY},
        examples=[NOTHING, CONFIRMED_ROSTER],
    )
    @idempotent
    def post(self, request: Request, import_id: UUID) -> Response:
        """Have the people written by a job, as they were shown.

        One that broke off is taken up again. What somebody changed meanwhile is left alone.
        """
        found = readable_roster(request, import_id)
        confirm_roster_import(roster_import=found, by=trainer_of(request), now=clock.now())
        return _response(request, import_id, status=HTTPStatus.ACCEPTED)


class RosterFailedRows(APIView):
    """What of a roster could not be imported."""

    permission_classes = (IsTrainerHere,)
    throttle_scope = "export"
    content_negotiation_class = FileNegotiation

    @extend_schema(
        operation_id="train_rosters_failed_rows",
        responses={**WORKBOOK, 409: problem("nothing_failed")},
    )
    def get(self, request: Request, import_id: UUID) -> HttpResponse:
        """Download the rows with errors, each with what is wrong, to mend and upload again."""
        found = readable_roster(request, import_id)
        data = write_failed_rows(roster_import=found, language=language_of(get_language()))
        failed = _("failed")
        return workbook_response(data, f"{PurePath(found.file_name).stem}-{failed}")


class RosterTemplate(APIView):
    """A spreadsheet for people."""

    permission_classes = (IsTrainer,)
    throttle_scope = "export"
    content_negotiation_class = FileNegotiation

    @extend_schema(operation_id="train_roster_template", responses=WORKBOOK)
    def get(self, request: Request) -> HttpResponse:
        """Download a spreadsheet to fill in, in the language of the request."""
        return workbook_response(
            write_roster_template(language=language_of(get_language())), _("roster")
        )
