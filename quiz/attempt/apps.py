"""How Django knows this room."""

from django.apps import AppConfig


class AttemptConfig(AppConfig):
    """The timed engine: start, save, finish, close overdue, mark, re-mark."""

    name = "quiz.attempt"
    label = "attempt"
    default_auto_field = "django.db.models.BigAutoField"
