"""What entries scored in each round of a contest, taken alone."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from quiz.attempt.enums import CLOSED_STATES
from quiz.attempt.models import Attempt
from quiz.contest.models import Contest
from quiz.contest.score_rules import score_rule
from quiz.contest.standing import results_of

# What a standing is made of, and no more of each attempt.
_FIELDS = (
    "entry_id",
    "paper_id",
    "number",
    "started_at",
    "finished_at",
    "score_centi",
    "max_centi",
    "time_used_ms",
)


def scores_by_paper(
    contest: Contest, entries: Collection[UUID]
) -> Mapping[UUID, Mapping[UUID, int]]:
    """Entry → paper → hundredths of points; a round that somebody has no result in is left out.

    The score of a round is what the contest's score rule makes of the finished attempts in that
    round. Where the rule adds up rounds these add up to the score of the entry. One query.
    """
    rule = score_rule(contest.score_rule, contest.score_rule_options)
    fields = (*_FIELDS, "marks") if rule.needs_marks else _FIELDS
    attempts = Attempt.objects.filter(entry_id__in=entries, state__in=CLOSED_STATES).only(*fields)
    sat: defaultdict[tuple[UUID, UUID], list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        sat[attempt.entry_id, attempt.paper_id].append(attempt)
    scores: defaultdict[UUID, dict[UUID, int]] = defaultdict(dict)
    for (entry_id, paper_id), in_round in sat.items():
        standing = rule.standing(results_of(contest, rule, in_round))
        if standing is not None:
            scores[entry_id][paper_id] = standing.score_centi
    return scores
