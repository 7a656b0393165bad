"""Boards of regions and organisations, from what is known of each team."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from quiz.leaderboard.enums import TeamRule


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamTally:
    """What a team brings to its board.

    `best_scores_centi` are the team's best results, at least as many as the rule's k if it has
    them, in any order. `headcount` is what the organisation declared; None where it did not.
    """

    code: str
    participants: int
    headcount: int | None = None
    best_scores_centi: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    """One row of a team board. `rank` and `value` are None where the rule's figure is unknown."""

    rank: int | None
    code: str
    participants: int
    rate: float | None
    mean_top_k_centi: int | None
    value: float | None


def rank_teams(tallies: Iterable[TeamTally], *, rule: TeamRule, top_k: int | None) -> list[TeamRow]:
    """Return the teams in order, equal ones sharing a rank 1-2-2-4 and shown by code.

    The mean of the best k counts a missing result as zero; otherwise one strong person would put
    a team of one before everybody. A rate may not exceed 1: a head count declared too low does not
    win a board. Teams whose figure is unknown stand at the end without a rank.
    """
    figures = [(tally, _figure(tally, rule, top_k)) for tally in tallies]
    figures.sort(key=lambda pair: (pair[1] is None, -(pair[1] or 0), pair[0].code))
    rows: list[TeamRow] = []
    rank: int | None = None
    before: Fraction | None = None
    for index, (tally, figure) in enumerate(figures, start=1):
        if figure is None:
            rank = None
        elif figure != before:
            rank, before = index, figure
        rate = _rate(tally)
        rows.append(
            TeamRow(
                rank=rank,
                code=tally.code,
                participants=tally.participants,
                rate=None if rate is None else round(float(rate), 4),
                mean_top_k_centi=_whole(_mean_top_k(tally, top_k)),
                value=_shown(figure, rule),
            )
        )
    return rows


def _figure(tally: TeamTally, rule: TeamRule, top_k: int | None) -> Fraction | None:
    match rule:
        case TeamRule.PARTICIPANTS:
            return Fraction(tally.participants)
        case TeamRule.RATE:
            return _rate(tally)
        case TeamRule.MEAN_TOP_K:
            return _mean_top_k(tally, top_k)


def _rate(tally: TeamTally) -> Fraction | None:
    if not tally.headcount:
        return None
    return min(Fraction(tally.participants, tally.headcount), Fraction(1))


def _mean_top_k(tally: TeamTally, top_k: int | None) -> Fraction | None:
    if not top_k:
        return None
    return Fraction(sum(sorted(tally.best_scores_centi, reverse=True)[:top_k]), top_k)


def _whole(figure: Fraction | None) -> int | None:
    return None if figure is None else round(figure)


def _shown(figure: Fraction | None, rule: TeamRule) -> float | None:
    if figure is None:
        return None
    if rule is TeamRule.MEAN_TOP_K:
        return round(float(figure) / 100, 2)
    return round(float(figure), 4)
