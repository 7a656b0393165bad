"""Shapes of uploaded files of questions, and of what becomes of each question in them."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.accounts.job_serializers import JobSerializer
from api.bank.choices import FIRST_STATUS_CHOICES, ReadFormatField, WrittenFormatField
from api.fields import LocalisedMapField
from api.strict import StrictSerializer
from common.text import Language
from quiz.bank.enums import ImportAction, QuestionStatus
from quiz.bank.faults import stored_message
from quiz.bank.importing.uploads import KEPT, MAX_NAME_CHARACTERS
from quiz.bank.models import QuestionImport, QuestionImportItem, Topic


class ImportSettingsSerializer(StrictSerializer):
    """How a file is read, and how its new questions begin."""

    format = ReadFormatField(
        required=False,
        allow_null=True,
        help_text="Found out from the content when it is not given.",
    )
    language = serializers.ChoiceField(
        Language.choices,
        required=False,
        allow_null=True,
        help_text="Of a file that does not say so. Found out question by question otherwise.",
    )
    strict = serializers.BooleanField(
        required=False, help_text="Refuse what would otherwise be mended."
    )
    status = serializers.ChoiceField(
        FIRST_STATUS_CHOICES, required=False, help_text="Of new questions; draft when not given."
    )
    topic = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="Where new questions go that name no topic: one of the bank's.",
    )

    def validate_topic(self, value: Any) -> Any:
        """Refuse topics of other banks like ones that do not exist."""
        bank = self.context["bank"]
        if value is not None and not Topic.objects.filter(bank=bank, pk=value).exists():
            raise serializers.ValidationError(_("This topic does not exist."), "topic_unknown")
        return value

    def settings(self) -> dict[str, Any]:
        """What was given, as the use cases name it."""
        given = self.validated_data
        settings = {name: given[name] for name in ("strict",) if name in given}
        if "format" in given:
            settings["asked_format"] = given["format"] or ""
        if "language" in given:
            settings["language"] = given["language"] or ""
        if "status" in given:
            settings["status"] = QuestionStatus(given["status"])
        if "topic" in given:
            settings["topic_id"] = given["topic"]
        return settings


class UploadSerializer(ImportSettingsSerializer):
    """The same beside a file, in the address."""

    file_name = serializers.CharField(max_length=MAX_NAME_CHARACTERS)


class ImportBankSerializer(serializers.Serializer[Any]):
    """The bank that the questions are for."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = LocalisedMapField()


class ImportCountsSerializer(serializers.Serializer[Any]):
    """How many questions there are of each kind; empty while the file is checked."""

    create = serializers.IntegerField(min_value=0, default=0)  # type: ignore[assignment]  # DRF takes fields off the class
    update = serializers.IntegerField(min_value=0, default=0)  # type: ignore[assignment]  # as above
    unchanged = serializers.IntegerField(min_value=0, default=0)
    error = serializers.IntegerField(min_value=0, default=0)
    duplicates = serializers.IntegerField(
        min_value=0, default=0, help_text="Nearly the same as another."
    )


class NewTopicSerializer(serializers.Serializer[Any]):
    """A topic that the bank does not have yet."""

    slug = serializers.CharField()
    name = LocalisedMapField()


class QuestionImportSerializer(serializers.ModelSerializer[QuestionImport]):
    """A file on its way into a bank; its job says how far the present step is."""

    bank = ImportBankSerializer()
    owner = serializers.SerializerMethodField(help_text="The name of who uploaded it.")
    asked_format = serializers.CharField(help_text="Empty: found out from the content.")
    format = serializers.CharField(help_text="What it was read as; empty where nothing fits.")
    language = serializers.ChoiceField(Language.choices, allow_blank=True)
    status = serializers.ChoiceField(FIRST_STATUS_CHOICES)
    topic = serializers.UUIDField(source="topic_id", allow_null=True)
    counts = ImportCountsSerializer()
    new_topics = NewTopicSerializer(many=True)
    job = JobSerializer(allow_null=True)
    expires_at = serializers.SerializerMethodField(help_text="When it is forgotten.")

    class Meta:
        model = QuestionImport
        fields = [
            "id",
            "bank",
            "owner",
            "file_name",
            "asked_format",
            "format",
            "language",
            "strict",
            "status",
            "topic",
            "state",
            "counts",
            "new_topics",
            "job",
            "created_at",
            "finished_at",
            "expires_at",
        ]

    def get_owner(self, question_import: QuestionImport) -> str:
        """Empty once the account is gone."""
        return question_import.owner.get_full_name() if question_import.owner else ""

    @extend_schema_field({"type": "string", "format": "date-time"})
    def get_expires_at(self, question_import: QuestionImport) -> Any:
        """So long after the upload."""
        return question_import.created_at + KEPT


class FilePlaceSerializer(serializers.Serializer[Any]):
    """Where in the file: whatever of it the format knows, counted from 1."""

    table = serializers.CharField(
        allow_null=True, default=None, help_text="The worksheet, where a file has several."
    )
    line = serializers.IntegerField(min_value=1, allow_null=True, default=None)
    row = serializers.IntegerField(min_value=1, allow_null=True, default=None)
    column = serializers.SerializerMethodField(
        help_text="A character of a line, or the title or letter of a spreadsheet's column."
    )
    item = serializers.CharField(allow_null=True, default=None)

    def get_column(self, place: dict[str, Any]) -> str | None:
        """As a text, whichever it is."""
        column = place.get("column")
        return None if column is None else str(column)


class ImportFaultSerializer(FilePlaceSerializer):
    """What is wrong, or was lost, and where."""

    code = serializers.CharField()
    detail = serializers.SerializerMethodField(help_text="In the language of the request.")

    def get_detail(self, fault: dict[str, Any]) -> str:
        """One of the languages in which it is kept."""
        return stored_message(fault, get_language() or "")


class NearDuplicateSerializer(serializers.Serializer[Any]):
    """A question that says nearly the same: of the bank, or before it in the file."""

    question = serializers.UUIDField(allow_null=True)
    number = serializers.IntegerField(min_value=1, allow_null=True)
    external_id = serializers.CharField(allow_null=True)
    stem = LocalisedMapField()
    ratio = serializers.FloatField(min_value=0, max_value=1)


class ImportItemSerializer(serializers.ModelSerializer[QuestionImportItem]):
    """What becomes, or became, of one question of the file."""

    place = FilePlaceSerializer(source="told.place")
    external_id = serializers.CharField(source="told.external_id", allow_null=True)
    stem = serializers.DictField(
        child=serializers.CharField(),
        source="told.stem",
        help_text="By language; empty where nothing could be read.",
    )
    changes = serializers.ListField(
        child=serializers.CharField(), source="told.changes", help_text="What an update changes."
    )
    near_duplicates = NearDuplicateSerializer(source="told.near_duplicates", many=True)
    errors = ImportFaultSerializer(source="told.errors", many=True)  # type: ignore[assignment]  # as above
    warnings = ImportFaultSerializer(source="told.warnings", many=True)
    question = serializers.UUIDField(source="question_id", allow_null=True)

    class Meta:
        model = QuestionImportItem
        fields = [
            "number",
            "action",
            "place",
            "external_id",
            "stem",
            "changes",
            "near_duplicates",
            "errors",
            "warnings",
            "question",
        ]


class ImportItemFilterSerializer(serializers.Serializer[Any]):
    """Which questions of the file."""

    action = serializers.ChoiceField(ImportAction.choices, required=False)
    duplicates = serializers.BooleanField(
        required=False, help_text="Only those that are nearly the same as another."
    )


class QuestionExportSerializer(StrictSerializer):
    """What to write, and in which format."""

    format = WrittenFormatField()
    language = serializers.ChoiceField(
        Language.choices,
        default=Language.CHINESE.value,
        help_text="What a format for one language is written in.",
    )
    status = serializers.ListField(
        child=serializers.ChoiceField(QuestionStatus.choices),
        required=False,
        min_length=1,
        max_length=len(QuestionStatus),
        help_text="All but retired questions when it is not given.",
    )
