"""A contest as an entry for one's calendar (RFC 5545)."""

from datetime import UTC, datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from common.text import localise
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest
from quiz.contest.rules_text import RuleItem

REMIND_BEFORE_END = timedelta(hours=24)


def calendar_file(contest: Contest, *, rules: list[RuleItem], address: str, now: datetime) -> bytes:
    """The contest's window with its rules, in the active language.

    `address` is the contest's page. A reminder comes a day before the end, where the window is
    longer than that. Loading the file again after a change moves the entry rather than adding one.
    """
    title = localise(contest.title, get_language() or "")
    event = Event()
    event.add("uid", f"{contest.pk}@wangan")
    event.add("sequence", contest.version)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", contest.opens_at.astimezone(UTC))
    event.add("dtend", contest.closes_at.astimezone(UTC))
    event.add("summary", title)
    event.add("description", "\n".join([*(rule.text for rule in rules), address]))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    cancelled = contest.state == ContestState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if not cancelled and contest.closes_at - contest.opens_at > REMIND_BEFORE_END:
        event.add_component(_reminder(title))
    calendar = Calendar()
    calendar.add("prodid", "-//Wangan//Contests//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("%(title)s closes in a day.") % {"title": title})
    alarm.add("trigger", -REMIND_BEFORE_END, parameters={"RELATED": "END"})
    return alarm
