"""How Django knows this room."""

from django.apps import AppConfig


class BankConfig(AppConfig):
    """Topics, questions and their immutable revisions."""

    name = "quiz.bank"
    label = "bank"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer this room's jobs."""
        from quiz.bank import bulk_editing, export_job  # noqa: F401, PLC0415 - models come first
        from quiz.bank.importing import jobs  # noqa: F401, PLC0415 - as above
