"""Files of questions: uploaded, looked at, confirmed; and banks written into files."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.accounts.job_examples import just_begun
from api.accounts.job_serializers import JobSerializer
from api.bank.access import NO_STORE, editable_bank, organiser_of
from api.bank.import_examples import (
    CONFIRMED_IMPORT,
    IMPORT_ITEMS,
    IMPORT_SETTINGS,
    PLANNED_IMPORT,
    PUBLISHING_IMPORT,
    QUESTION_EXPORT,
    UPLOADED_IMPORT,
)
from api.bank.import_serializers import (
    ImportItemFilterSerializer,
    ImportItemSerializer,
    ImportSettingsSerializer,
    QuestionExportSerializer,
    QuestionImportSerializer,
    UploadSerializer,
)
from api.idempotency import idempotent
from api.organise.exports import job_response
from api.pages import CursorPages
from api.parsing import FileParser, JSONParser
from api.permissions import IsOrganiser
from api.schema.problems import problem
from api.strict import NOTHING, NothingSerializer
from api.uploads import sent_file
from common import clock
from common.text import Language
from quiz.bank.access import editable_banks
from quiz.bank.enums import QuestionStatus
from quiz.bank.export_job import queue_export
from quiz.bank.exporting import EXPORTED_STATUSES
from quiz.bank.formats.limits import MAX_FILE_BYTES
from quiz.bank.importing.uploads import (
    change_import,
    confirm_import,
    discard_import,
    upload_questions,
)
from quiz.bank.models import QuestionImport, QuestionImportItem

_NOT_READY = problem("import_not_ready", "nothing_to_import", "second_reader_needed")


def _imports(request: Request) -> QuerySet[QuestionImport]:
    """Those into banks that the sender may write in."""
    banks = editable_banks(organiser_of(request))
    return QuestionImport.objects.filter(bank__in=banks).select_related("bank", "owner", "job")


def readable_import(request: Request, import_id: UUID) -> QuestionImport:
    """The import, if the sender may write in its bank; 404 otherwise."""
    return get_object_or_404(_imports(request), pk=import_id)


def _response(request: Request, import_id: UUID, *, status: HTTPStatus = HTTPStatus.OK) -> Response:
    found = readable_import(request, import_id)
    headers = dict(NO_STORE)
    if status is HTTPStatus.ACCEPTED:
        headers["Location"] = f"/api/v1/jobs/{found.job_id}"
    return Response(QuestionImportSerializer(found).data, status=status, headers=headers)


def _read(serializer: serializers.Serializer[Any]) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


class BankImports(GenericAPIView[QuestionImport]):
    """The files uploaded for a bank."""

    permission_classes = (IsOrganiser,)
    pagination_class = CursorPages
    queryset = QuestionImport.objects.none()
    parser_classes = (FileParser,)
    max_body_bytes = MAX_FILE_BYTES

    @property
    def throttle_scope(self) -> str | None:
        """Uploads are counted; looking at them is not."""
        return "upload" if self.request.method == "POST" else None

    @extend_schema(
        operation_id="organise_banks_imports",
        responses=QuestionImportSerializer(many=True),
        examples=[PLANNED_IMPORT],
    )
    def get(self, request: Request, bank_id: UUID) -> Response:
        """List the files of the last days, the newest first."""
        bank = editable_bank(request, bank_id)
        pages = CursorPages()
        rows = pages.paginate_queryset(_imports(request).filter(bank=bank), request, view=self)
        response = pages.get_paginated_response(
            QuestionImportSerializer(rows or [], many=True).data
        )
        response["Cache-Control"] = NO_STORE["Cache-Control"]
        return response

    @extend_schema(
        operation_id="organise_banks_import",
        parameters=[UploadSerializer],
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={202: QuestionImportSerializer, 409: problem("second_reader_needed")},
        examples=[UPLOADED_IMPORT],
    )
    @idempotent
    def post(self, request: Request, bank_id: UUID) -> Response:
        """Upload a file of questions in any format, up to 32 MiB, as it is.

        The answer is an import that a job checks. Nothing is written before it is confirmed.
        """
        bank = editable_bank(request, bank_id)
        given = UploadSerializer(data=request.query_params.dict(), context={"bank": bank})
        file_name = _read(given)["file_name"]
        uploaded = upload_questions(
            bank=bank,
            data=sent_file(request),
            file_name=file_name,
            settings=given.settings(),  # type: ignore[arg-type]  # the serializer's fields are its keys
            by=organiser_of(request),
            now=clock.now(),
        )
        return _response(request, uploaded.pk, status=HTTPStatus.ACCEPTED)


class ImportDetail(APIView):
    """One uploaded file."""

    permission_classes = (IsOrganiser,)
    parser_classes = (JSONParser,)

    @extend_schema(
        operation_id="organise_imports_retrieve",
        responses=QuestionImportSerializer,
        examples=[PLANNED_IMPORT],
    )
    def get(self, request: Request, import_id: UUID) -> Response:
        """Read how far an import is, and what it would do or did."""
        return _response(request, import_id)

    @extend_schema(
        operation_id="organise_imports_update",
        request=ImportSettingsSerializer,
        responses={200: QuestionImportSerializer, 409: _NOT_READY},
        examples=[IMPORT_SETTINGS, PUBLISHING_IMPORT],
    )
    def patch(self, request: Request, import_id: UUID) -> Response:
        """Say how to read the file, or how its questions begin, before it is confirmed.

        What decides how it is read has it checked again.
        """
        found = readable_import(request, import_id)
        given = ImportSettingsSerializer(data=request.data, context={"bank": found.bank})
        given.is_valid(raise_exception=True)
        change_import(
            question_import=found,
            settings=given.settings(),  # type: ignore[arg-type]  # as above
            by=organiser_of(request),
            now=clock.now(),
        )
        return _response(request, import_id)

    @extend_schema(operation_id="organise_imports_destroy", responses={204: None, 409: _NOT_READY})
    def delete(self, request: Request, import_id: UUID) -> Response:
        """Throw the file away. What was imported from it stays."""
        discard_import(question_import=readable_import(request, import_id))
        return Response(status=HTTPStatus.NO_CONTENT)


class ImportItems(GenericAPIView[QuestionImportItem]):
    """What becomes of each question of a file."""

    permission_classes = (IsOrganiser,)
    pagination_class = CursorPages
    queryset = QuestionImportItem.objects.none()
    page_ordering = ("number",)

    @extend_schema(
        operation_id="organise_imports_items",
        parameters=[ImportItemFilterSerializer],
        responses=ImportItemSerializer(many=True),
        examples=[IMPORT_ITEMS],
    )
    def get(self, request: Request, import_id: UUID) -> Response:
        """List the questions of the file, in its order; what could not be read comes last."""
        items = readable_import(request, import_id).items.all()
        given = _read(ImportItemFilterSerializer(data=request.query_params.dict()))
        if "action" in given:
            items = items.filter(action=given["action"])
        if "duplicates" in given:
            items = items.filter(has_duplicates=given["duplicates"])
        pages = CursorPages()
        rows = pages.paginate_queryset(items, request, view=self) or []
        response = pages.get_paginated_response(ImportItemSerializer(rows, many=True).data)
        response["Cache-Control"] = NO_STORE["Cache-Control"]
        return response


class ConfirmImport(APIView):
    """Agreeing to an import."""

    permission_classes = (IsOrganiser,)
    throttle_scope = "export"

    @extend_schema(
        operation_id="organise_imports_confirm",
        request=NothingSerializer,
        responses={202: QuestionImportSerializer, 409: _NOT_READY},
        examples=[NOTHING, CONFIRMED_IMPORT],
    )
    @idempotent
    def post(self, request: Request, import_id: UUID) -> Response:
        """Have the questions written into the bank by a job, as they were shown.

        One that broke off is taken up again. What somebody changed meanwhile is left alone.
        """
        found = readable_import(request, import_id)
        confirm_import(question_import=found, by=organiser_of(request), now=clock.now())
        return _response(request, import_id, status=HTTPStatus.ACCEPTED)


class BankExports(APIView):
    """A bank as a file."""

    permission_classes = (IsOrganiser,)
    throttle_scope = "export"

    @extend_schema(
        operation_id="organise_banks_exports",
        request=QuestionExportSerializer,
        responses={202: JobSerializer},
        examples=[QUESTION_EXPORT, just_begun("export_questions")],
    )
    @idempotent
    def post(self, request: Request, bank_id: UUID) -> Response:
        """Ask for the file. The job that writes it names what the format cannot hold."""
        bank = editable_bank(request, bank_id)
        given = _read(QuestionExportSerializer(data=request.data))
        statuses = given.get("status", EXPORTED_STATUSES)
        job = queue_export(
            bank=bank,
            to=given["format"],
            language=Language(given["language"]),
            statuses=[QuestionStatus(status) for status in statuses],
            by=organiser_of(request),
            now=clock.now(),
        )
        return job_response(job)
