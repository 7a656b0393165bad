from typing import Any

import pytest

from quiz.bank.types import InvalidContent, parse_content

OPTIONS = [{"id": "a", "text": {"en": "One"}}, {"id": "b", "text": {"en": "Two"}}]
SINGLE = {"type": "single", "stem": {"en": "Which?"}, "options": OPTIONS, "key": ["a"]}
BLANK = {"type": "blank", "stem": {"zh-Hans": "拨打____"}, "key": [["110"]]}

NUMBER = {"type": "numeric", "stem": {"en": "How many?"}, "key": [{"value": "3"}]}
ITEMS = [{"id": item, "text": {"en": item}} for item in "abc"]
ORDER = {"type": "ordering", "stem": {"en": "Order"}, "options": ITEMS, "key": ["b", "a", "c"]}
PROMPTS = [{"en": "1"}, {"en": "2"}]
PAIRS = {"type": "matching", "stem": {"en": "Match"}, "prompts": PROMPTS, "options": ITEMS}
PAIRS["key"] = ["b", "a"]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        ({**SINGLE, "type": "essay"}, [("type_unknown", "/type")]),
        ({**SINGLE, "stem": {}}, [("text_missing", "/stem")]),
        ({**SINGLE, "stem": "Which?"}, [("text_expected", "/stem")]),
        ({**SINGLE, "stem": {"fr": "Quoi"}}, [("language_unknown", "/stem/fr")]),
        ({**SINGLE, "stem": {"en": " "}}, [("text_missing", "/stem/en")]),
        ({**SINGLE, "options": OPTIONS[:1]}, [("options_count", "/options")]),
        ({**SINGLE, "options": [*OPTIONS, OPTIONS[0]]}, [("option_id_repeated", "/options")]),
        ({**SINGLE, "key": ["z"]}, [("key_unknown", "/key")]),
        ({**SINGLE, "key": []}, [("key_missing", "/key")]),
        ({**SINGLE, "key": ["a", "b"]}, [("key_count", "/key")]),
        ({**SINGLE, "type": "multiple", "key": ["a", "a"]}, [("key_repeated", "/key")]),
        ({**SINGLE, "type": "true_false", "key": True}, [("options_unexpected", "/options")]),
        (
            {"type": "true_false", "stem": {"en": "So?"}, "key": "true"},
            [("key_missing", "/key")],
        ),
        ({**BLANK, "key": [["110"], ["112"]]}, [("blanks_count", "/stem/zh-Hans")]),
        ({**BLANK, "key": [["。"]]}, [("key_missing", "/key/0")]),
        (
            {**SINGLE, "stem": {}, "key": ["z"]},
            [("text_missing", "/stem"), ("key_unknown", "/key")],
        ),
        ({**NUMBER, "key": []}, [("key_missing", "/key")]),
        ({**NUMBER, "key": [3]}, [("number_expected", "/key/0")]),
        ({**NUMBER, "key": [{"min": "1"}]}, [("number_expected", "/key/0")]),
        ({**NUMBER, "key": [{"value": "x"}]}, [("number_invalid", "/key/0")]),
        ({**NUMBER, "key": [{"min": "5", "max": "1"}]}, [("range_empty", "/key/0")]),
        ({**NUMBER, "key": [{"value": "5", "tolerance": "-1"}]}, [("range_empty", "/key/0")]),
        ({**ORDER, "options": ITEMS[:2]}, [("options_count", "/options")]),
        ({**ORDER, "key": ["a", "b"]}, [("key_incomplete", "/key")]),
        ({**ORDER, "key": [1, 2, 3]}, [("key_incomplete", "/key")]),
        ({**ORDER, "key": ["a", "b", "c"]}, [("key_given_away", "/key")]),
        ({**PAIRS, "prompts": []}, [("prompts_count", "/prompts")]),
        ({**PAIRS, "prompts": [{"en": "1"}, 2]}, [("text_expected", "/prompts/1")]),
        ({**PAIRS, "key": ["a"]}, [("key_incomplete", "/key")]),
        ({**PAIRS, "key": ["z", "a"]}, [("key_unknown", "/key")]),
        ({**PAIRS, "key": ["a", "b"]}, [("key_given_away", "/key")]),
        ({**SINGLE, "prompts": [{"en": "1"}]}, [("prompts_unexpected", "/prompts")]),
    ],
)
def test_every_fault_is_named_with_its_place(
    data: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidContent) as caught:
        parse_content(data)
    assert [(e.code, e.pointer) for e in caught.value.errors] == faults
