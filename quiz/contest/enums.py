"""The words of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContestState(models.TextChoices):
    """Where a contest is in its life; whether it is open now also depends on its window."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed")
    FINAL = "final", _("Final")
    CANCELLED = "cancelled", _("Cancelled")


PUBLIC_STATES = (
    ContestState.PUBLISHED,
    ContestState.CLOSED,
    ContestState.FINAL,
    ContestState.CANCELLED,
)


class Phase(models.TextChoices):
    """What a contest is for a visitor at a given moment."""

    UPCOMING = "upcoming", _("Not open yet")
    OPEN = "open", _("Open")
    FINISHED = "finished", _("Ended")
    CANCELLED = "cancelled", _("Cancelled")


class Eligibility(models.TextChoices):
    """Who may take part."""

    GUESTS = "guests", _("Everybody, also without an account")
    SIGNED_IN = "signed_in", _("Everybody with an account")
    ORGANISATION = "organisation", _("Members of the organisation")
    REGIONS = "regions", _("People of the listed regions")


class ScoreRuleName(models.TextChoices):
    """How several attempts make one score."""

    BEST = "best", _("Best attempt")
    FIRST = "first", _("First attempt")
    LAST = "last", _("Last attempt")
    SUM = "sum", _("Sum of all attempts")
    SUM_OF_DAILY_BESTS = "sum_of_daily_bests", _("Sum of each day's best attempt")
    SUM_OF_ROUND_BESTS = "sum_of_round_bests", _("Sum of each round's best attempt")
    SUDDEN_DEATH = "sudden_death", _("Points up to the first mistake")


class ReviewPolicy(models.TextChoices):
    """When somebody sees the right answers and explanations of the own sheet."""

    NEVER = "never", _("Never")
    AFTER_FINISH = "after_finish", _("After finishing")
    AFTER_CONTEST = "after_contest", _("After the contest")


class PrizeKind(models.TextChoices):
    """How it is decided who gets a prize."""

    PLACE = "place", _("By place")
    SCORE = "score", _("By score")
    DRAW = "draw", _("By lot")


class DrawAmong(models.TextChoices):
    """Who is in a draw."""

    FINISHED = "finished", _("Everybody with a result")
    PASSED = "passed", _("Everybody who passed")


class PrizeTies(models.TextChoices):
    """What happens where equal people share the last place of a prize."""

    EVERYBODY = "everybody", _("Everybody who shares it gets the prize")
    BOARD_ORDER = "board_order", _("The order of the board decides")


class NameDisplay(models.TextChoices):
    """How people are named on boards."""

    FULL = "full", _("Full names")
    MASKED = "masked", _("Masked names")


class RefusalCode(models.TextChoices):
    """Why somebody may not enter or start. The values are problem codes of the API."""

    NOT_OPEN_YET = "not_open_yet", _("The contest has not opened yet.")
    ALREADY_CLOSED = "already_closed", _("The contest is closed.")
    CANCELLED = "cancelled", _("The contest was cancelled.")
    SIGN_IN_REQUIRED = "sign_in_required", _("Please sign in to take part.")
    NOT_ELIGIBLE = "not_eligible", _("This contest is for a group you do not belong to.")
    DISQUALIFIED = "disqualified", _("Your entry was disqualified.")
    ACCESS_CODE_REQUIRED = "access_code_required", _("Please enter the access code.")
    ACCESS_CODE_WRONG = "access_code_wrong", _("The access code is not right.")
    ATTEMPT_LIMIT_REACHED = "attempt_limit_reached", _("You have used all your attempts.")
    ROUND_LIMIT_REACHED = (
        "round_limit_reached",
        _("You have used all your attempts in this round."),
    )
    DAILY_LIMIT_REACHED = "daily_limit_reached", _("You have used all your attempts for today.")
    CONFLICT = "conflict", _("Another request of yours came in between. Please try again.")
