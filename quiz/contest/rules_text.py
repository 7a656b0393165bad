"""The rules of a contest in plain words, generated from its configuration.

The page, the API and the calendar file say the same because they all say this. Texts come in the
language that is active when `contest_rules` is called.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.text import localise
from quiz.contest.enums import Eligibility, NameDisplay, ReviewPolicy, ScoreRuleName
from quiz.contest.models import Contest
from quiz.leaderboard.enums import BoardKind, TeamRule, TieBreak
from quiz.paper.models import Paper


@dataclass(frozen=True, slots=True)
class RuleItem:
    """One rule: a stable code, and the sentence for people."""

    code: str
    text: str


def contest_rules(
    contest: Contest, *, papers: Sequence[Paper], region_names: Sequence[str]
) -> list[RuleItem]:
    """Every rule somebody must know before starting, in the order of asking.

    `papers` are those of its rounds, none before publishing; `region_names` those of a contest
    for regions.
    """
    return [
        RuleItem(code, text)
        for part in (
            _who_and_when(contest, region_names),
            _the_paper(papers),
            _attempts(contest),
            _scoring(contest),
            _afterwards(contest),
            _boards(contest),
        )
        for code, text in part
    ]


_Rules = Iterator[tuple[str, str]]


def _who_and_when(contest: Contest, region_names: Sequence[str]) -> _Rules:
    yield (
        "window",
        _("Open from %(start)s to %(end)s (%(zone)s).")
        % {
            "start": moment_text(contest, contest.opens_at),
            "end": moment_text(contest, contest.closes_at),
            "zone": zone_text(contest),
        },
    )
    match contest.audience:
        case Eligibility.GUESTS:
            yield "audience", _("Everybody may take part, also without an account.")
        case Eligibility.SIGNED_IN:
            yield "audience", _("Everybody with an account may take part.")
        case Eligibility.ORGANISATION:
            name = localise(contest.organisation.name, get_language() or "")
            yield "audience", _("For members of %(organisation)s.") % {"organisation": name}
        case Eligibility.REGIONS:
            yield (
                "audience",
                _("For people of these regions: %(regions)s.")
                % {"regions": _(", ").join(region_names)},
            )
    if contest.needs_access_code:
        yield "access_code", _("You need an access code, which the organiser gives you.")


def _the_paper(papers: Sequence[Paper]) -> _Rules:
    for paper in papers[:1]:
        yield (
            "questions",
            ngettext(
                "%(count)d question, %(points)s points in all.",
                "%(count)d questions, %(points)s points in all.",
                paper.question_count,
            )
            % {"count": paper.question_count, "points": points_text(paper.total_centi)},
        )
        yield (
            "time_limit",
            _(
                "You have %(time)s. The server's clock decides; when the time is up, "
                "what has been saved counts."
            )
            % {"time": duration_text(paper.time_limit_s)},
        )
        if paper.shuffle_questions or paper.shuffle_options:
            yield "order", _("Everybody gets the questions in a different order.")


def _attempts(contest: Contest) -> _Rules:
    total, per_day = contest.attempts_total, contest.attempts_per_day
    if total is None and per_day is None:
        yield "attempts", _("You may try as often as you like.")
    if total is not None:
        yield (
            "attempts",
            ngettext("You may try once.", "You may try %(count)d times.", total) % {"count": total},
        )
    if per_day is not None:
        yield (
            "attempts_per_day",
            ngettext(
                "Once a day. A new day begins at midnight (%(zone)s).",
                "%(count)d times a day. A new day begins at midnight (%(zone)s).",
                per_day,
            )
            % {"count": per_day, "zone": zone_text(contest)},
        )


def _scoring(contest: Contest) -> _Rules:
    several = contest.attempts_total != 1
    best_of = contest.score_rule_options.get("best_of")
    match contest.score_rule:
        case ScoreRuleName.BEST if several:
            yield "score_rule", _("Your best attempt counts.")
        case ScoreRuleName.FIRST if several:
            yield "score_rule", _("Your first attempt counts; later ones are practice.")
        case ScoreRuleName.LAST if several:
            yield "score_rule", _("Your last attempt counts, even if an earlier one was better.")
        case ScoreRuleName.SUM if best_of:
            yield "score_rule", _("Your %(count)d best attempts are added up.") % {"count": best_of}
        case ScoreRuleName.SUM if several:
            yield "score_rule", _("All your attempts are added up.")
        case ScoreRuleName.SUM_OF_DAILY_BESTS if best_of:
            yield (
                "score_rule",
                _("The best attempt of each of your %(count)d best days is added up.")
                % {"count": best_of},
            )
        case ScoreRuleName.SUM_OF_DAILY_BESTS:
            yield "score_rule", _("The best attempt of each day is added up.")
        case ScoreRuleName.SUDDEN_DEATH:
            yield "score_rule", _sudden_death(contest)
    if contest.tie_breaks:
        joined = _(", then ").join(_tie_break(TieBreak(value)) for value in contest.tie_breaks)
        yield "tie_breaks", _("Between equal scores, %(ties)s.") % {"ties": joined}
    else:
        yield "tie_breaks", _("Equal scores share a place.")
    if contest.pass_mark_percent is not None:
        yield (
            "pass_mark",
            _("You pass with %(percent)d %% of the points in one attempt.")
            % {"percent": contest.pass_mark_percent},
        )


def _tie_break(tie_break: TieBreak) -> str:
    match tie_break:
        case TieBreak.TIME_USED:
            return _("less time used comes first")
        case TieBreak.FINISHED_AT:
            return _("the earlier finish comes first")


def _sudden_death(contest: Contest) -> str:
    allowed = contest.score_rule_options.get("mistakes_allowed", 0)
    if not allowed:
        return _("Points count up to your first mistake.")
    return ngettext(
        "Points count until you have made more than %(count)d mistake.",
        "Points count until you have made more than %(count)d mistakes.",
        allowed,
    ) % {"count": allowed}


def _afterwards(contest: Contest) -> _Rules:
    match contest.review_policy:
        case ReviewPolicy.NEVER:
            yield "review", _("The right answers are not shown.")
        case ReviewPolicy.AFTER_FINISH:
            yield "review", _("You see the right answers and explanations after finishing.")
        case ReviewPolicy.AFTER_CONTEST:
            yield "review", _("You see the right answers and explanations after the contest.")


def _boards(contest: Contest) -> _Rules:
    if BoardKind.PEOPLE in contest.board_kinds:
        if contest.name_display == NameDisplay.MASKED:
            yield "names", _("The board shows names in part only, such as 张*.")
        else:
            yield "names", _("The board shows the names people gave.")
    if {BoardKind.REGIONS, BoardKind.ORGANISATIONS} & set(contest.board_kinds):
        yield "teams", _team_rule(contest)
    if contest.freeze_at is not None:
        yield (
            "freeze",
            _("From %(moment)s until the final result, the board stands still.")
            % {"moment": moment_text(contest, contest.freeze_at)},
        )
    if contest.is_simulated:
        yield "simulated", _("This contest and its participants are simulated.")


def _team_rule(contest: Contest) -> str:
    match contest.team_rule:
        case TeamRule.RATE:
            return _(
                "Organisations are ranked by participants per declared head; "
                "a rate counts as 100 % at most."
            )
        case TeamRule.MEAN_TOP_K:
            return _(
                "Regions and organisations are ranked by the mean of their %(count)d best "
                "results; a missing result counts as zero."
            ) % {"count": contest.top_k}
        case _:
            return _("Regions and organisations are ranked by how many people took part.")


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
