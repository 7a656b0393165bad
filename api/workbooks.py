"""Answering with a workbook."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK = {(200, XLSX): OpenApiResponse(OpenApiTypes.BINARY)}


def workbook_response(data: bytes, name: str) -> HttpResponse:
    """The workbook, to be saved under this name."""
    headers = {"Cache-Control": "private, no-store"}
    response = HttpResponse(data, content_type=XLSX, headers=headers)
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
