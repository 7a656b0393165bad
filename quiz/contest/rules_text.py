"""The rules of a contest in plain words, generated from its configuration.

The page, the API and the calendar file say the same because they all say this. Texts come in the
language that is active when `contest_rules` is called.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.text import localise
from quiz.contest.enums import Eligibility, NameDisplay, ReviewPolicy
from quiz.contest.models import Contest, Prize, Round
from quiz.contest.rules_of_marking import marking_rules
from quiz.contest.rules_of_prizes import prize_rules
from quiz.contest.rules_of_scoring import attempt_rules, scoring_rules
from quiz.contest.rules_wording import (
    duration_text,
    moment_text,
    points_text,
    round_name,
    zone_text,
)
from quiz.leaderboard.enums import BoardKind, TeamRule
from quiz.paper.models import Paper


@dataclass(frozen=True, slots=True)
class RuleItem:
    """One rule: a stable code, and the sentence for people."""

    code: str
    text: str


def contest_rules(
    contest: Contest,
    *,
    rounds: Sequence[Round],
    region_names: Sequence[str],
    prizes: Sequence[Prize] = (),
) -> list[RuleItem]:
    """Every rule somebody must know before starting, in the order of asking.

    `rounds` come in their order with their papers, which they have once published; `region_names`
    are those of a contest for regions; `prizes` come in their order.
    """
    return [
        RuleItem(code, text)
        for part in (
            _who_and_when(contest, region_names),
            _several_rounds(contest, rounds) if len(rounds) > 1 else _one_paper(rounds),
            _order(rounds),
            marking_rules(rounds),
            attempt_rules(contest, rounds),
            scoring_rules(contest, rounds),
            _afterwards(contest, rounds),
            _boards(contest),
            prize_rules(contest, prizes),
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


def _one_paper(rounds: Sequence[Round]) -> _Rules:
    for paper in (one.paper for one in rounds if one.paper):
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


def _several_rounds(contest: Contest, rounds: Sequence[Round]) -> _Rules:
    for one in rounds:
        words = {
            "round": round_name(one),
            "start": moment_text(contest, one.opens_at),
            "end": moment_text(contest, one.closes_at),
        }
        if one.paper is None:
            text = _("%(round)s: from %(start)s to %(end)s.") % words
        else:
            text = _("%(round)s: from %(start)s to %(end)s. %(size)s, in %(time)s.") % {
                **words,
                "size": size_text(one.paper),
                "time": duration_text(one.paper.time_limit_s),
            }
        yield f"round_{one.number}", text
    yield (
        "time_limit",
        _(
            "The server's clock decides; when the time of an attempt is up or its round closes, "
            "what has been saved counts."
        ),
    )


def _order(rounds: Sequence[Round]) -> _Rules:
    if any(
        one.paper and (one.paper.shuffle_questions or one.paper.shuffle_options) for one in rounds
    ):
        yield "order", _("Everybody gets the questions in a different order.")


def size_text(paper: Paper) -> str:
    """How much a sheet holds: 20 questions, 100 points."""
    return ngettext(
        "%(count)d question, %(points)s points",
        "%(count)d questions, %(points)s points",
        paper.question_count,
    ) % {"count": paper.question_count, "points": points_text(paper.total_centi)}


def _afterwards(contest: Contest, rounds: Sequence[Round]) -> _Rules:
    match contest.review_policy:
        case ReviewPolicy.NEVER:
            yield "review", _("The right answers are not shown.")
        case ReviewPolicy.AFTER_FINISH:
            yield "review", _("You see the right answers and explanations after finishing.")
        case ReviewPolicy.AFTER_CONTEST if len(rounds) > 1:
            yield (
                "review",
                _("You see the right answers and explanations after the contest's last round."),
            )
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
