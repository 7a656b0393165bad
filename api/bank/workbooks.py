"""Spreadsheets to fill in: an empty one, and one with the rows that could not be imported."""

from pathlib import PurePath
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from api.bank.imports import readable_import
from api.permissions import IsOrganiser
from api.problems import Problem, problem_for
from api.rendering import FileNegotiation
from api.schema.problems import problem
from api.workbooks import WORKBOOK, workbook_response
from common.text import language_of
from quiz.bank.formats import write_template
from quiz.bank.importing.failed_rows import NothingFailed, failed_rows


@problem_for(NothingFailed)
def _nothing_failed(_refused: NothingFailed) -> Problem:
    return Problem(code="nothing_failed", detail=_("Nothing in the file is wrong."))


class QuestionTemplate(APIView):
    """A spreadsheet for questions."""

    permission_classes = (IsOrganiser,)
    throttle_scope = "export"
    content_negotiation_class = FileNegotiation

    @extend_schema(operation_id="organise_question_template", responses=WORKBOOK)
    def get(self, request: Request) -> HttpResponse:
        """Download a spreadsheet to fill in, in the language of the request."""
        data = write_template(language=language_of(get_language()))
        return workbook_response(data, _("questions"))


class FailedRows(APIView):
    """What of a file could not be imported."""

    permission_classes = (IsOrganiser,)
    throttle_scope = "export"
    content_negotiation_class = FileNegotiation

    @extend_schema(
        operation_id="organise_imports_failed_rows",
        responses={**WORKBOOK, 409: problem("nothing_failed")},
    )
    def get(self, request: Request, import_id: UUID) -> HttpResponse:
        """Download the rows with errors, each with what is wrong, to mend and upload again."""
        found = readable_import(request, import_id)
        data = failed_rows(question_import=found, language=language_of(get_language()))
        failed = _("failed")
        return workbook_response(data, f"{PurePath(found.file_name).stem}-{failed}")
