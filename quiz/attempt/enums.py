"""The states and verdicts of the engine."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttemptState(TextChoices):
    """Where an attempt is. Only an open one accepts answers; the other two never change back."""

    OPEN = "open", _("in progress")
    FINISHED = "finished", _("finished")
    OVERDUE = "overdue", _("time ran out")


CLOSED_STATES = (AttemptState.FINISHED, AttemptState.OVERDUE)


class SaveStatus(TextChoices):
    """What became of one answer of a save."""

    SAVED = "saved", _("saved")
    STALE = "stale", _("a newer answer is stored")
    LATE = "late", _("too late")
    UNKNOWN_POSITION = "unknown_position", _("no such question")
    INVALID = "invalid", _("not an answer to this question")


class RulingKind(TextChoices):
    """What an organiser decides about a question after it was answered."""

    WITHDRAWN = "withdrawn", _("withdrawn: full marks for everybody who had it")
    KEY_CORRECTED = "key_corrected", _("key corrected")
