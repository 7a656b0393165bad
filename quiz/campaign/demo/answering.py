"""How a simulated person answers one question, given whether the answer is known."""

import msgspec

from quiz.bank.enums import QuestionType
from quiz.bank.question_content import QuestionContent
from quiz.bank.types import rules_of
from quiz.campaign.demo.dice import Dice

GUESS = "不知道"
NO_ANSWER_PERCENT = 3


def simulated_response(content: QuestionContent, *, knows: bool, dice: Dice) -> str | None:
    """The response as the engine would have stored it; None where nothing was answered."""
    if not knows and dice.chance(NO_ANSWER_PERCENT):
        return None
    raw = _right(content) if knows else _wrong(content, dice)
    return msgspec.json.encode(rules_of(content.type).parse_response(content, raw)).decode()


def _right(content: QuestionContent) -> list[object]:
    key = content.key
    if isinstance(key, bool):
        return [key]
    return [part if isinstance(part, str) else part[0] for part in key]


def _wrong(content: QuestionContent, dice: Dice) -> list[object]:
    key = content.key
    if isinstance(key, bool):
        return [not key]
    if content.type is QuestionType.BLANK:
        return [GUESS for _ in key]
    others = [option for option in content.option_ids if option not in key]
    if content.type is QuestionType.SINGLE:
        return [dice.choice(others)]
    # Half of those who do not know all miss one right option; the others also take a wrong one.
    chosen = dice.sample(key, max(1, len(key) - 1))
    if others and dice.chance(50):
        chosen.append(dice.choice(others))
    return [option for option in content.option_ids if option in chosen]
