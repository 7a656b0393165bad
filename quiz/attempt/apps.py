"""How Django knows this room."""

from django.apps import AppConfig


class AttemptConfig(AppConfig):
    """The timed engine: start, save, finish, close overdue, mark, re-mark."""

    name = "quiz.attempt"
    label = "attempt"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the re-mark job."""
        from quiz.attempt import remarking  # noqa: F401, PLC0415 - models must be loaded first
