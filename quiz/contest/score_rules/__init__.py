"""How several attempts make one standing: a registry of small pure classes.

A new rule is a subclass of `ScoreRule` in a module here, registered under a new value of
`ScoreRuleName`. It reads finished attempts and returns a standing; it touches no database.
"""

from quiz.contest.score_rules.base import (
    AttemptLimits,
    AttemptResult,
    InvalidRuleOptions,
    RuleOptions,
    ScoreRule,
    Standing,
    days_between,
    score_rule,
)
from quiz.contest.score_rules.single import Best, First, Last
from quiz.contest.score_rules.sudden_death import SuddenDeath
from quiz.contest.score_rules.sums import Sum, SumOfDailyBests, SumOfRoundBests

__all__ = [
    "AttemptLimits",
    "AttemptResult",
    "Best",
    "First",
    "InvalidRuleOptions",
    "Last",
    "RuleOptions",
    "ScoreRule",
    "Standing",
    "SuddenDeath",
    "Sum",
    "SumOfDailyBests",
    "SumOfRoundBests",
    "days_between",
    "score_rule",
]
