"""Long work that one has asked for, and its results."""

import mimetypes
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from api.accounts.job_examples import DONE_JOB
from api.accounts.job_serializers import JobSerializer
from api.problems import Problem
from api.rendering import FileNegotiation
from api.schema.problems import problem
from common.jobs import Job, JobState

FILE_TYPES = (
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/octet-stream",
)


def _own_jobs(request: Request) -> QuerySet[Job]:
    assert isinstance(request.user, User)  # noqa: S101 - only the signed-in come so far
    return Job.objects.filter(owner=request.user)


class JobDetail(APIView):
    """One job."""

    @extend_schema(responses=JobSerializer, examples=[DONE_JOB])
    def get(self, request: Request, job_id: UUID) -> Response:
        """How far a job is. Only who asked for it sees it."""
        job = get_object_or_404(_own_jobs(request), pk=job_id)
        return Response(JobSerializer(job).data, headers={"Cache-Control": "no-store"})


class JobResultFile(APIView):
    """What a job left behind."""

    content_negotiation_class = FileNegotiation

    @extend_schema(
        responses={
            **{(200, kind): OpenApiResponse(OpenApiTypes.BINARY) for kind in FILE_TYPES},
            409: problem("job_not_finished"),
        }
    )
    def get(self, request: Request, job_id: UUID) -> FileResponse:
        """Download the result of a job that is done."""
        job = get_object_or_404(_own_jobs(request), pk=job_id)
        if job.state != JobState.DONE or not job.result:
            raise not_finished()
        kind = mimetypes.guess_type(job.result_name)[0]
        return FileResponse(
            job.result.open("rb"),
            as_attachment=True,
            filename=job.result_name,
            content_type=kind if kind in FILE_TYPES else FILE_TYPES[-1],
            headers={"Cache-Control": "private, no-store"},
        )


def not_finished() -> Problem:
    """The job has left nothing behind, or not yet."""
    return Problem(code="job_not_finished", detail=_("There is no file to download, or not yet."))
