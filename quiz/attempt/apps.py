"""How Django knows this room."""

from django.apps import AppConfig


class AttemptConfig(AppConfig):
    """The timed engine: start, save, finish, close overdue, mark, re-mark."""

    name = "quiz.attempt"
    label = "attempt"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the jobs of a re-mark."""
        # Models must be loaded first.
        from quiz.attempt import remark_previews, remarking  # noqa: F401, PLC0415
