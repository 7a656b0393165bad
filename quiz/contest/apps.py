"""How Django knows this room."""

from django.apps import AppConfig


class ContestConfig(AppConfig):
    """Contests, rounds, entries, score rules, integrity and prizes."""

    name = "quiz.contest"
    label = "contest"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the rooms below, and offer this room's jobs."""
        from quiz.contest import exporting, receivers  # noqa: F401, PLC0415 - models come first
