"""Which of matched things are prompts, and which are options."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import QuestionType
from quiz.bank.formats.item_reports import Refused
from quiz.bank.formats.plain_questions import PlainQuestion


def match_of(
    pairs: Sequence[tuple[str, str]], left: Mapping[str, str], right: Mapping[str, str]
) -> PlainQuestion:
    """A matching question without its stem, from directed pairs and the texts of both sides.

    The side each of whose things is in one pair are the prompts. Raises `Refused` when neither is.
    """
    if any(a not in left or b not in right for a, b in pairs):
        raise Refused("pair_unknown", _("A right pair names something that is not listed."))
    if _each_once([a for a, _b in pairs], left):
        return _question(pairs, left, right)
    if _each_once([b for _a, b in pairs], right):
        return _question([(b, a) for a, b in pairs], right, left)
    raise Refused("pairs_many", _("Things on both sides belong to several, or to none."))


def associate_of(pairs: Sequence[tuple[str, str]], texts: Mapping[str, str]) -> PlainQuestion:
    """A matching question from pairs within one list; what is in several pairs is an option."""
    if any(a not in texts or b not in texts for a, b in pairs):
        raise Refused("pair_unknown", _("A right pair names something that is not listed."))
    degrees = Counter(name for pair in pairs for name in pair)
    order = {name: place for place, name in enumerate(texts)}
    directed = [
        (a, b) if (degrees[a], order[a]) <= (degrees[b], order[b]) else (b, a) for a, b in pairs
    ]
    prompts = [a for a, _b in directed]
    if any(degrees[prompt] > 1 for prompt in prompts):
        raise Refused("pairs_many", _("Things on both sides belong to several, or to none."))
    left = {name: texts[name] for name in sorted(prompts, key=order.__getitem__)}
    right = {name: text for name, text in texts.items() if name not in left}
    return match_of(directed, left, right)


def _each_once(used: Sequence[str], listed: Mapping[str, str]) -> bool:
    return sorted(used) == sorted(listed)


def _question(
    pairs: Sequence[tuple[str, str]], prompts: Mapping[str, str], options: Mapping[str, str]
) -> PlainQuestion:
    answers = dict(pairs)
    matched = [(text, options[answers[name]]) for name, text in prompts.items()]
    chosen = set(answers.values())
    return PlainQuestion(
        type=QuestionType.MATCHING,
        stem="",
        pairs=matched,
        distractors=[text for name, text in options.items() if name not in chosen],
    )
