"""How Django knows this room."""

from django.apps import AppConfig


class BankConfig(AppConfig):
    """Topics, questions and their immutable revisions."""

    name = "quiz.bank"
    label = "bank"
    default_auto_field = "django.db.models.BigAutoField"
