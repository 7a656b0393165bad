"""Awarding a contest's prizes by its final standings, and reading who was awarded them."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from common.text import LocalisedText
from quiz.contest.enums import DrawAmong, PrizeKind, PrizeTies
from quiz.contest.field import ranked_entries
from quiz.contest.models import Award, Contest, Prize
from quiz.contest.prize_rules import AwardRules, Contender, PrizeTerms, Won, award_prizes
from quiz.leaderboard.models import Board

ROWS_A_STATEMENT = 1000
SEED_BYTES = 32


def new_seed() -> str:
    """A seed for a contest's draws that nobody can guess, in hexadecimal."""
    return secrets.token_hex(SEED_BYTES)


def write_awards(contest: Contest, *, standings_version: int) -> int:
    """Write down who won what by the standings as they are; return how many prizes were won.

    In the transaction that writes the final standings. A later version of those has awards of its
    own beside these.
    """
    prizes = {prize.number: prize for prize in contest.prizes.order_by("number")}
    if not prizes:
        return 0
    if not contest.draw_seed:
        # Published before contests had seeds.
        contest.draw_seed = new_seed()
        contest.save(update_fields=["draw_seed"])
    rows = (
        _award(contest, standings_version, prizes[won.number], won)
        for won in prizes_won(contest, prizes.values())
    )
    written = 0
    while batch := list(islice(rows, ROWS_A_STATEMENT)):
        Award.objects.bulk_create(batch)
        written += len(batch)
    return written


def prizes_won(contest: Contest, prizes: Iterable[Prize]) -> list[Won]:
    """Who wins what by the contest's standings as they are now; nobody disqualified does."""
    return award_prizes(
        [terms_of(prize) for prize in prizes],
        list(_contenders(contest)),
        AwardRules(
            ties=PrizeTies(contest.prize_ties),
            several_each=contest.several_prizes_each,
            seed=contest.draw_seed,
        ),
    )


def terms_of(prize: Prize) -> PrizeTerms:
    """A stored prize as the rules read it."""
    return PrizeTerms(
        number=prize.number,
        kind=PrizeKind(prize.kind),
        from_place=prize.from_place,
        to_place=prize.to_place,
        min_score_centi=prize.min_score_centi,
        among=DrawAmong(prize.among) if prize.among else None,
        count=prize.count,
    )


def newest_awards(contest: Contest) -> QuerySet[Award]:
    """The awards that stand, in the order in which they were made."""
    return _newest().filter(contest=contest).order_by("pk")


def prizes_by_entry(entry_ids: Iterable[UUID]) -> dict[UUID, list[LocalisedText]]:
    """The titles of the prizes that these entries won. One query."""
    won: defaultdict[UUID, list[LocalisedText]] = defaultdict(list)
    rows = _newest().filter(entry__in=list(entry_ids)).order_by("pk")
    for entry_id, title in rows.values_list("entry_id", "prize__title"):
        won[entry_id].append(title)
    return dict(won)


def _newest() -> QuerySet[Award]:
    version = Board.objects.filter(pk=OuterRef("contest_id")).values("standings_version")
    return Award.objects.annotate(newest=Subquery(version)).filter(standings_version=F("newest"))


def _contenders(contest: Contest) -> Iterator[Contender]:
    rows = ranked_entries(contest).order_by("rank_key", "pk")
    columns = rows.values_list("pk", "rank_key", "score_centi", "passed", "user__is_guest")
    rank, key_before = 0, None
    for place, (entry_id, key, score_centi, passed, is_guest) in enumerate(columns.iterator(), 1):
        if key != key_before:
            rank, key_before = place, key
        yield Contender(
            entry_id=entry_id,
            rank=rank,
            place=place,
            score_centi=score_centi or 0,
            passed=passed,
            may_win=contest.guests_can_win or not is_guest,
        )


def _award(contest: Contest, standings_version: int, prize: Prize, won: Won) -> Award:
    return Award(
        contest=contest,
        standings_version=standings_version,
        prize=prize,
        entry_id=won.contender.entry_id,
        rank=won.contender.rank,
        score_centi=won.contender.score_centi,
        ticket=won.ticket,
    )
