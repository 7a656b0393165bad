"""Exporting the results of a contest that one runs."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.accounts.job_serializers import JobSerializer
from api.idempotency import idempotent
from api.organise.contests import organised_contest, organiser_of
from api.organise.examples import EXPORT, EXPORT_JOB
from api.permissions import IsOrganiser
from api.strict import StrictSerializer
from common import clock
from common.models import Job
from quiz.contest.exporting import FORMATS, export_results


class ExportSerializer(StrictSerializer):
    """The format of the file."""

    format = serializers.ChoiceField([(one, one.upper()) for one in FORMATS])


class ExportResults(APIView):
    """A file with a row for each entry."""

    permission_classes = (IsOrganiser,)
    throttle_scope = "export"

    @extend_schema(
        operation_id="organise_contests_exports",
        request=ExportSerializer,
        responses={202: JobSerializer},
        examples=[EXPORT, EXPORT_JOB],
    )
    @idempotent
    def post(self, request: Request, contest_id: UUID) -> Response:
        """Ask for the file. The answer is the job that writes it."""
        contest = organised_contest(request, contest_id)
        given = ExportSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        job = export_results(
            contest=contest,
            file_format=given.validated_data["format"],
            by=organiser_of(request),
            now=clock.now(),
        )
        return job_response(job)


def job_response(job: Job) -> Response:
    """202, and where to look for how far the job is."""
    data: dict[str, Any] = dict(JobSerializer(job).data)
    headers = {"Location": f"/api/v1/jobs/{job.pk}", "Cache-Control": "no-store"}
    return Response(data, status=HTTPStatus.ACCEPTED, headers=headers)
