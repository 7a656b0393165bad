"""Banks hold questions, topics order them, revisions keep every wording a question ever had."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from common.text import LocalisedTextField
from quiz.bank.enums import Difficulty, QuestionStatus, QuestionType
from quiz.bank.import_models import QuestionImport, QuestionImportItem
from quiz.bank.limits import MAX_EXTERNAL_ID_CHARACTERS, MAX_SLUG_CHARACTERS
from quiz.bank.question_content import QuestionContent, content_from_json

__all__ = [
    "Bank",
    "Comment",
    "Question",
    "QuestionImport",
    "QuestionImportItem",
    "Review",
    "Revision",
    "RevisionIsImmutable",
    "Topic",
]


class Bank(models.Model):
    """A collection of questions, of one organisation or shared by all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(unique=True, max_length=MAX_SLUG_CHARACTERS)
    name = LocalisedTextField()
    organisation = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="banks",
        help_text=_("Empty: every organiser may draw from it."),
    )
    needs_second_reader = models.BooleanField(
        default=False,
        help_text=_("Nobody lets through a text that they wrote themselves."),
    )

    class Meta:
        ordering = ("slug",)
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")

    def __str__(self) -> str:
        return self.slug


class Topic(models.Model):
    """A node in the bank's tree of topics."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="topics")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    slug = models.SlugField(max_length=MAX_SLUG_CHARACTERS)
    name = LocalisedTextField()
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("order", "slug")
        constraints = [
            models.UniqueConstraint(fields=("bank", "slug"), name="topic_slug_once_a_bank"),
            # Longer circles are kept out by `quiz.bank.topic_tree`.
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="topic_not_below_itself"
            ),
        ]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.slug


class Question(models.Model):
    """A question's lasting identity; what it says is its current revision."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="questions")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="questions")
    external_id = models.CharField(max_length=MAX_EXTERNAL_ID_CHARACTERS, null=True, blank=True)
    type = models.CharField(max_length=20, choices=QuestionType.choices)
    difficulty = models.PositiveSmallIntegerField(
        choices=Difficulty.choices, default=Difficulty.MEDIUM
    )
    status = models.CharField(
        max_length=10, choices=QuestionStatus.choices, default=QuestionStatus.DRAFT
    )
    current_revision = models.ForeignKey(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # What papers draw: the last text that was let through. While a newer one waits for its
    # reader, a published question goes on with this one.
    approved_revision = models.ForeignKey(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tags = models.JSONField(default=list, blank=True)
    # What the list is searched by, kept by `quiz.bank.revising`; see `search_text_of`.
    search_text = models.TextField(default="", editable=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("bank", "external_id"), name="question_external_id_once_a_bank"
            ),
            models.CheckConstraint(
                condition=~models.Q(external_id=""), name="question_external_id_says_something"
            ),
            models.CheckConstraint(
                condition=models.Q(difficulty__in=Difficulty.values),
                name="question_difficulty_known",
            ),
            models.CheckConstraint(
                condition=models.Q(type__in=QuestionType.values), name="question_type_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=QuestionStatus.values), name="question_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status__in=(QuestionStatus.DRAFT, QuestionStatus.RETIRED),
                    approved_revision__isnull=True,
                )
                | models.Q(
                    status=QuestionStatus.REVIEWED,
                    approved_revision__isnull=False,
                    approved_revision=models.F("current_revision"),
                )
                | models.Q(status=QuestionStatus.PUBLISHED, approved_revision__isnull=False),
                name="question_approved_as_its_status_says",
            ),
        ]
        indexes = [
            # What drawing asks: the published questions of a topic, by type and difficulty.
            models.Index(
                fields=("bank", "status", "topic", "type", "difficulty"), name="question_draw"
            ),
        ]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.external_id or str(self.id)

    @property
    def has_unreviewed_text(self) -> bool:
        """Published, and changed since: papers draw the text before the change."""
        return (
            self.status == QuestionStatus.PUBLISHED
            and self.approved_revision_id != self.current_revision_id
        )


class RevisionIsImmutable(RuntimeError):
    """Somebody tried to change a revision; write a new one instead (`revise_question`)."""


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Refuses bulk changes, so that nothing marked with a revision can change under it."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise RevisionIsImmutable


class Revision(models.Model):
    """One immutable wording of a question, with its options, key and explanation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("question", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("question", "number"), name="revision_number_once_a_question"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="revision_numbers_from_one"
            ),
        ]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")

    def __str__(self) -> str:
        return f"{self.question_id} r{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to overwrite."""
        if not self._state.adding:
            raise RevisionIsImmutable
        super().save(*args, **kwargs)

    def read_content(self) -> QuestionContent:
        """Return the content as typed objects."""
        return content_from_json(self.content)


class Review(models.Model):
    """Somebody read a revision and let it through."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The revision's author at the time, so that the database can compare the two.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    needed_second_reader = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("revision", "at")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(needed_second_reader=False)
                | models.Q(author__isnull=True)
                | ~models.Q(reviewer=models.F("author")),
                name="review_by_a_second_reader",
            ),
        ]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.revision_id} by {self.reviewer_id}"


class Comment(models.Model):
    """What somebody said about a question, for those who write in its bank."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="comments")
    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="+", help_text=_("Which was current then.")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField()
    created_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=False) | models.Q(resolved_by__isnull=True),
                name="comment_resolved_by_when_resolved",
            ),
        ]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return f"{self.question_id}: {self.text[:40]}"
