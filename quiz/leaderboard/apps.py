"""How Django knows this room."""

from django.apps import AppConfig


class LeaderboardConfig(AppConfig):
    """Rank keys, published snapshots, freeze and final standings."""

    name = "quiz.leaderboard"
    label = "leaderboard"
    default_auto_field = "django.db.models.BigAutoField"
