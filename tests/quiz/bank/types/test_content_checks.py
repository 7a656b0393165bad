from typing import Any

import pytest

from quiz.bank.types import InvalidContent, parse_content

OPTIONS = [{"id": "a", "text": {"en": "One"}}, {"id": "b", "text": {"en": "Two"}}]
SINGLE = {"type": "single", "stem": {"en": "Which?"}, "options": OPTIONS, "key": ["a"]}
BLANK = {"type": "blank", "stem": {"zh-Hans": "拨打____"}, "key": [["110"]]}


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
    ],
)
def test_every_fault_is_named_with_its_place(
    data: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidContent) as caught:
        parse_content(data)
    assert [(e.code, e.pointer) for e in caught.value.errors] == faults
