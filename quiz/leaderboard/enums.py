"""The words of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TieBreak(models.TextChoices):
    """What decides between equal scores, in the order a contest lists them."""

    TIME_USED = "time_used", _("Less time used")
    FINISHED_AT = "finished_at", _("Finished earlier")


class TeamRule(models.TextChoices):
    """What a board of regions or organisations is ordered by."""

    PARTICIPANTS = "participants", _("Number of participants")
    RATE = "rate", _("Participants per declared head")
    MEAN_TOP_K = "mean_top_k", _("Mean of the best results")


class BoardKind(models.TextChoices):
    """Who is ranked."""

    PEOPLE = "people", _("People")
    REGIONS = "regions", _("Regions")
    ORGANISATIONS = "organisations", _("Organisations")


class Audience(models.TextChoices):
    """Who may see a snapshot. During a freeze only `FULL` ones are published."""

    PUBLIC = "public", _("Everybody")
    FULL = "full", _("Organisers")
