"""The closed lists of the question bank."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionType(models.TextChoices):
    """How a question is asked and answered; each has a module in `quiz.bank.types`."""

    SINGLE = "single", _("Single choice")
    MULTIPLE = "multiple", _("Multiple choice")
    TRUE_FALSE = "true_false", _("True or false")
    BLANK = "blank", _("Fill in the blank")
    NUMERIC = "numeric", _("Number")
    ORDERING = "ordering", _("Put in order")
    MATCHING = "matching", _("Match")


class Difficulty(models.IntegerChoices):
    """How hard the author expects a question to be."""

    EASY = 1, _("Easy")
    MEDIUM = 2, _("Medium")
    HARD = 3, _("Hard")


class QuestionStatus(models.TextChoices):
    """Where a question stands; only published ones are drawn into papers.

    What leads from one to another is in `quiz.bank.workflow`.
    """

    DRAFT = "draft", _("Draft")
    REVIEWED = "reviewed", _("Reviewed")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


APPROVED_STATUSES = frozenset({QuestionStatus.REVIEWED, QuestionStatus.PUBLISHED})
"""Somebody has let the text through."""


FIRST_STATUSES = (QuestionStatus.DRAFT, QuestionStatus.REVIEWED, QuestionStatus.PUBLISHED)
"""What an imported question may begin with."""


class MarkingRule(models.TextChoices):
    """What a response that is neither fully right nor fully wrong earns.

    The exact fractions are stated where they are computed, in `quiz.bank.types`.
    """

    ALL_OR_NOTHING = "all_or_nothing", _("Full points only when everything is right")
    PARTIAL = "partial", _("Part of the points when something is missing but nothing is wrong")
    PER_OPTION = "per_option", _("Each option counts for itself")


class ImportAction(models.TextChoices):
    """What an import does with one question of a file."""

    CREATE = "create", _("Create")
    UPDATE = "update", _("Update")
    UNCHANGED = "unchanged", _("Unchanged")
    ERROR = "error", _("Error")


class ImportState(models.TextChoices):
    """How far an uploaded file of questions is on its way into its bank."""

    PLANNING = "planning", _("Being checked")
    PLANNED = "planned", _("Waiting for confirmation")
    APPLYING = "applying", _("Being imported")
    DONE = "done", _("Imported")
