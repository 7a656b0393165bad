"""Who wins what: a pure function of the prizes, the final standings and the seed of the draws.

Whoever knows the published seed can check every lot: see `ticket_of`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile
from uuid import UUID

from quiz.contest.enums import DrawAmong, PrizeKind, PrizeTies


@dataclass(frozen=True, slots=True, kw_only=True)
class PrizeTerms:
    """What somebody must do for a prize; fields that its kind does not use are None."""

    number: int
    kind: PrizeKind
    from_place: int | None = None
    to_place: int | None = None
    min_score_centi: int | None = None
    among: DrawAmong | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """Somebody on the final board. `rank` is shared by equals, `place` (from 1) by nobody.

    Who may not win, such as a guest in many contests, keeps rank and place nevertheless.
    """

    entry_id: UUID
    rank: int
    place: int
    score_centi: int
    passed: bool
    may_win: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRules:
    """What holds for all prizes of a contest."""

    ties: PrizeTies
    several_each: bool
    seed: str


@dataclass(frozen=True, slots=True)
class Won:
    """A prize, by its number, and who wins it; with the lot if it was drawn."""

    number: int
    contender: Contender
    ticket: str = ""


def award_prizes(
    prizes: Sequence[PrizeTerms], contenders: Sequence[Contender], rules: AwardRules
) -> list[Won]:
    """Every prize and its winners, prize after prize in the given order.

    `contenders` come in the order of the board. Unless somebody can win several prizes, who has won
    one is left out of those that follow; a place is not passed on, but of a number of prizes by
    score or by lot the next one gets it.
    """
    won: list[Won] = []
    winners: set[UUID] = set()
    for prize in prizes:
        able = [
            one
            for one in contenders
            if one.may_win and (rules.several_each or one.entry_id not in winners)
        ]
        given = _winners(prize, able, rules)
        won += given
        winners.update(one.contender.entry_id for one in given)
    return won


def ticket_of(seed: str, prize_number: int, entry_id: UUID) -> str:
    """The lot of an entry in a draw; the lowest lots win.

    SHA-256, in hexadecimal, of `seed:prize number:entry id`, such as
    `5e…:3:01a09c00-7000-7000-a1b2-3c4d5e6f7081`. It depends on nobody else's, so that somebody
    left out later moves the next one up and changes nothing else.
    """
    return sha256(f"{seed}:{prize_number}:{entry_id}".encode()).hexdigest()


def commitment_to(seed: str) -> str:
    """What is told of a seed beforehand: its SHA-256, in hexadecimal."""
    return sha256(seed.encode()).hexdigest()


def _winners(prize: PrizeTerms, able: Sequence[Contender], rules: AwardRules) -> list[Won]:
    match prize.kind:
        case PrizeKind.PLACE:
            return [Won(prize.number, one) for one in _by_place(prize, able, rules.ties)]
        case PrizeKind.SCORE:
            return [Won(prize.number, one) for one in _by_score(prize, able, rules.ties)]
        case PrizeKind.DRAW:
            return _by_lot(prize, able, rules.seed)


def _by_place(prize: PrizeTerms, able: Iterable[Contender], ties: PrizeTies) -> Iterable[Contender]:
    first, last = prize.from_place or 1, prize.to_place or 0
    shared = ties == PrizeTies.EVERYBODY
    return (one for one in able if first <= (one.rank if shared else one.place) <= last)


def _by_score(prize: PrizeTerms, able: Iterable[Contender], ties: PrizeTies) -> Sequence[Contender]:
    enough = [one for one in able if one.score_centi >= (prize.min_score_centi or 0)]
    if prize.count is None or len(enough) <= prize.count:
        return enough
    within, beyond = enough[: prize.count], enough[prize.count :]
    if ties == PrizeTies.BOARD_ORDER:
        return within
    last = within[-1].rank
    return [*within, *takewhile(lambda one: one.rank == last, beyond)]


def _by_lot(prize: PrizeTerms, able: Iterable[Contender], seed: str) -> list[Won]:
    lots = sorted(
        (
            Won(prize.number, one, ticket_of(seed, prize.number, one.entry_id))
            for one in able
            if one.passed or prize.among == DrawAmong.FINISHED
        ),
        key=lambda won: won.ticket,
    )
    return lots[: prize.count]
