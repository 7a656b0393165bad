"""What an answer earns that is neither wholly right nor wholly wrong, in plain words.

The exact fractions are stated where they are computed, in `quiz.bank.types`.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from quiz.bank.enums import MarkingRule
from quiz.contest.models import Round
from quiz.contest.rules_wording import round_name


def marking_rules(rounds: Sequence[Round]) -> Iterator[tuple[str, str]]:
    """How papers are marked: once where all are marked alike, else for each round."""
    rules = {one: MarkingRule(one.paper.marking_rule) for one in rounds if one.paper}
    if len(set(rules.values())) == 1:
        yield "marking", _marking(next(iter(rules.values())))
        return
    for one, rule in rules.items():
        yield (
            f"marking_{one.number}",
            _("%(round)s: %(rule)s") % {"round": round_name(one), "rule": _marking(rule)},
        )


def _marking(rule: MarkingRule) -> str:
    match rule:
        case MarkingRule.ALL_OR_NOTHING:
            return _("A question earns its points only when the answer is right as a whole.")
        case MarkingRule.PARTIAL:
            return _(
                "Where a question asks for several things, each right one earns its share: options "
                "and matches only as long as none is wrong, blanks in any case. An order must be "
                "right as a whole."
            )
        case MarkingRule.PER_OPTION:
            return _(
                "Where a question asks for several things, each right one earns its share: blanks, "
                "matches, and items of an order that are in their place. Of several options, a "
                "wrong one takes away as much as a right one earns."
            )
