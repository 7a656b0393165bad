"""Freezing a blueprint into a paper."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from quiz.paper.models import Blueprint, Paper, PaperQuestion
from quiz.paper.pools import Pool, SectionSupply, find_pools, supply
from quiz.paper.sections import read_sections

if TYPE_CHECKING:
    from accounts.models import User


class NotEnoughQuestions(ValueError):
    """The bank cannot supply what the blueprint asks for."""

    def __init__(self, supplies: Sequence[SectionSupply]) -> None:
        """Keep what is missing, a section each."""
        missing = sum(s.shortfall for s in supplies)
        super().__init__(f"{missing} questions are missing")
        self.supplies = supplies


@transaction.atomic
def publish_paper(*, blueprint: Blueprint, by: "User | None", now: datetime) -> Paper:
    """Freeze the questions that fit now, and the blueprint's rules, into a new paper.

    Later edits of blueprint, questions or bank do not touch it. Raises `InvalidSections` and
    `NotEnoughQuestions`.
    """
    pools = find_pools(read_sections(blueprint.sections))
    supplies = supply(pools)
    if any(s.shortfall for s in supplies):
        raise NotEnoughQuestions(supplies)
    index_of = _number_questions(pools)
    paper = Paper.objects.create(
        title=blueprint.title,
        marking_rule=blueprint.marking_rule,
        time_limit_s=blueprint.time_limit_s,
        shuffle_questions=blueprint.shuffle_questions,
        shuffle_options=blueprint.shuffle_options,
        sections=[
            {
                "title": pool.section.title,
                "count": pool.section.count,
                "points_centi": pool.section.points_centi,
                "pool": [index_of[revision] for revision in pool.revisions.values()],
            }
            for pool in pools
        ],
        question_count=sum(pool.section.count for pool in pools),
        total_centi=sum(pool.section.count * pool.section.points_centi for pool in pools),
        published_at=now,
        published_by=by,
    )
    PaperQuestion.objects.bulk_create(
        [
            PaperQuestion(paper=paper, index=index, revision_id=revision)
            for revision, index in index_of.items()
        ],
        batch_size=500,
    )
    return paper


def _number_questions(pools: Sequence[Pool]) -> dict[UUID, int]:
    """Return revision → index, numbered in the order of first mention."""
    revisions = dict.fromkeys(r for pool in pools for r in pool.revisions.values())
    return {revision: index for index, revision in enumerate(revisions)}
