from hypothesis import given
from hypothesis import strategies as st

from common.text import LocalisedText
from quiz.bank.scrambling import scramble_items, scramble_pairs

localised = st.text("abc网安", min_size=1, max_size=4).map(lambda text: LocalisedText(en=text))
distinct = st.lists(localised, min_size=3, max_size=12, unique_by=lambda text: text["en"])


@given(distinct)
def test_items_are_listed_in_another_order_than_the_right_one(items: list[LocalisedText]) -> None:
    options, key = scramble_items(items)
    texts = {option.id: option.text for option in options}
    assert [texts[item] for item in key] == items
    assert list(key) not in (sorted(key), [option.id for option in options])
    assert scramble_items(items) == (options, key)


@given(distinct, st.integers(2, 12))
def test_answers_are_not_listed_beside_their_prompts(
    answers: list[LocalisedText], count: int
) -> None:
    right, distractors = answers[:count], answers[count:]
    options, key = scramble_pairs(right, distractors)
    texts = {option.id: option.text for option in options}
    assert [texts[item] for item in key] == right
    assert list(key) != [option.id for option in options][: len(key)]
    assert len(options) == len(answers)


def test_equal_answers_become_one_option() -> None:
    one, other = LocalisedText(en="Report it"), LocalisedText(en="Ignore it")
    options, key = scramble_pairs([one, other, one], [other])
    assert sorted(option.text["en"] for option in options) == ["Ignore it", "Report it"]
    assert key[0] == key[2] != key[1]
