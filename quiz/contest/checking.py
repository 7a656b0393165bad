"""What must be right before a contest can be published. Everything wrong is found at once."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext_lazy as _

from quiz.contest.enums import DrawAmong, Eligibility, ScoreRuleName
from quiz.contest.models import Contest, Round
from quiz.contest.refusals import ContestProblem
from quiz.contest.score_rules import InvalidRuleOptions, score_rule
from quiz.leaderboard.enums import BoardKind, TeamRule, TieBreak
from quiz.paper.pools import find_pools, supply
from quiz.paper.sections import InvalidSections, read_sections


def check_contest(
    contest: Contest, rounds: Sequence[Round], *, now: datetime
) -> list[ContestProblem]:
    """Everything that keeps a contest from being published; empty if nothing does."""
    return [
        *check_configuration(contest),
        *_check_window(contest, rounds, now),
        *_check_audience(contest),
        *_check_head_counts(contest),
        *_check_papers(rounds),
        *_check_draws(contest),
    ]


def check_configuration(contest: Contest) -> list[ContestProblem]:
    """What is wrong with the settings by themselves. Touches no database."""
    return [
        *_check_times(contest),
        *_check_zone(contest),
        *_check_score_rule(contest),
        *_check_boards(contest),
    ]


def _check_times(contest: Contest) -> Iterator[ContestProblem]:
    if contest.opens_at >= contest.closes_at:
        yield ContestProblem(
            "/closes_at", "closes_too_early", _("The contest must close after it opens.")
        )
    elif contest.freeze_at is not None and not (
        contest.opens_at < contest.freeze_at <= contest.closes_at
    ):
        yield ContestProblem(
            "/freeze_at",
            "freeze_outside_window",
            _("The board can only be frozen while the contest is open."),
        )


def _check_zone(contest: Contest) -> Iterator[ContestProblem]:
    try:
        ZoneInfo(contest.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield ContestProblem("/timezone", "timezone_unknown", _("There is no such time zone."))


def _check_score_rule(contest: Contest) -> Iterator[ContestProblem]:
    if contest.score_rule not in ScoreRuleName.values:
        yield ContestProblem("/score_rule", "unknown", _("There is no such score rule."))
        return
    try:
        score_rule(contest.score_rule, contest.score_rule_options)
    except InvalidRuleOptions as invalid:
        yield ContestProblem(
            f"/score_rule_options/{invalid.option}",
            "invalid_option",
            _("This score rule has no such option, or not with this value."),
        )
    if not set(contest.tie_breaks) <= set(TieBreak.values):
        yield ContestProblem("/tie_breaks", "unknown", _("There is no such tie-break."))
    elif len(set(contest.tie_breaks)) != len(contest.tie_breaks):
        yield ContestProblem("/tie_breaks", "repeated", _("A tie-break can be named only once."))


def _check_boards(contest: Contest) -> Iterator[ContestProblem]:
    if not set(contest.board_kinds) <= set(BoardKind.values):
        yield ContestProblem("/board_kinds", "unknown", _("There is no such board."))
    elif len(set(contest.board_kinds)) != len(contest.board_kinds):
        yield ContestProblem("/board_kinds", "repeated", _("A board can be named only once."))
    if contest.team_rule == TeamRule.MEAN_TOP_K and not contest.top_k:
        yield ContestProblem(
            "/top_k", "required", _("Please say how many of the best results count.")
        )


def check_windows(contest: Contest, rounds: Sequence[Round]) -> list[ContestProblem]:
    """What is wrong with the windows of rounds, in their order. Touches no database."""
    return [
        problem
        for index, one in enumerate(rounds)
        for problem in _check_round(contest, one, rounds[index - 1] if index else None, index)
    ]


def _check_round(
    contest: Contest, one: Round, before: Round | None, index: int
) -> Iterator[ContestProblem]:
    pointer = f"/rounds/{index}"
    if one.opens_at >= one.closes_at:
        yield ContestProblem(
            f"{pointer}/closes_at", "closes_too_early", _("The round must close after it opens.")
        )
    if one.opens_at < contest.opens_at:
        yield ContestProblem(
            f"{pointer}/opens_at",
            "outside_window",
            _("The round cannot open before the contest does."),
        )
    if one.closes_at > contest.closes_at:
        yield ContestProblem(
            f"{pointer}/closes_at",
            "outside_window",
            _("The round cannot close after the contest does."),
        )
    if before is not None and one.opens_at < before.closes_at:
        yield ContestProblem(
            f"{pointer}/opens_at",
            "overlap",
            _("The round cannot open before the one before it has closed."),
        )


def _check_window(
    contest: Contest, rounds: Sequence[Round], now: datetime
) -> Iterator[ContestProblem]:
    if contest.closes_at <= now:
        yield ContestProblem("/closes_at", "in_the_past", _("The contest would be over already."))
    if not rounds:
        yield ContestProblem("/rounds", "required", _("The contest has no round."))
    yield from check_windows(contest, rounds)
    for index, one in enumerate(rounds):
        if one.closes_at <= now < contest.closes_at:
            yield ContestProblem(
                f"/rounds/{index}/closes_at", "in_the_past", _("The round would be over already.")
            )


def _check_audience(contest: Contest) -> Iterator[ContestProblem]:
    if contest.audience == Eligibility.REGIONS and not contest.regions.exists():
        yield ContestProblem("/regions", "required", _("Please choose at least one region."))


def _check_head_counts(contest: Contest) -> Iterator[ContestProblem]:
    if contest.team_rule == TeamRule.RATE and BoardKind.REGIONS in contest.board_kinds:
        yield ContestProblem(
            "/team_rule",
            "no_head_count",
            _(
                "Only organisations declare a head count. Please choose another comparison, or "
                "leave out the board of regions."
            ),
        )


def _check_draws(contest: Contest) -> Iterator[ContestProblem]:
    if contest.pass_mark_percent is not None:
        return
    for prize in contest.prizes.filter(among=DrawAmong.PASSED):
        yield ContestProblem(
            f"/prizes/{prize.number - 1}/among",
            "no_pass_mark",
            _("Without a pass mark nobody passes, and nobody would be in this draw."),
        )


def _check_papers(rounds: Sequence[Round]) -> Iterator[ContestProblem]:
    for index, one in enumerate(rounds):
        pointer = f"/rounds/{index}/blueprint/sections"
        try:
            sections = read_sections(one.blueprint.sections)
        except InvalidSections as invalid:
            yield ContestProblem(
                f"{pointer}{invalid.pointer}", invalid.code, _("This section makes no paper.")
            )
            continue
        for number, found in enumerate(supply(find_pools(sections))):
            if found.shortfall:
                yield ContestProblem(
                    f"{pointer}/{number}/count",
                    "not_enough_questions",
                    _("The bank can supply only %(available)d of %(required)d questions.")
                    % {"available": found.required - found.shortfall, "required": found.required},
                )
