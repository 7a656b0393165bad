"""Mark closed attempts again after rulings: first a preview of who moves, then the deed.

The work is found in the database (attempts marked under fewer rulings than the paper has), so a
re-mark that was interrupted goes on where it stopped, and running it twice changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from common import clock
from common.audit import record_event
from common.jobs import JobResult, Progress, register_job
from common.many_rows import update_rows
from common.models import Job
from quiz.attempt.enums import CLOSED_STATES
from quiz.attempt.marking import RulingTerms, latest_by_index, mark_attempt, mark_position
from quiz.attempt.models import Attempt, Ruling
from quiz.attempt.queries import responses_of, ruling_terms
from quiz.attempt.signals import attempts_remarked
from quiz.paper.compiled import compiled_paper
from quiz.paper.models import Paper

REMARK_JOB = "remark_paper"
CHUNK = 200
MOVES_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How one closed attempt's score would change, in hundredths of a point."""

    attempt_id: UUID
    entry_id: UUID
    user_id: UUID
    before_centi: int
    after_centi: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkPreview:
    """What rulings would change. `moves` holds the largest changes first, at most 100 of them."""

    closed: int
    had_question: int
    raised: int
    lowered: int
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkReport:
    """What a re-mark did: attempts looked at, and attempts whose score changed."""

    remarked: int
    changed: int


def preview_remark(
    *, paper_id: UUID, rulings: Sequence[RulingTerms], progress: Progress | None = None
) -> RemarkPreview:
    """Say who would move under these rulings, beside those already made. Writes nothing.

    Reads every closed attempt of the paper, but marks only the questions ruled on.
    """
    ruled = {terms.index for terms in rulings}
    terms_by_index = latest_by_index([*ruling_terms(paper_id), *rulings])
    closed = had_question = 0
    moves: list[Move] = []
    total = _closed(paper_id).count() if progress is not None else None
    for chunk in _closed_attempts(paper_id):
        closed += len(chunk)
        if progress is not None:
            progress.report(done=closed, total=total)
        concerned = [attempt for attempt in chunk if not ruled.isdisjoint(attempt.drawn)]
        had_question += len(concerned)
        moves += _moves(concerned, {index: terms_by_index[index] for index in ruled})
    moves.sort(key=lambda move: (-abs(move.after_centi - move.before_centi), move.attempt_id))
    raised = sum(move.after_centi > move.before_centi for move in moves)
    return RemarkPreview(
        closed=closed,
        had_question=had_question,
        raised=raised,
        lowered=len(moves) - raised,
        moves=tuple(moves[:MOVES_SHOWN]),
    )


def remark_paper(
    *, paper_id: UUID, now: datetime, progress: Progress | None = None
) -> RemarkReport:
    """Mark the paper's closed attempts under all rulings made so far, in small transactions.

    Attempts still open are left alone: they are marked under the rulings when they close. `now` is
    the first transaction's; each later one has its own.
    """
    rulings = ruling_terms(paper_id)
    behind = Attempt.objects.filter(
        paper=paper_id, rulings_applied__lt=len(rulings), state__in=CLOSED_STATES
    )
    total = behind.count() if progress is not None else None
    remarked = changed = 0
    while True:
        with transaction.atomic():
            chunk = list(behind.order_by("id").select_for_update(no_key=True)[:CHUNK])
            changed += _remark(chunk, rulings, now=now)
        if not chunk:
            return RemarkReport(remarked=remarked, changed=changed)
        remarked += len(chunk)
        # Boards look for what changed lately: they would miss what is stamped minutes ago.
        now = max(now, clock.now())
        if progress is not None:
            progress.report(done=remarked, total=total)


def remark_attempts_behind(*, now: datetime) -> int:
    """Re-mark closed attempts that a ruling missed; return how many.

    An attempt that was just being closed when a ruling was made may have been marked without it,
    and committed after the re-mark looked.
    """
    remarked = 0
    for paper_id, rulings in Ruling.objects.values_list("paper").annotate(Max("number")):
        if Attempt.objects.filter(
            paper=paper_id, rulings_applied__lt=rulings, state__in=CLOSED_STATES
        ).exists():
            remarked += remark_paper(paper_id=paper_id, now=now).remarked
    return remarked


@register_job(REMARK_JOB)
def run_remark_job(job: Job, progress: Progress) -> JobResult:
    """Re-mark a paper, and put on record how many scores changed."""
    paper = Paper.objects.get(id=UUID(job.params["paper_id"]))
    now = clock.now()
    report = remark_paper(paper_id=paper.id, now=now, progress=progress)
    record_event(
        actor=job.owner,
        action="paper_remarked",
        subject=paper,
        after={"remarked": report.remarked, "changed": report.changed},
        now=now,
    )
    return JobResult(message=f"{report.changed}/{report.remarked}")


def _closed(paper_id: UUID) -> QuerySet[Attempt]:
    return Attempt.objects.filter(paper=paper_id, state__in=CLOSED_STATES)


def _closed_attempts(paper_id: UUID) -> Iterator[list[Attempt]]:
    """The closed attempts of a paper in chunks, by id."""
    closed = _closed(paper_id).order_by("id")
    chunk = list(closed[:CHUNK])
    while chunk:
        yield chunk
        chunk = list(closed.filter(id__gt=chunk[-1].id)[:CHUNK])


def _moves(attempts: Sequence[Attempt], ruled: dict[int, RulingTerms]) -> Iterator[Move]:
    responses = responses_of(attempt.id for attempt in attempts)
    for attempt in attempts:
        assert attempt.score_centi is not None and attempt.marks is not None  # noqa: S101, PT018 - closed
        gain = 0
        for position, index in enumerate(attempt.drawn):
            if index in ruled:
                gain -= attempt.marks[position]
                gain += mark_position(
                    compiled=compiled_paper(attempt.paper_id),
                    position=position,
                    index=index,
                    response=responses[attempt.id].get(position),
                    ruling=ruled[index],
                )
        if gain:
            yield Move(
                attempt_id=attempt.id,
                entry_id=attempt.entry_id,
                user_id=attempt.user_id,
                before_centi=attempt.score_centi,
                after_centi=attempt.score_centi + gain,
            )


def _remark(attempts: Sequence[Attempt], rulings: Sequence[RulingTerms], *, now: datetime) -> int:
    """Re-mark locked, closed attempts; return how many scores changed."""
    responses = responses_of(attempt.id for attempt in attempts)
    changed = []
    for attempt in attempts:
        before_centi = attempt.score_centi
        marks = mark_attempt(
            compiled=compiled_paper(attempt.paper_id),
            drawn=attempt.drawn,
            responses=responses[attempt.id],
            rulings=rulings,
        )
        attempt.marks = list(marks.by_position)
        attempt.score_centi = marks.score_centi
        attempt.marked_at = now
        attempt.rulings_applied = len(rulings)
        if attempt.score_centi != before_centi:
            changed.append(attempt)
    update_rows(attempts, fields=("marks", "score_centi", "marked_at", "rulings_applied"))
    if changed:
        attempts_remarked.send(sender=Attempt, attempts=changed, now=now)
    return len(changed)
