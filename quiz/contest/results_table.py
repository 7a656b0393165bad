"""The table of a contest's results: one line an entry, as the board orders them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.phones import as_dialled
from common.jobs import Progress
from common.spreadsheets import Cell, write_csv, write_xlsx
from common.text import LocalisedText, localise
from quiz.contest.awarding import newest_awards
from quiz.contest.guest_names import name_in
from quiz.contest.models import Contest, Entry, Round
from quiz.contest.round_scores import scores_by_paper
from quiz.contest.rules_wording import round_name

CHUNK = 2000


def write_results(
    contest: Contest, file: IO[bytes], file_format: str, *, language: str, progress: Progress
) -> None:
    """Write header and rows into an open file; moments are told in the contest's time zone.

    A contest of several rounds has a column of scores for each of them.
    """
    rounds = list(contest.rounds.order_by("number"))
    table = _Table(contest, rounds if len(rounds) > 1 else (), language)
    rows = _rows(table, progress=progress)
    with timezone.override(contest.zone):
        if file_format == "csv":
            write_csv(file, header=_header(table), rows=rows)
        else:
            title = localise(contest.title, language)
            write_xlsx(file, title=title, header=_header(table), rows=rows)


@dataclass(frozen=True, slots=True)
class _Table:
    """What is exported: `rounds` are those that get a column, in `language`."""

    contest: Contest
    rounds: Sequence[Round]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One entry with what is told beside it. `scores` are those of the rounds, by paper."""

    entry: Entry
    rank: int | None
    scores: Mapping[UUID, int]
    prizes: Sequence[LocalisedText]


def _header(table: _Table) -> list[str]:
    return [
        _("Rank"),
        _("Name"),
        _("Username"),
        _("Phone"),
        _("Region"),
        _("Organisation"),
        _("Score"),
        *(_("Score: %(round)s") % {"round": round_name(one)} for one in table.rounds),
        _("Time used in seconds"),
        _("Reached at"),
        _("Finished attempts"),
        _("Passed"),
        _("Prizes"),
        _("Registered at"),
        _("Disqualified because"),
        _("Simulated"),
    ]


def _rows(table: _Table, *, progress: Progress) -> Iterator[list[Cell]]:
    """Ranked entries in order, then those without a place, by registration."""
    entries = table.contest.entries.select_related("user", "region", "organisation")
    in_order = entries.order_by(
        F("disqualified_at").asc(nulls_first=True), F("rank_key").asc(nulls_last=True), "pk"
    )
    total = entries.count()
    won: defaultdict[UUID, list[LocalisedText]] = defaultdict(list)
    awards = newest_awards(table.contest).values_list("entry_id", "prize__title")
    for entry_id, title in awards.iterator():
        won[entry_id].append(title)
    rank, key_before = 0, None
    for number, (entry, scores) in enumerate(_scored(table, in_order.iterator(CHUNK)), start=1):
        ranked = entry.rank_key is not None and not entry.is_disqualified
        if ranked and entry.rank_key != key_before:
            rank, key_before = number, entry.rank_key
        prizes = won.get(entry.pk, ())
        line = _Line(entry=entry, rank=rank if ranked else None, scores=scores, prizes=prizes)
        yield _cells(table, line)
        progress.report(done=number, total=total)


def _scored(table: _Table, entries: Iterator[Entry]) -> Iterator[tuple[Entry, Mapping[UUID, int]]]:
    """Each entry with its scores by paper, read for many at a time."""
    while chunk := list(islice(entries, CHUNK)):
        ids = [entry.pk for entry in chunk]
        scores = scores_by_paper(table.contest, ids) if table.rounds else {}
        for entry in chunk:
            yield entry, scores.get(entry.pk, {})


def _cells(table: _Table, line: _Line) -> list[Cell]:
    entry, language = line.entry, table.language
    return [
        line.rank,
        name_in(entry.user, language),
        entry.user.username,
        as_dialled(entry.user.phone),
        localise(entry.region.name, language) if entry.region else None,
        localise(entry.organisation.name, language) if entry.organisation else None,
        _points(entry.score_centi),
        *(_points(_score_in(one, line.scores)) for one in table.rounds),
        None if entry.time_used_ms is None else entry.time_used_ms / 1000,
        entry.reached_at,
        entry.attempts_counted,
        entry.passed,
        _("; ").join(localise(title, language) for title in line.prizes) or None,
        entry.registered_at,
        entry.disqualified_reason if entry.is_disqualified else None,
        table.contest.is_simulated or entry.user.is_simulated,
    ]


def _score_in(one: Round, scores: Mapping[UUID, int]) -> int | None:
    return None if one.paper_id is None else scores.get(one.paper_id)


def _points(centi: int | None) -> float | None:
    return None if centi is None else centi / 100
