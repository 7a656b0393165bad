"""The bank in Django's admin: read only, for platform staff.

Whatever changes it is a use case with its own rules and record, and has its page elsewhere.
"""

from django.contrib import admin

from common.admin import ReadOnlyAdmin
from quiz.bank.models import Bank, Comment, Question, QuestionImport, Review, Revision, Topic


@admin.register(Bank)
class BankAdmin(ReadOnlyAdmin[Bank]):
    """Banks and who they belong to."""

    list_display = ("slug", "organisation", "needs_second_reader")
    list_select_related = ("organisation",)
    search_fields = ("slug",)


@admin.register(Topic)
class TopicAdmin(ReadOnlyAdmin[Topic]):
    """Topics of each bank."""

    list_display = ("slug", "bank", "parent", "order")
    list_filter = ("bank",)
    list_select_related = ("bank", "parent")
    search_fields = ("slug",)


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin[Question]):
    """Questions with their status."""

    list_display = ("__str__", "bank", "topic", "type", "difficulty", "status")
    list_filter = ("bank", "status", "type", "difficulty")
    list_select_related = ("bank", "topic")
    search_fields = ("external_id", "=id")
    show_full_result_count = False


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin[Revision]):
    """Every text that a question had."""

    list_display = ("question", "number", "created_at", "created_by")
    list_select_related = ("question", "created_by")
    search_fields = ("=question__id", "question__external_id")
    show_full_result_count = False


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin[Review]):
    """Who let which text through."""

    list_display = ("revision", "reviewer", "author", "needed_second_reader", "at")
    list_select_related = ("revision", "reviewer", "author")
    show_full_result_count = False


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin[Comment]):
    """What is said about questions."""

    list_display = ("__str__", "author", "created_at", "resolved_at")
    list_select_related = ("author",)
    show_full_result_count = False


@admin.register(QuestionImport)
class QuestionImportAdmin(ReadOnlyAdmin[QuestionImport]):
    """Uploaded files and how far they are."""

    list_display = ("created_at", "file_name", "bank", "owner", "state", "format")
    list_filter = ("state", "format")
    list_select_related = ("bank", "owner")
    # Its address in the store says nothing to anybody, and leads nowhere.
    exclude = ("file",)
