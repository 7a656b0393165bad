"""How Django knows this room."""

from django.apps import AppConfig


class PaperConfig(AppConfig):
    """Blueprints, frozen papers and the drawing of a sheet."""

    name = "quiz.paper"
    label = "paper"
    default_auto_field = "django.db.models.BigAutoField"
