"""A file sent as it is, as the body of a request."""

from http import HTTPStatus
from typing import cast

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.request import Request

from api.problems import Problem


def sent_file(request: Request) -> bytes:
    """The bytes that `FileParser` read; a refusal of other media types, and of nothing."""
    try:
        data = cast(object, request.data)
    except UnsupportedMediaType:
        raise Problem(
            status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            code="unsupported_media_type",
            detail=_("Please send the file itself, as application/octet-stream."),
        ) from None
    # Without a body, DRF asks no parser.
    if not isinstance(data, bytes) or not data:
        raise Problem(
            status=HTTPStatus.BAD_REQUEST, code="file_empty", detail=_("The file is empty.")
        )
    return data
