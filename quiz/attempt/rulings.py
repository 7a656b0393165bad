"""Rule on questions after they were answered: withdraw one, or correct its key."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from common.audit import record_event
from common.jobs import enqueue_job
from common.models import Job
from quiz.attempt.enums import RulingKind
from quiz.attempt.marking import RulingTerms
from quiz.attempt.models import Ruling
from quiz.attempt.remarking import REMARK_JOB
from quiz.bank.question_content import content_to_json
from quiz.bank.types import KEY_GIVEN_AWAY, InvalidContent, parse_content
from quiz.paper.compiled import CompiledPaper, compiled_paper
from quiz.paper.models import Paper


class InvalidRuling(ValueError):
    """A ruling on a question the paper does not have, or with a key the question cannot have."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(f"ruling {place}: {reason}")
        self.place = place
        self.reason = reason


def rule_on_paper(
    *,
    paper_id: UUID,
    rulings: Sequence[RulingTerms],
    reason: str,
    made_by: User,
    organisation_id: UUID | None = None,
    now: datetime,
) -> Job:
    """Record the rulings and queue the re-mark that carries them out.

    From the commit on, every attempt that closes is marked under them. Whether `made_by` may do
    this is the caller's to decide. Raises `InvalidRuling`.
    """
    check_rulings(compiled_paper(paper_id), rulings)
    with transaction.atomic():
        # Numbers are given one ruling at a time. Starts, which reference this row, do not wait.
        paper = Paper.objects.select_for_update(no_key=True).get(id=paper_id)
        made_before = Ruling.objects.filter(paper=paper).count()
        Ruling.objects.bulk_create(
            Ruling(
                paper=paper,
                number=number,
                index=terms.index,
                kind=terms.kind,
                key=terms.key,
                reason=reason,
                made_by=made_by,
                made_at=now,
            )
            for number, terms in enumerate(rulings, start=made_before + 1)
        )
        record_event(
            actor=made_by,
            action="paper_ruled",
            subject=paper,
            organisation_id=organisation_id,
            after={
                "rulings": [
                    {"index": terms.index, "kind": terms.kind.value, "key": terms.key}
                    for terms in rulings
                ]
            },
            reason=reason,
            now=now,
        )
        return enqueue_job(
            kind=REMARK_JOB, owner=made_by, params={"paper_id": str(paper_id)}, now=now
        )


def check_rulings(compiled: CompiledPaper, rulings: Sequence[RulingTerms]) -> None:
    """Raise `InvalidRuling` for the first ruling that cannot be carried out."""
    for place, terms in enumerate(rulings):
        if not 0 <= terms.index < len(compiled.questions):
            raise InvalidRuling(place, "the paper has no such question")
        if terms.kind is RulingKind.WITHDRAWN:
            if terms.key is not None:
                raise InvalidRuling(place, "a withdrawal has no key")
            continue
        content = content_to_json(compiled.questions[terms.index].content)
        try:
            parse_content(content | {"key": terms.key})
        except InvalidContent as error:
            # That the sheet gave the answer away cannot be helped any more; it is the answer.
            if any(fault.code != KEY_GIVEN_AWAY for fault in error.errors):
                raise InvalidRuling(place, str(error)) from error
