from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.enums import MarkingRule, QuestionType
from quiz.bank.question_content import QuestionContent, content_to_json
from quiz.bank.types import InvalidResponse, parse_content, rules_of
from tests.quiz.bank.strategies import contents

ALL, PARTIAL, EACH = MarkingRule.ALL_OR_NOTHING, MarkingRule.PARTIAL, MarkingRule.PER_OPTION


def question(question_type: str, **parts: Any) -> QuestionContent:
    data: dict[str, Any] = {"type": question_type, "stem": {"en": "?"}, **parts}
    if question_type in ("single", "multiple"):
        data["options"] = [{"id": o, "text": {"en": f"Option {o}"}} for o in "abcd"]
    return parse_content(data)


ORDER = question(
    "ordering", options=[{"id": o, "text": {"en": o}} for o in "abc"], key=["c", "a", "b"]
)
PAIRS = question(
    "matching",
    prompts=[{"en": "One"}, {"en": "Two"}, {"en": "Three"}],
    options=[{"id": o, "text": {"en": o}} for o in "abc"],
    key=["b", "a", "b"],
)
NUMBER = question(
    "numeric", key=[{"value": "3.14", "tolerance": "0.01"}, {"min": "10", "max": "20"}]
)


def marked(content: QuestionContent, raw: object, rule: MarkingRule) -> Fraction:
    rules = rules_of(content.type)
    return rules.mark(content, rules.parse_response(content, raw), rule)


@pytest.mark.parametrize("rule", MarkingRule)
def test_a_single_choice_is_right_or_wrong_under_every_rule(rule: MarkingRule) -> None:
    content = question("single", key=["b"])
    assert [marked(content, raw, rule) for raw in (["b"], ["a"], [])] == [1, 0, 0]


@pytest.mark.parametrize("rule", MarkingRule)
def test_a_statement_is_right_or_wrong_under_every_rule(rule: MarkingRule) -> None:
    content = question("true_false", key=False)
    assert [marked(content, raw, rule) for raw in ([False], [True], [])] == [1, 0, 0]


@pytest.mark.parametrize(
    ("chosen", "all_or_nothing", "partial", "per_option"),
    [
        ("abc", 1, 1, 1),
        ("ab", 0, Fraction(2, 3), Fraction(2, 3)),
        ("c", 0, Fraction(1, 3), Fraction(1, 3)),
        ("abd", 0, 0, Fraction(1, 3)),
        ("abcd", 0, 0, Fraction(2, 3)),
        ("d", 0, 0, 0),
        ("", 0, 0, 0),
    ],
)
def test_a_multiple_choice_earns_what_its_rule_says(
    chosen: str,
    all_or_nothing: Fraction,
    partial: Fraction,
    per_option: Fraction,
) -> None:
    content = question("multiple", key=["a", "b", "c"])
    earned = [marked(content, list(chosen), rule) for rule in (ALL, PARTIAL, EACH)]
    assert earned == [all_or_nothing, partial, per_option]


@pytest.mark.parametrize(
    ("written", "all_or_nothing", "shared"),
    [
        (["96110", "验证码"], 1, 1),
        (["９６１１０ ", "Verification-Code"], 1, 1),
        (["96110", "密码"], 0, Fraction(1, 2)),
        (["96110"], 0, Fraction(1, 2)),
        (["", "  "], 0, 0),
        ([], 0, 0),
    ],
)
def test_blanks_accept_every_spelling(
    written: list[str], all_or_nothing: Fraction, shared: Fraction
) -> None:
    content = question(
        "blank",
        stem={"en": "Call ____ and keep the ____ secret."},
        key=[["96110"], ["验证码", "verification code"]],
    )
    earned = [marked(content, written, rule) for rule in (ALL, PARTIAL, EACH)]
    assert earned == [all_or_nothing, shared, shared]


@pytest.mark.parametrize(
    ("content", "raw"),
    [
        (question("single", key=["a"]), ["a", "b"]),
        (question("single", key=["a"]), ["z"]),
        (question("single", key=["a"]), "a"),
        (question("single", key=["a"]), None),
        (question("single", key=["a"]), [1]),
        (question("multiple", key=["a"]), ["a", "a"]),
        (question("multiple", key=["a"]), [["a"]]),
        (question("true_false", key=True), ["true"]),
        (question("true_false", key=True), [1]),
        (question("true_false", key=True), [True, True]),
        (question("blank", stem={"en": "____"}, key=[["x"]]), ["x", "y"]),
        (question("blank", stem={"en": "____"}, key=[["x"]]), ["x" * 201]),
        (question("blank", stem={"en": "____"}, key=[["x"]]), [5]),
        (NUMBER, [3.14]),
        (NUMBER, ["3", "14"]),
        (NUMBER, ["1" * 41]),
        (ORDER, ["a", "b"]),
        (ORDER, ["a", "a", "b"]),
        (ORDER, [1, 2, 3]),
        (PAIRS, ["z"]),
        (PAIRS, [None, "a"]),
        (PAIRS, ["a", "b", "c", "a"]),
    ],
)
def test_a_response_that_the_question_cannot_take_is_refused(
    content: QuestionContent, raw: object
) -> None:
    with pytest.raises(InvalidResponse):
        rules_of(content.type).parse_response(content, raw)


@pytest.mark.parametrize("rule", MarkingRule)
def test_a_number_is_right_within_its_tolerance_or_range(rule: MarkingRule) -> None:
    right = [["3.14"], ["3.13"], ["３．１５"], ["10"], ["20.0"]]
    wrong = [["3.16"], ["9.99"], ["pi"], [""], []]
    assert [marked(NUMBER, raw, rule) for raw in right] == [1] * 5
    assert [marked(NUMBER, raw, rule) for raw in wrong] == [0] * 5


@pytest.mark.parametrize(
    ("order", "whole", "per_option"),
    [("cab", 1, 1), ("cba", 0, Fraction(1, 3)), ("abc", 0, 0), ("", 0, 0)],
)
def test_an_order_earns_what_its_rule_says(
    order: str, whole: Fraction, per_option: Fraction
) -> None:
    earned = [marked(ORDER, list(order), rule) for rule in (ALL, PARTIAL, EACH)]
    assert earned == [whole, whole, per_option]


@pytest.mark.parametrize(
    ("pairs", "all_or_nothing", "partial", "per_option"),
    [
        (["b", "a", "b"], 1, 1, 1),
        (["b", "a", ""], 0, Fraction(2, 3), Fraction(2, 3)),
        (["b", "a"], 0, Fraction(2, 3), Fraction(2, 3)),
        (["b", "c", "b"], 0, 0, Fraction(2, 3)),
        (["", "", ""], 0, 0, 0),
        ([], 0, 0, 0),
    ],
)
def test_pairs_earn_what_their_rule_says(
    pairs: list[str], all_or_nothing: Fraction, partial: Fraction, per_option: Fraction
) -> None:
    earned = [marked(PAIRS, pairs, rule) for rule in (ALL, PARTIAL, EACH)]
    assert earned == [all_or_nothing, partial, per_option]


@given(contents(), st.sampled_from(MarkingRule))
def test_the_right_response_earns_everything(content: QuestionContent, rule: MarkingRule) -> None:
    rules = rules_of(content.type)
    assert marked(content, list(rules.right_response(content)), rule) == 1


@given(
    key=st.sets(st.sampled_from("abcd"), min_size=1),
    chosen=st.sets(st.sampled_from("abcd")),
)
def test_no_rule_gives_more_than_the_whole_and_stricter_rules_give_less(
    key: set[str], chosen: set[str]
) -> None:
    content = question("multiple", key=sorted(key))
    earned = [marked(content, sorted(chosen), rule) for rule in (ALL, PARTIAL, EACH)]
    assert 0 <= earned[0] <= earned[1] <= earned[2] <= 1
    assert (earned[0] == 1) == (key == chosen) == (earned[2] == 1)


def test_the_response_does_not_depend_on_the_order_of_choosing() -> None:
    content = question("multiple", key=["a", "b"])
    rules = rules_of(QuestionType.MULTIPLE)
    assert rules.parse_response(content, ["c", "a"]) == ("a", "c")


def test_content_survives_json() -> None:
    content = question("blank", stem={"en": "____"}, key=[["x", "y"]])
    assert parse_content(content_to_json(content)) == content
