"""Where the questions of a bank are used: in how many papers, and sorted by it."""

from django.db.models import CharField, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, LPad
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from quiz.bank.models import Question
from quiz.paper.models import PaperQuestion

# Wider than any number of papers.
_DIGITS = 9


def with_times_used(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Annotate `times_used`: how many published papers hold some revision of the question."""
    papers = (
        PaperQuestion.objects.filter(revision__question=OuterRef("pk"))
        .order_by()
        .values("revision__question")
        .annotate(number=Count("paper", distinct=True))
        .values("number")
    )
    return questions.annotate(
        times_used=Coalesce(Subquery(papers, output_field=IntegerField()), Value(0))
    )


def used_between(
    questions: QuerySet[Question], *, least: int | None, most: int | None
) -> QuerySet[Question]:
    """Return the questions used in at least `least` papers and at most `most`."""
    if least is None and most is None:
        return questions
    questions = with_times_used(questions)
    if least is not None:
        questions = questions.filter(GreaterThanOrEqual(F("times_used"), least))
    if most is not None:
        questions = questions.filter(LessThanOrEqual(F("times_used"), most))
    return questions


def by_times_used(questions: QuerySet[Question]) -> tuple[QuerySet[Question], str]:
    """Return questions `with_times_used` and the unique column that puts the most used first."""
    column = Concat(
        LPad(Cast("times_used", CharField()), _DIGITS, Value("0")), Cast("id", CharField())
    )
    return questions.annotate(sorted_by=column), "-sorted_by"
