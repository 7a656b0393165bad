"""Rows of boards and counts as they are published: plain values, names in both languages."""

from collections.abc import Sequence
from typing import TypedDict

from accounts.models import Organisation, Region
from common.text import LocalisedText
from quiz.contest.awarding import prizes_by_entry
from quiz.contest.enums import ContestState, NameDisplay
from quiz.contest.guest_names import name_of
from quiz.contest.masked_names import shown_name
from quiz.contest.models import Contest, Entry
from quiz.contest.participation import Participation, Tally
from quiz.contest.team_tallies import prefectures
from quiz.leaderboard.rank_key import KeyLayout
from quiz.leaderboard.ranking import RankedEntry
from quiz.leaderboard.team_board import TeamRow


class PersonRow(TypedDict):
    """One person on the board. `time_used_ms` is None where time does not rank.

    What stands for the name of a nameless guest is in both languages.
    """

    rank: int
    name: str | LocalisedText
    region: LocalisedText | None
    organisation: LocalisedText | None
    score_centi: int
    time_used_ms: int | None
    prizes: list[LocalisedText]


class NamedTeamRow(TypedDict):
    """One region or organisation on its board."""

    rank: int | None
    code: str
    name: LocalisedText
    participants: int
    rate: float | None
    mean_top_k_centi: int | None
    value: float | None


class RegionCount(TypedDict):
    """How many people of a prefecture took part."""

    code: str
    name: LocalisedText
    registered: int
    started: int
    finished: int
    passed: int


class DayCount(TypedDict):
    """How many people took part for the first time on a day."""

    day: str
    registered: int
    started: int
    finished: int


class RoundCount(TypedDict):
    """How many people took part in a round."""

    number: int
    started: int
    finished: int


class Counts(TypedDict):
    """A contest's participation."""

    registered: int
    started: int
    finished: int
    passed: int
    by_region: list[RegionCount]
    by_day: list[DayCount]
    by_round: list[RoundCount]


def people_rows(
    contest: Contest, ranked: Sequence[RankedEntry], layout: KeyLayout
) -> list[PersonRow]:
    """Rows for ranked entries, with scores as they were ranked and names as they are now.

    One query, whatever the number of rows, and one more for the prizes once they are awarded.
    """
    prizes = (
        prizes_by_entry([row.entry_id for row in ranked])
        if contest.state == ContestState.FINAL
        else {}
    )
    people = Entry.objects.select_related("user", "region", "organisation").in_bulk(
        [row.entry_id for row in ranked]
    )
    return [
        _person_row(contest, row, people[row.entry_id], layout, prizes.get(row.entry_id, []))
        for row in ranked
        if row.entry_id in people
    ]


def _person_row(
    contest: Contest,
    row: RankedEntry,
    entry: Entry,
    layout: KeyLayout,
    prizes: list[LocalisedText],
) -> PersonRow:
    name = name_of(entry.user)
    return {
        "rank": row.rank,
        "name": shown_name(name, NameDisplay(contest.name_display))
        if isinstance(name, str)
        else name,
        "region": entry.region.name if entry.region else None,
        "organisation": entry.organisation.name if entry.organisation else None,
        "score_centi": layout.score_centi(row.key),
        "time_used_ms": layout.time_used_ms(row.key),
        "prizes": prizes,
    }


def region_rows(ranked: Sequence[TeamRow]) -> list[NamedTeamRow]:
    """Rows of a board of regions, named. One query."""
    names = dict(Region.objects.filter(pk__in=[r.code for r in ranked]).values_list("pk", "name"))
    return [_team_row(row, names[row.code]) for row in ranked]


def organisation_rows(ranked: Sequence[TeamRow]) -> list[NamedTeamRow]:
    """Rows of a board of organisations, named. One query."""
    organisations = Organisation.objects.filter(slug__in=[row.code for row in ranked])
    names = dict(organisations.values_list("slug", "name"))
    return [_team_row(row, names[row.code]) for row in ranked]


def _team_row(row: TeamRow, name: LocalisedText) -> NamedTeamRow:
    return {
        "rank": row.rank,
        "code": row.code,
        "name": name,
        "participants": row.participants,
        "rate": row.rate,
        "mean_top_k_centi": row.mean_top_k_centi,
        "value": row.value,
    }


def counts_of(counted: Participation) -> Counts:
    """The published form of a participation: counties added up to their prefectures."""
    home = prefectures()
    tallies: dict[str, Tally] = {}
    for code, tally in counted.by_region.items():
        if code is not None:
            tallies[home[code]] = tallies.get(home[code], Tally()) + tally
    names = dict(Region.objects.filter(pk__in=tallies).values_list("pk", "name"))
    return {
        "registered": counted.total.registered,
        "started": counted.total.started,
        "finished": counted.total.finished,
        "passed": counted.total.passed,
        "by_region": [
            {
                "code": code,
                "name": names[code],
                "registered": tally.registered,
                "started": tally.started,
                "finished": tally.finished,
                "passed": tally.passed,
            }
            for code, tally in sorted(tallies.items())
        ],
        "by_day": [
            {
                "day": day.day.isoformat(),
                "registered": day.registered,
                "started": day.started,
                "finished": day.finished,
            }
            for day in counted.by_day
        ],
        "by_round": [
            {"number": one.number, "started": one.started, "finished": one.finished}
            for one in counted.by_round
        ],
    }
