"""Moments, durations and points as the rules of a contest write them, in the active language."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.text import localise
from quiz.contest.models import Contest, Round


def moment_text(contest: Contest, moment: datetime) -> str:
    """A moment in the contest's time zone, as people write it."""
    # Translators: a date format of Django's, such as "j F Y, H:i" or "Y年n月j日 H:i".
    return date_format(moment.astimezone(contest.zone), _("j F Y, H:i"), use_l10n=False)


def zone_text(contest: Contest) -> str:
    """What people call the contest's time zone; elsewhere than in China, its technical name."""
    return _("Beijing time") if contest.timezone == "Asia/Shanghai" else contest.timezone


def duration_text(seconds: int) -> str:
    """A time limit in words: minutes, and seconds only where there are some."""
    minutes, rest = divmod(seconds, 60)
    in_minutes = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    in_seconds = ngettext("%(count)d second", "%(count)d seconds", rest) % {"count": rest}
    if minutes and rest:
        return _("%(minutes)s %(seconds)s") % {"minutes": in_minutes, "seconds": in_seconds}
    return in_minutes if minutes else in_seconds


def points_text(centi: int) -> str:
    """Hundredths of a point as a number of points: 100, 87.5, 0.25."""
    return f"{centi / 100:.2f}".rstrip("0").rstrip(".")


def round_name(one: Round) -> str:
    """What people call a round: its number, and its title where it has one."""
    title = localise(one.title, get_language() or "")
    if not title:
        return _("Round %(number)d") % {"number": one.number}
    return _("Round %(number)d, %(title)s") % {"number": one.number, "title": title}
