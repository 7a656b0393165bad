"""A contest is configuration; its rounds are windows with a paper each."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from common.text import LocalisedTextField
from quiz.contest.enums import (
    PUBLIC_STATES,
    ContestState,
    Eligibility,
    NameDisplay,
    Phase,
    PrizeTies,
    ReviewPolicy,
    ScoreRuleName,
)
from quiz.leaderboard.enums import BoardKind, TeamRule, TieBreak
from quiz.leaderboard.rank_key import KeyLayout

DEFAULT_TIMEZONE = "Asia/Shanghai"


def default_tie_breaks() -> list[str]:
    """Less time first, then the earlier finish."""
    return [TieBreak.TIME_USED.value, TieBreak.FINISHED_AT.value]


def default_board_kinds() -> list[str]:
    """People only; team boards are switched on."""
    return [BoardKind.PEOPLE.value]


class Contest(models.Model):
    """An event over papers. What it does is what these columns say: there is no code per contest.

    `key_layout` is set when it is published, and keeps rank keys comparable afterwards. `version`
    counts changes of what visitors see. Days are days in `timezone`. `draw_seed`, by which lots are
    drawn, is fixed when it is published and told to nobody before its standings are final.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="contests"
    )
    title = LocalisedTextField()
    description = LocalisedTextField(blank=True, default=dict)
    state = models.CharField(max_length=10, choices=ContestState, default=ContestState.DRAFT)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    timezone = models.CharField(max_length=40, default=DEFAULT_TIMEZONE)

    audience = models.CharField(max_length=12, choices=Eligibility, default=Eligibility.SIGNED_IN)
    regions = models.ManyToManyField("accounts.Region", blank=True, related_name="+")
    access_code_hash = models.CharField(max_length=64, blank=True)
    attempts_total = models.PositiveSmallIntegerField(null=True, blank=True, default=1)
    attempts_per_round = models.PositiveSmallIntegerField(null=True, blank=True)
    attempts_per_day = models.PositiveSmallIntegerField(null=True, blank=True)

    score_rule = models.CharField(max_length=20, choices=ScoreRuleName, default=ScoreRuleName.BEST)
    score_rule_options = models.JSONField(default=dict, blank=True)
    tie_breaks = models.JSONField(default=default_tie_breaks, blank=True)
    pass_mark_percent = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    review_policy = models.CharField(
        max_length=14, choices=ReviewPolicy, default=ReviewPolicy.AFTER_CONTEST
    )

    board_kinds = models.JSONField(default=default_board_kinds, blank=True)
    freeze_at = models.DateTimeField(null=True, blank=True)
    team_rule = models.CharField(max_length=12, choices=TeamRule, default=TeamRule.PARTICIPANTS)
    top_k = models.PositiveSmallIntegerField(null=True, blank=True)
    name_display = models.CharField(max_length=6, choices=NameDisplay, default=NameDisplay.MASKED)
    several_prizes_each = models.BooleanField(default=False)
    prize_ties = models.CharField(max_length=11, choices=PrizeTies, default=PrizeTies.EVERYBODY)
    guests_can_win = models.BooleanField(default=False)
    draw_seed = models.CharField(max_length=64, blank=True, editable=False)
    key_layout = models.JSONField(null=True, blank=True, editable=False)

    is_simulated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    finalised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("contest")
        verbose_name_plural = _("contests")
        ordering = ("-opens_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ContestState.values), name="contest_state_known"
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="contest_opens_before_it_closes"
            ),
            models.CheckConstraint(
                condition=Q(freeze_at__isnull=True)
                | Q(freeze_at__gt=F("opens_at"), freeze_at__lte=F("closes_at")),
                name="contest_freezes_within_its_window",
            ),
            models.CheckConstraint(
                condition=Q(attempts_total__isnull=True) | Q(attempts_total__gte=1),
                name="contest_attempts_total_positive",
            ),
            models.CheckConstraint(
                condition=Q(attempts_per_day__isnull=True) | Q(attempts_per_day__gte=1),
                name="contest_attempts_per_day_positive",
            ),
            models.CheckConstraint(
                condition=Q(attempts_per_round__isnull=True) | Q(attempts_per_round__gte=1),
                name="contest_attempts_per_round_positive",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark_percent__isnull=True) | Q(pass_mark_percent__range=(1, 100)),
                name="contest_pass_mark_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=~Q(team_rule=TeamRule.MEAN_TOP_K) | Q(top_k__gte=1),
                name="contest_mean_of_top_k_has_its_k",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ContestState.DRAFT, ContestState.CANCELLED])
                | Q(published_at__isnull=False, key_layout__isnull=False),
                name="contest_published_whole",
            ),
        ]
        indexes = [models.Index(fields=("state", "opens_at"), name="contest_by_state")]

    def __str__(self) -> str:
        return self.slug

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its days begin."""
        return ZoneInfo(self.timezone)

    @property
    def is_public(self) -> bool:
        """Whether visitors may know of it."""
        return self.state in PUBLIC_STATES

    @property
    def needs_access_code(self) -> bool:
        """Whether entering takes a code."""
        return bool(self.access_code_hash)

    def layout(self) -> KeyLayout:
        """How its rank keys are packed. Raises LookupError before it was published."""
        if self.key_layout is None:
            raise LookupError("an unpublished contest has no rank keys")
        return KeyLayout.restored(self.key_layout)

    def phase(self, now: datetime) -> Phase:
        """What it is for a visitor now. A draft is never shown, and counts as not open yet."""
        if self.state == ContestState.CANCELLED:
            return Phase.CANCELLED
        if self.state in (ContestState.CLOSED, ContestState.FINAL) or now >= self.closes_at:
            return Phase.FINISHED
        if self.state == ContestState.DRAFT or now < self.opens_at:
            return Phase.UPCOMING
        return Phase.OPEN

    def is_frozen(self, now: datetime) -> bool:
        """Whether the public board stands still: from `freeze_at` until standings are final."""
        return (
            self.freeze_at is not None
            and now >= self.freeze_at
            and self.state in (ContestState.PUBLISHED, ContestState.CLOSED)
        )


class Round(models.Model):
    """One window of a contest, with its paper once the contest is published."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(default=1)
    title = LocalisedTextField(blank=True, default=dict)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    blueprint = models.ForeignKey(
        "paper.Blueprint", on_delete=models.PROTECT, related_name="rounds"
    )
    paper = models.ForeignKey(
        "paper.Paper", null=True, blank=True, on_delete=models.PROTECT, related_name="rounds"
    )

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ("contest", "number")
        constraints = [
            models.UniqueConstraint(fields=("contest", "number"), name="round_number_once"),
            # A paper belongs to one round, so a paper's attempts are that contest's attempts.
            models.UniqueConstraint(fields=("paper",), name="round_paper_once"),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="round_opens_before_it_closes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest_id} round {self.number}"

    def is_open(self, now: datetime) -> bool:
        """Whether an attempt can start in its window now."""
        return self.opens_at <= now < self.closes_at

    def phase(self, contest: Contest, now: datetime) -> Phase:
        """What it is for a visitor of its contest now.

        A round that a contest closed early never came to counts as cancelled.
        """
        of_contest = contest.phase(now)
        if of_contest == Phase.CANCELLED:
            return Phase.CANCELLED
        if of_contest == Phase.FINISHED:
            missed = self.opens_at >= contest.closes_at
            return Phase.CANCELLED if missed else Phase.FINISHED
        if now >= self.closes_at:
            return Phase.FINISHED
        if of_contest == Phase.UPCOMING or now < self.opens_at:
            return Phase.UPCOMING
        return Phase.OPEN


def round_to_show(rounds: Sequence[Round], now: datetime) -> Round:
    """The round that matters to a visitor now: the open one, else the next, else the last.

    `rounds` are those of one contest in their order, at least one.
    """
    return next((one for one in rounds if now < one.closes_at), rounds[-1])
