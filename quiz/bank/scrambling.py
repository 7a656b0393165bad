"""Listing options so that neither their ids nor their order tell the answer.

Participants see the ids of options and, where a paper does not shuffle, their order. Whoever makes
an ordering or a matching question from texts in their right order (an editor, a reader of a format)
passes them through here first.
"""

from collections.abc import Sequence
from hashlib import blake2b
from string import ascii_lowercase

from common.text import LocalisedText, localise
from quiz.bank.question_content import Option


def scramble_items(texts: Sequence[LocalisedText]) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    """Options for an ordering question, and its key, from its items in the right order.

    The same texts always give the same options, so that reading a file twice changes nothing.
    """
    order = _unlike_given(_by_digest(texts))
    return _named(texts, order), tuple(ascii_lowercase[order.index(i)] for i in range(len(texts)))


def scramble_pairs(
    answers: Sequence[LocalisedText], distractors: Sequence[LocalisedText] = ()
) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    """Options for a matching question, and its key, from the answer of each prompt in turn.

    Equal answers become one option. The same texts always give the same options.
    """
    distinct: list[LocalisedText] = []
    for text in (*answers, *distractors):
        if text not in distinct:
            distinct.append(text)
    order = _by_digest(distinct)
    ids = [ascii_lowercase[order.index(distinct.index(answer))] for answer in answers]
    if ids == list(ascii_lowercase[: len(ids)]):
        order = [*order[1:], order[0]]
        ids = [ascii_lowercase[order.index(distinct.index(answer))] for answer in answers]
    return _named(distinct, order), tuple(ids)


def _by_digest(texts: Sequence[LocalisedText]) -> list[int]:
    digests = [
        blake2b(repr(sorted(text.items())).encode(), digest_size=8).digest() for text in texts
    ]
    return sorted(range(len(texts)), key=lambda i: (digests[i], localise(texts[i], ""), i))


def _unlike_given(order: list[int]) -> list[int]:
    return order if order != sorted(order) else [*order[1:], order[0]]


def _named(texts: Sequence[LocalisedText], order: Sequence[int]) -> tuple[Option, ...]:
    return tuple(Option(ascii_lowercase[place], texts[i]) for place, i in enumerate(order))
