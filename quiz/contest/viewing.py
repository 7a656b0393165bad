"""Which snapshot somebody sees. Every endpoint, export and statistic asks here and nowhere else."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from quiz.contest.models import Contest, Entry
from quiz.contest.scopes import organises
from quiz.leaderboard.enums import Audience
from quiz.leaderboard.ranking import Place, RankedEntry
from quiz.leaderboard.shared_snapshots import LiveSnapshot, newest_snapshot

NEIGHBOURS_EACH_SIDE = 3


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board for one viewer: `frozen` if it stands still while results go on changing."""

    snapshot: LiveSnapshot | None
    frozen: bool


def board_for(
    viewer: User | None, contest: Contest, now: datetime, *, runs_it: bool | None = None
) -> BoardView:
    """The board as this viewer may see it now; its snapshot is None before the first is published.

    During a freeze the public, and the participants, have the board of `freeze_at`; who runs the
    contest goes on seeing the newest. `runs_it` saves the query where a list has asked it already.
    """
    public = newest_snapshot(contest.pk, audience=Audience.PUBLIC)
    if not contest.is_frozen(now):
        return BoardView(public, frozen=False)
    if organises(viewer, contest) if runs_it is None else runs_it:
        full = newest_snapshot(contest.pk, audience=Audience.FULL)
        return BoardView(full or public, frozen=False)
    return BoardView(public, frozen=True)


def place_of(entry: Entry, snapshot: LiveSnapshot | None) -> Place | None:
    """Where an entry stands on a snapshot; None if it is not on it (yet)."""
    if snapshot is None:
        return None
    return snapshot.ranking.place_of(entry.pk, likely_key=entry.rank_key)


def neighbours(snapshot: LiveSnapshot, place: Place) -> list[RankedEntry]:
    """The rows around a place, that place's own among them."""
    return snapshot.ranking.neighbours(place, each_side=NEIGHBOURS_EACH_SIDE)
