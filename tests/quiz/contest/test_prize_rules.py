"""Who wins what, by the rules alone: examples, and laws that hold for every contest."""

from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.contest.enums import DrawAmong, PrizeKind, PrizeTies
from quiz.contest.prize_rules import (
    AwardRules,
    Contender,
    PrizeTerms,
    award_prizes,
    commitment_to,
    ticket_of,
)

SHARED = AwardRules(ties=PrizeTies.EVERYBODY, several_each=False, seed="5eed")
PARTED = AwardRules(ties=PrizeTies.BOARD_ORDER, several_each=False, seed="5eed")


def board(*scores: int, passed_from: int = 60, guests: tuple[int, ...] = ()) -> list[Contender]:
    """People in the order of their scores; equal ones share a rank. `guests` are places."""
    return [
        Contender(
            entry_id=UUID(int=place),
            rank=scores.index(score) + 1,
            place=place,
            score_centi=score * 100,
            passed=score >= passed_from,
            may_win=place not in guests,
        )
        for place, score in enumerate(scores, start=1)
    ]


def places(number: int, first: int, last: int) -> PrizeTerms:
    return PrizeTerms(number=number, kind=PrizeKind.PLACE, from_place=first, to_place=last)


def at_least(number: int, points: int, count: int | None = None) -> PrizeTerms:
    return PrizeTerms(
        number=number, kind=PrizeKind.SCORE, min_score_centi=points * 100, count=count
    )


def lots(number: int, count: int, among: DrawAmong = DrawAmong.FINISHED) -> PrizeTerms:
    return PrizeTerms(number=number, kind=PrizeKind.DRAW, among=among, count=count)


def winners(
    prizes: list[PrizeTerms], people: list[Contender], rules: AwardRules = SHARED
) -> list[tuple[int, int]]:
    return [(won.number, won.contender.place) for won in award_prizes(prizes, people, rules)]


def test_whoever_shares_the_last_place_of_a_prize_gets_it_too():
    people = board(90, 80, 80, 80, 70)
    assert winners([places(1, 1, 2), places(2, 3, 5)], people) == [
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 4),
        (2, 5),
    ]


def test_where_the_order_of_the_board_decides_there_are_as_many_prizes_as_places():
    people = board(90, 80, 80, 80, 70)
    assert winners([places(1, 1, 2), places(2, 3, 5)], people, PARTED) == [
        (1, 1),
        (1, 2),
        (2, 3),
        (2, 4),
        (2, 5),
    ]


def test_by_score_everybody_who_reaches_it_or_the_best_of_them():
    people = board(90, 80, 80, 60)
    assert winners([at_least(1, 80)], people) == [(1, 1), (1, 2), (1, 3)]
    assert winners([at_least(1, 60, 2)], people) == [(1, 1), (1, 2), (1, 3)]
    assert winners([at_least(1, 60, 2)], people, PARTED) == [(1, 1), (1, 2)]
    assert winners([at_least(1, 95)], people) == []


def test_who_has_a_prize_makes_room_for_the_next_by_score_but_passes_no_place_on():
    people = board(90, 80, 70, 60)
    assert winners([places(1, 1, 1), at_least(2, 60, 2)], people) == [(1, 1), (2, 2), (2, 3)]
    assert winners([at_least(1, 80), places(2, 2, 3)], people) == [(1, 1), (1, 2), (2, 3)]
    several = AwardRules(ties=PrizeTies.EVERYBODY, several_each=True, seed="5eed")
    assert winners([places(1, 1, 1), at_least(2, 80)], people, several) == [(1, 1), (2, 1), (2, 2)]


def test_who_may_not_win_keeps_the_place_and_gets_nothing():
    people = board(90, 80, 70, guests=(1,))
    assert winners([places(1, 1, 2), lots(2, 5)], people) == [(1, 2), (2, 3)]


def test_lots_are_drawn_among_those_who_passed_and_the_lowest_win():
    people = board(90, 80, 70, 60, 50, 40)
    won = award_prizes([lots(3, 2, DrawAmong.PASSED)], people, SHARED)
    tickets = {one.place: ticket_of("5eed", 3, one.entry_id) for one in people if one.passed}
    assert [one.ticket for one in won] == sorted(tickets.values())[:2]
    assert all(one.ticket == tickets[one.contender.place] for one in won)


def test_a_lot_is_what_anybody_can_compute():
    entry = UUID("01a09c00-7000-7000-a1b2-3c4d5e6f7081")
    text = b"5eed:3:01a09c00-7000-7000-a1b2-3c4d5e6f7081"
    assert ticket_of("5eed", 3, entry) == sha256(text).hexdigest()
    assert commitment_to("5eed") == sha256(b"5eed").hexdigest()


def test_leaving_somebody_out_of_a_draw_moves_up_the_next_and_nobody_else():
    people = board(*range(100, 60, -1))
    before = award_prizes([lots(1, 5)], people, SHARED)
    out = before[2].contender
    after = award_prizes([lots(1, 5)], [one for one in people if one != out], SHARED)
    kept = [won for won in before if won.contender != out]
    assert after[:4] == kept
    assert after[4] not in before


@st.composite
def contests(draw: st.DrawFn) -> tuple[list[PrizeTerms], list[Contender], AwardRules]:
    scores = sorted(draw(st.lists(st.integers(0, 12), max_size=25)), reverse=True)
    guests = draw(st.sets(st.integers(1, 25), max_size=4))
    people = board(*scores, passed_from=6, guests=tuple(guests))
    prizes = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        kind = draw(st.sampled_from(PrizeKind))
        count = draw(st.integers(1, 6))
        match kind:
            case PrizeKind.PLACE:
                first = draw(st.integers(1, 10))
                prizes.append(places(number, first, first + count - 1))
            case PrizeKind.SCORE:
                wanted = draw(st.sampled_from([count, None]))
                prizes.append(at_least(number, draw(st.integers(1, 12)), wanted))
            case PrizeKind.DRAW:
                prizes.append(lots(number, count, draw(st.sampled_from(DrawAmong))))
    rules = AwardRules(
        ties=draw(st.sampled_from(PrizeTies)),
        several_each=draw(st.booleans()),
        seed=draw(st.text("0123456789abcdef", min_size=1, max_size=8)),
    )
    return prizes, people, rules


@given(contests())
def test_every_award_obeys_the_rules(
    contest: tuple[list[PrizeTerms], list[Contender], AwardRules],
):
    prizes, people, rules = contest
    won = award_prizes(prizes, people, rules)
    assert award_prizes(prizes, people, rules) == won
    assert [one.number for one in won] == sorted(one.number for one in won)
    assert all(one.contender.may_win for one in won)
    pairs = [(one.number, one.contender.entry_id) for one in won]
    assert len(set(pairs)) == len(pairs)
    if not rules.several_each:
        assert len({entry for _, entry in pairs}) == len(pairs)
    for prize in prizes:
        got = [one.contender for one in won if one.number == prize.number]
        earlier = {one.contender.entry_id for one in won if one.number < prize.number}
        free = [
            one
            for one in people
            if one.may_win and (rules.several_each or one.entry_id not in earlier)
        ]
        assert set(got) == set(entitled(prize, free, rules))


def entitled(prize: PrizeTerms, free: list[Contender], rules: AwardRules) -> list[Contender]:
    """The same written another way: everybody to whom fewer than the number are preferred."""
    if prize.kind == PrizeKind.PLACE:
        first, last = prize.from_place, prize.to_place
        assert first is not None
        assert last is not None
        if rules.ties == PrizeTies.EVERYBODY:
            return [one for one in free if one.rank in range(first, last + 1)]
        return [one for one in free if one.place in range(first, last + 1)]
    if prize.kind == PrizeKind.SCORE:
        able = [one for one in free if one.score_centi >= (prize.min_score_centi or 0)]
        limit = len(able) if prize.count is None else prize.count
        if rules.ties == PrizeTies.EVERYBODY:
            return [one for one in able if sum(b.rank < one.rank for b in able) < limit]
        return [one for one in able if sum(b.place < one.place for b in able) < limit]
    able = [one for one in free if one.passed or prize.among == DrawAmong.FINISHED]
    lot = {one: ticket_of(rules.seed, prize.number, one.entry_id) for one in able}
    return [one for one in able if sum(lot[b] < lot[one] for b in able) < (prize.count or 0)]


@pytest.mark.parametrize("prizes", [[], [places(1, 1, 3), lots(2, 3)]])
def test_without_people_nobody_wins(prizes: list[PrizeTerms]):
    assert award_prizes(prizes, [], SHARED) == []
