"""What participants answer: something right or something wrong, whatever the question asks for."""

import random
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

Key: TypeAlias = Any
"""The key of a question as its revision stores it."""


class SheetOption(msgspec.Struct):
    """An option as a sheet shows it."""

    id: str


class SheetQuestion(msgspec.Struct):
    """A question as a sheet shows it, as far as answering needs it."""

    type: str
    stem: dict[str, str]
    options: list[SheetOption]


def key_of(question: SheetQuestion, keys: Mapping[str, Key]) -> Key:
    """What the participant may know: the key, found by the words of the question."""
    return keys[question.stem["zh-Hans"]]


def choose(question: SheetQuestion, key: Key, *, right: bool, chance: random.Random) -> list[Any]:
    """A response that is valid, and right if wished; else wrong, or in part."""
    match question.type:
        case "true_false":
            response: list[Any] = [key if right else not key]
        case "blank":
            response = [_spelt(spellings, right, chance) for spellings in key]
        case "numeric":
            response = [_number(chance.choice(key)) if right else "987654321"]
        case "ordering" | "matching":
            # Two neighbours change places; where both are alike, it stays right.
            response = list(key) if right else [key[1], key[0], *key[2:]]
        case _:
            response = list(key) if right else _other_options(question, key, chance)
    return response


def _other_options(question: SheetQuestion, key: Key, chance: random.Random) -> list[str]:
    """A wrong option; of several right ones, now and then all but one."""
    others = [option.id for option in question.options if option.id not in key]
    if question.type == "multiple" and len(key) > 1 and (not others or chance.random() < 1 / 2):
        return list(key[:-1])
    return [chance.choice(others)] if others else []


def _spelt(spellings: Sequence[str], right: bool, chance: random.Random) -> str:
    if not right:
        return "不知道"
    spelling = chance.choice(spellings)
    return chance.choice((spelling, spelling.upper(), f"{spelling}。"))


def _number(accepted: Mapping[str, str]) -> str:
    return str(accepted.get("value", accepted.get("min")))
