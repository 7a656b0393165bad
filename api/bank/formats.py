"""Which formats there are."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.bank.import_examples import QUESTION_FORMATS
from api.permissions import IsOrganiser
from quiz.bank.formats import reader_names, writer_named, writer_names


class WrittenFormatSerializer(serializers.Serializer[Any]):
    """A format that is written, and how its files end."""

    name = serializers.CharField()
    suffix = serializers.CharField()


class QuestionFormatsSerializer(serializers.Serializer[Any]):
    """The formats that questions can be read from and written to."""

    read = serializers.ListField(child=serializers.CharField())
    written = WrittenFormatSerializer(many=True)


class QuestionFormats(APIView):
    """The formats of files of questions."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_question_formats",
        responses=QuestionFormatsSerializer,
        examples=[QUESTION_FORMATS],
    )
    def get(self, request: Request) -> Response:
        """List the names of formats, as imports and exports take them."""
        written = [{"name": name, "suffix": writer_named(name).suffix} for name in writer_names()]
        document = {"read": reader_names(), "written": written}
        return Response(QuestionFormatsSerializer(document).data)
