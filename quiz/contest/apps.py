"""How Django knows this room."""

from django.apps import AppConfig


class ContestConfig(AppConfig):
    """Contests, rounds, entries, score rules, integrity and prizes."""

    name = "quiz.contest"
    label = "contest"
    default_auto_field = "django.db.models.BigAutoField"
