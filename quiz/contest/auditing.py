"""What a contest's configuration was before and after a change, for the record."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from accounts.models import User
from common.audit import record_event
from quiz.contest.composing import COPIED_FIELDS
from quiz.contest.models import Contest

_FIELDS = (
    "slug",
    "title",
    "description",
    "opens_at",
    "closes_at",
    "timezone",
    "audience",
    "attempts_total",
    "attempts_per_round",
    "attempts_per_day",
    "score_rule",
    "score_rule_options",
    "tie_breaks",
    "pass_mark_percent",
    "review_policy",
    "board_kinds",
    "freeze_at",
    "team_rule",
    "top_k",
    "name_display",
    "several_prizes_each",
    "prize_ties",
    "guests_can_win",
)

_CODE = "access_code"
_PRIZE_FIELDS = ("title", "kind", "from_place", "to_place", "min_score_centi", "among", "count")


def configuration_of(contest: Contest) -> dict[str, object]:
    """Everything organisers decide about a contest, as plain JSON values by path.

    An access code is there as its hash, to be compared; `record_change` does not write it down.
    Four queries.
    """
    values: dict[str, object] = {field: _plain(getattr(contest, field)) for field in _FIELDS}
    values[_CODE] = contest.access_code_hash
    values["regions"] = sorted(contest.regions.values_list("pk", flat=True))
    for one in contest.rounds.select_related("blueprint").order_by("number"):
        place = f"rounds/{one.number}"
        values |= {
            f"{place}/{field}": _plain(getattr(one, field))
            for field in ("title", "opens_at", "closes_at")
        }
        values |= {
            f"{place}/blueprint/{field}": getattr(one.blueprint, field) for field in COPIED_FIELDS
        }
    for prize in contest.prizes.order_by("number"):
        values |= {
            f"prizes/{prize.number}/{field}": getattr(prize, field) for field in _PRIZE_FIELDS
        }
    return values


def record_change(
    contest: Contest, before: dict[str, object], *, by: User | None, now: datetime
) -> None:
    """Record what differs between a configuration read before and the stored one, if anything.

    What one of the two does not have at all, such as a round that was added, is left out of it. Of
    an access code only whether there was one: that it is named at all says that it changed.
    """
    after = configuration_of(contest)
    changed = sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )
    if not changed:
        return
    record_event(
        actor=by,
        action="contest_changed",
        subject=contest,
        organisation_id=contest.organisation_id,
        before=_told(before, changed),
        after=_told(after, changed),
        now=now,
    )


def _told(values: Mapping[str, object], changed: Iterable[str]) -> dict[str, object]:
    told = {path: values[path] for path in changed if path in values}
    if told.get(_CODE):
        told[_CODE] = "set"
    return told


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
