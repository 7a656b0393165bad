"""The shipped pack keeps its promises: complete, balanced, bilingual, without repeats."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

import pytest
from pypinyin import Style, pinyin

from quiz.bank.enums import Difficulty, QuestionType
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


def test_the_pack_covers_every_topic_with_at_least_600_questions() -> None:
    assert {ids(document) for document in DOCUMENTS} == TOPICS
    assert len(QUESTIONS) >= 600
    assert len({q["external_id"] for q in QUESTIONS}) == len(QUESTIONS)
    assert sum("scenario" in q.get("tags", []) for q in QUESTIONS) >= 60


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_each_topic_has_all_types_and_difficulties(document: dict[str, Any]) -> None:
    types = Counter(q["type"] for q in document["questions"])
    difficulties = Counter(q["difficulty"] for q in document["questions"])
    assert min(types[name] for name in QuestionType) >= 5, types
    assert min(difficulties[level] for level in Difficulty) >= 12, difficulties


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


def test_keys_are_spread_over_the_positions_of_the_whole_pack() -> None:
    singles = Counter(q["key"][0] for q in QUESTIONS if q["type"] == "single")
    assert max(singles.values()) <= 1.2 * min(singles.values()), singles
    verdicts = Counter(q["key"] for q in QUESTIONS if q["type"] == "true_false")
    assert max(verdicts.values()) <= 1.5 * min(verdicts.values()), verdicts


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("pick", [max, min], ids=["longest", "shortest"])
def test_guessing_by_length_does_not_beat_chance_by_more_than_ten_points(
    language: str, pick: Callable[[Iterable[int]], int]
) -> None:
    singles = [q for q in QUESTIONS if q["type"] == "single"]
    guessed = sum(chance_by_length(q, language, pick) for q in singles)
    blindly = sum(1 / len(q["options"]) for q in singles)
    assert (guessed - blindly) / len(singles) <= 0.10


def chance_by_length(
    question: dict[str, Any], language: str, pick: Callable[[Iterable[int]], int]
) -> float:
    """How likely somebody is right who picks among the options of that length."""
    lengths = {option["id"]: len(option["text"][language]) for option in question["options"]}
    picked = [place for place, length in lengths.items() if length == pick(lengths.values())]
    return (question["key"][0] in picked) / len(picked)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["external_id"])
def test_both_languages_have_the_same_numbers_and_names(question: dict[str, Any]) -> None:
    texts = [question["stem"], *question.get("prompts", [])]
    texts += [option["text"] for option in question.get("options", [])]
    for text in texts:
        assert numbers_in(text["zh-Hans"]) == numbers_in(text["en"])
    english = question["stem"]["en"].lower()
    for given in NAME.findall(question["stem"]["zh-Hans"]):
        readings = {
            reading
            for all_of in pinyin(given, heteronym=True, style=Style.NORMAL)
            for reading in all_of
        }
        assert any(re.search(rf"\b(xiao)?{reading}\b", english) for reading in readings), given


# 小 and a name, but not 小学, 小时, 小程序 and what else begins with 小 and names nobody.
NAME = re.compile(
    "小([^学时区组型心程额米孩朋儿店写数吃长偷麦超伙红视游宝票鸟件字灵号应权点贷众规丑声说公虫，])"
)
SMALL_NUMBER = 13
"""Below it a number may be written as a word, in either language."""


def numbers_in(text: str) -> set[float]:
    """The numbers written in digits, with 万 and 亿 and millions multiplied out."""
    found = set()
    for match in re.finditer(r"\d[\d,]*(?:\.\d+)?", text):
        value = float(match.group().rstrip(",").replace(",", ""))
        unit = next((u for u in UNITS if text[match.end() :].lstrip().startswith(u)), "")
        found.add(value * UNITS.get(unit, 1))
    return {value for value in found if value >= SMALL_NUMBER}


UNITS = {"万": 1e4, "亿": 1e8, "million": 1e6}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_answer_to_write_can_be_copied_from_another_stem(language: str) -> None:
    stems = {q["external_id"]: q["stem"][language] for q in QUESTIONS}
    copied = [
        (question["external_id"], other)
        for question in QUESTIONS
        if question["type"] == "blank"
        for telling in answered_passages(question, language)
        for other, stem in stems.items()
        if other != question["external_id"] and telling in stem
    ]
    assert copied == []


def answered_passages(question: dict[str, Any], language: str) -> Iterator[str]:
    """The words around each blank with each spelling in its place."""
    parts = re.split("_{3,}", question["stem"][language])
    around = AROUND[language]
    for place, spellings in enumerate(question["key"]):
        before, after = parts[place][-around:], parts[place + 1][:around]
        yield from (before + spelling for spelling in spellings if len(before) == around)
        yield from (spelling + after for spelling in spellings if len(after) == around)


AROUND = {"zh-Hans": 5, "en": 10}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_two_questions_are_nearly_the_same(language: str) -> None:
    stems = [(q["external_id"], fold_answer(q["stem"][language])) for q in QUESTIONS]
    pieces = [{text[at : at + 3] for at in range(len(text))} for _, text in stems]
    twins = [
        (first, second)
        for (one, (first, text)), (other, (second, another)) in combinations(enumerate(stems), 2)
        # Texts that alike share most of their three-letter pieces, which is soon counted.
        if 2 * len(pieces[one] & pieces[other]) > min(len(pieces[one]), len(pieces[other]))
        and SequenceMatcher(None, text, another, autojunk=False).ratio() > NEARLY_THE_SAME
    ]
    assert twins == []
