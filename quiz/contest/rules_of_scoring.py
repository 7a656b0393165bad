"""How often one may try and what counts, in plain words, over one round or several."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.contest.enums import ScoreRuleName
from quiz.contest.models import Contest, Round
from quiz.contest.rules_wording import zone_text
from quiz.leaderboard.enums import TieBreak


def attempt_rules(contest: Contest, rounds: Sequence[Round]) -> Iterator[tuple[str, str]]:
    """How often one may try: over the contest, in each round, on each day."""
    total, per_round = contest.attempts_total, contest.attempts_per_round
    if len(rounds) == 1:
        total = min((one for one in (total, per_round) if one is not None), default=None)
        per_round = None
    if total is None and per_round is None and contest.attempts_per_day is None:
        yield "attempts", _("You may try as often as you like.")
    if total is not None:
        yield "attempts", _total_text(total, several_rounds=len(rounds) > 1)
    if per_round is not None:
        yield (
            "attempts_per_round",
            ngettext(
                "In each round you may try once.",
                "In each round you may try %(count)d times.",
                per_round,
            )
            % {"count": per_round},
        )
    if contest.attempts_per_day is not None:
        yield (
            "attempts_per_day",
            ngettext(
                "Once a day. A new day begins at midnight (%(zone)s).",
                "%(count)d times a day. A new day begins at midnight (%(zone)s).",
                contest.attempts_per_day,
            )
            % {"count": contest.attempts_per_day, "zone": zone_text(contest)},
        )


def _total_text(total: int, *, several_rounds: bool) -> str:
    if several_rounds:
        text = ngettext(
            "You may try once, in one of the rounds.",
            "You may try %(count)d times over all rounds.",
            total,
        )
    else:
        text = ngettext("You may try once.", "You may try %(count)d times.", total)
    return text % {"count": total}


def scoring_rules(contest: Contest, rounds: Sequence[Round]) -> Iterator[tuple[str, str]]:
    """What of the attempts counts, what decides between equals, and what is a pass."""
    for text in _counting_rounds(contest) if len(rounds) > 1 else _counting(contest):
        yield "score_rule", text
    if contest.tie_breaks:
        joined = _(", then ").join(_tie_break(TieBreak(value)) for value in contest.tie_breaks)
        yield "tie_breaks", _("Between equal scores, %(ties)s.") % {"ties": joined}
    else:
        yield "tie_breaks", _("Equal scores share a place.")
    if contest.pass_mark_percent is not None:
        text = (
            _("You pass with %(percent)d %% of the points in one attempt, in any round.")
            if len(rounds) > 1
            else _("You pass with %(percent)d %% of the points in one attempt.")
        )
        yield "pass_mark", text % {"percent": contest.pass_mark_percent}


def _counting(contest: Contest) -> Iterator[str]:
    """What counts in a contest of one round; nothing where there is one attempt anyway."""
    several = 1 not in (contest.attempts_total, contest.attempts_per_round)
    best_of = contest.score_rule_options.get("best_of")
    match contest.score_rule:
        case ScoreRuleName.BEST | ScoreRuleName.SUM_OF_ROUND_BESTS if several:
            yield _("Your best attempt counts.")
        case ScoreRuleName.FIRST if several:
            yield _("Your first attempt counts; later ones are practice.")
        case ScoreRuleName.LAST if several:
            yield _("Your last attempt counts, even if an earlier one was better.")
        case ScoreRuleName.SUM if best_of:
            yield _("Your %(count)d best attempts are added up.") % {"count": best_of}
        case ScoreRuleName.SUM if several:
            yield _("All your attempts are added up.")
        case ScoreRuleName.SUM_OF_DAILY_BESTS:
            yield _daily_bests(contest)
        case ScoreRuleName.SUDDEN_DEATH:
            yield _sudden_death(contest)


def _counting_rounds(contest: Contest) -> Iterator[str]:
    """What counts in a contest of several rounds, whose attempts all rules look at together."""
    best_of = contest.score_rule_options.get("best_of")
    match contest.score_rule:
        case ScoreRuleName.BEST:
            yield _("Your best attempt counts, whichever round it was in.")
        case ScoreRuleName.FIRST:
            yield _("Only the first attempt you make counts; later rounds are practice for you.")
        case ScoreRuleName.LAST:
            yield _("The last attempt you make counts, even if an earlier round went better.")
        case ScoreRuleName.SUM if best_of:
            yield _("Your %(count)d best attempts of all rounds are added up.") % {"count": best_of}
        case ScoreRuleName.SUM:
            yield _(
                "Your attempts of all rounds are added up; a round you do not take adds nothing."
            )
        case ScoreRuleName.SUM_OF_ROUND_BESTS:
            yield _(
                "Your best attempt of each round counts, and the rounds are added up; "
                "a round you do not take adds nothing."
            )
        case ScoreRuleName.SUM_OF_DAILY_BESTS:
            yield _daily_bests(contest)
        case ScoreRuleName.SUDDEN_DEATH:
            yield _("%(rule)s Your best attempt counts, whichever round it was in.") % {
                "rule": _sudden_death(contest)
            }


def _daily_bests(contest: Contest) -> str:
    best_of = contest.score_rule_options.get("best_of")
    if best_of:
        return _("The best attempt of each of your %(count)d best days is added up.") % {
            "count": best_of
        }
    return _("The best attempt of each day is added up.")


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
