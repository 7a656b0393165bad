"""A contest as an entry for one's calendar (RFC 5545)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from common.text import localise
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest, Round
from quiz.contest.rules_text import RuleItem
from quiz.contest.rules_wording import round_name

REMIND_BEFORE_END = timedelta(hours=24)


def calendar_file(
    contest: Contest,
    *,
    rounds: Sequence[Round],
    rules: list[RuleItem],
    address: str,
    now: datetime,
) -> bytes:
    """The contest's window with its rules, in the active language; of several rounds, each one's.

    `address` is the contest's page. A reminder comes a day before the end, where the window is
    longer than that. Loading the file again after a change moves the entries rather than adding
    more.
    """
    cancelled = contest.state == ContestState.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//Wangan//Contests//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    for span in _spans(contest, rounds):
        calendar.add_component(_event(contest, span, rules=rules, address=address, now=now))
    return bytes(calendar.to_ical())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """What becomes one entry of the calendar."""

    uid: str
    title: str
    opens_at: datetime
    closes_at: datetime


def _spans(contest: Contest, rounds: Sequence[Round]) -> list[_Span]:
    title = localise(contest.title, get_language() or "")
    if len(rounds) == 1:
        return [
            _Span(
                uid=f"{contest.pk}@wangan",
                title=title,
                opens_at=contest.opens_at,
                closes_at=contest.closes_at,
            )
        ]
    return [
        _Span(
            uid=f"{one.pk}@wangan",
            title=_("%(contest)s: %(round)s") % {"contest": title, "round": round_name(one)},
            opens_at=one.opens_at,
            closes_at=one.closes_at,
        )
        for one in rounds
    ]


def _event(
    contest: Contest, span: _Span, *, rules: list[RuleItem], address: str, now: datetime
) -> Event:
    event = Event()
    event.add("uid", span.uid)
    event.add("sequence", contest.version)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", span.opens_at.astimezone(UTC))
    event.add("dtend", span.closes_at.astimezone(UTC))
    event.add("summary", span.title)
    event.add("description", "\n".join([*(rule.text for rule in rules), address]))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    cancelled = contest.state == ContestState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if not cancelled and span.closes_at - span.opens_at > REMIND_BEFORE_END:
        event.add_component(_reminder(span.title))
    return event


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("%(title)s closes in a day.") % {"title": title})
    alarm.add("trigger", -REMIND_BEFORE_END, parameters={"RELATED": "END"})
    return alarm
