"""How a simulated person answers one question, given whether the answer is known."""

from decimal import Decimal
from typing import cast

import msgspec

from quiz.bank.accepted_numbers import AcceptedNumber, write_number
from quiz.bank.enums import QuestionType
from quiz.bank.question_content import QuestionContent
from quiz.bank.types import rules_of
from quiz.campaign.demo.dice import Dice

GUESS = "不知道"
MISCOUNTS = ("1", "2", "5", "10", "30", "100", "1000")
NO_ANSWER_PERCENT = 3


def simulated_response(content: QuestionContent, *, knows: bool, dice: Dice) -> str | None:
    """The response as the engine would have stored it; None where nothing was answered."""
    if not knows and dice.chance(NO_ANSWER_PERCENT):
        return None
    rules = rules_of(content.type)
    raw = rules.right_response(content) if knows else _wrong(content, dice)
    return msgspec.json.encode(rules.parse_response(content, raw)).decode()


def _wrong(content: QuestionContent, dice: Dice) -> list[str] | list[bool]:
    right = rules_of(content.type).right_response(content)
    match content.type:
        case QuestionType.TRUE_FALSE:
            return [not verdict for verdict in right]
        case QuestionType.BLANK:
            return [GUESS for _ in right]
        case QuestionType.NUMERIC:
            return [dice.choice(_wrong_numbers(content))]
        case QuestionType.SINGLE | QuestionType.MULTIPLE:
            return _wrong_choices(content, [str(option) for option in right], dice)
        case QuestionType.ORDERING:
            return _swapped([str(item) for item in right], dice)
        case QuestionType.MATCHING:
            return _mismatched(content, [str(option) for option in right], dice)


def _wrong_choices(content: QuestionContent, right: list[str], dice: Dice) -> list[str]:
    others = [option for option in content.option_ids if option not in right]
    if content.type is QuestionType.SINGLE:
        return [dice.choice(others)]
    # Half of those who do not know all miss one right option; the others also take a wrong one, as
    # everybody does where only one is right.
    chosen = dice.sample(right, max(1, len(right) - 1))
    if others and (len(right) == 1 or dice.chance(50)):
        chosen.append(dice.choice(others))
    return [option for option in content.option_ids if option in chosen]


def _wrong_numbers(content: QuestionContent) -> list[str]:
    accepted = cast("tuple[AcceptedNumber, ...]", content.key)
    near = write_number(max(one.high for one in accepted) + 1)
    return [
        number
        for number in (near, *MISCOUNTS)
        if not any(one.accepts(Decimal(number)) for one in accepted)
    ]


def _swapped(order: list[str], dice: Dice) -> list[str]:
    # Two neighbours confused: everybody knows something.
    first = dice.choice(range(len(order) - 1))
    order[first : first + 2] = [order[first + 1], order[first]]
    return order


def _mismatched(content: QuestionContent, pairs: list[str], dice: Dice) -> list[str]:
    wrong = dice.choice(range(len(pairs)))
    pairs[wrong] = dice.choice([o for o in content.option_ids if o != pairs[wrong]])
    return pairs
