"""Shapes of jobs."""

from typing import Any

from rest_framework import serializers

from common.jobs import Job, JobState


class JobErrorSerializer(serializers.Serializer[Any]):
    """What was wrong with one row of the input; rows count from 1."""

    row = serializers.IntegerField(min_value=1)
    column = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()
    item = serializers.CharField(
        default="", help_text="What the row is about, where it has a name of its own."
    )


class JobSerializer(serializers.ModelSerializer[Job]):
    """Long work, how far it is, and where its result lies."""

    errors = JobErrorSerializer(many=True)  # type: ignore[assignment]  # DRF takes fields off the class
    result = serializers.SerializerMethodField(help_text="The address of the result file.")

    class Meta:
        model = Job
        fields = [
            "id",
            "kind",
            "state",
            "done",
            "total",
            "message",
            "errors",
            "result",
            "result_name",
            "created_at",
            "started_at",
            "finished_at",
        ]

    def get_result(self, job: Job) -> str | None:
        """Null until the job is done, and for jobs without a file."""
        ready = job.state == JobState.DONE and job.result
        return f"/api/v1/jobs/{job.pk}/result" if ready else None
