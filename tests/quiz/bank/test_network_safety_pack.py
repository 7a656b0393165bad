"""The shipped pack keeps its promises: complete, balanced, bilingual, without repeats."""

import json
from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

import pytest

from quiz.bank.folding import fold_answer
from quiz.bank.packs import CONTENT_DIRECTORY
from quiz.bank.types import parse_content

LANGUAGES = {"zh-Hans", "en"}
TOPICS = {
    "fraud", "phishing", "passwords", "personal-information", "malware", "rumours", "shopping",
    "minors", "workplace", "law",
}  # fmt: skip
DOCUMENTS = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((CONTENT_DIRECTORY / "network_safety").glob("*.json"))
]
QUESTIONS = [question for document in DOCUMENTS for question in document["questions"]]
NEARLY_THE_SAME = 0.8


def ids(document: dict[str, Any]) -> str:
    return str(document["topic"]["slug"])


def test_the_pack_covers_every_topic_with_at_least_200_questions() -> None:
    assert {ids(document) for document in DOCUMENTS} == TOPICS
    assert len(QUESTIONS) >= 200
    assert len({q["external_id"] for q in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_each_topic_has_all_types_and_difficulties(document: dict[str, Any]) -> None:
    types = Counter(q["type"] for q in document["questions"])
    difficulties = Counter(q["difficulty"] for q in document["questions"])
    assert min(types[name] for name in ("single", "multiple", "true_false", "blank")) >= 4
    assert min(difficulties[level] for level in (1, 2, 3)) >= 4


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["external_id"])
def test_each_question_is_valid_and_complete_in_both_languages(question: dict[str, Any]) -> None:
    content = parse_content(question)
    texts = [content.stem, content.explanation, content.source]
    texts += [option.text for option in content.options]
    assert all(set(text) == LANGUAGES for text in texts)
    assert len(content.explanation["zh-Hans"]) >= 40
    for language in LANGUAGES:
        shown = [fold_answer(option["text"][language]) for option in question.get("options", ())]
        assert len(set(shown)) == len(shown)


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_keys_are_spread_over_the_positions(document: dict[str, Any]) -> None:
    singles = Counter(q["key"][0] for q in document["questions"] if q["type"] == "single")
    verdicts = Counter(q["key"] for q in document["questions"] if q["type"] == "true_false")
    assert all(singles[letter] >= 2 for letter in "abcd"), singles
    assert min(verdicts[True], verdicts[False]) >= 2, verdicts


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_the_longest_option_is_not_a_hint(document: dict[str, Any], language: str) -> None:
    singles = [q for q in document["questions"] if q["type"] == "single"]
    given_away = [q["external_id"] for q in singles if key_is_strictly_longest(q, language)]
    assert len(given_away) <= len(singles) / 3, given_away


def key_is_strictly_longest(question: dict[str, Any], language: str) -> bool:
    lengths = {option["id"]: len(option["text"][language]) for option in question["options"]}
    right = lengths.pop(question["key"][0])
    return right > max(lengths.values())


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_two_questions_are_nearly_the_same(language: str) -> None:
    stems = [(q["external_id"], fold_answer(q["stem"][language])) for q in QUESTIONS]
    twins = [
        (first, second)
        for (first, one), (second, other) in combinations(stems, 2)
        if near(one, other)
    ]
    assert twins == []


def near(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() > NEARLY_THE_SAME
        and matcher.quick_ratio() > NEARLY_THE_SAME
        and matcher.ratio() > NEARLY_THE_SAME
    )
