from typing import Any
from uuid import UUID

import pytest

from quiz.bank.enums import Difficulty, QuestionType
from quiz.paper.sections import DrawSection, InvalidSections, NamedSection, read_sections

BANK = "00000000-0000-0000-0000-000000000001"
DRAW: dict[str, Any] = {"kind": "draw", "bank": BANK, "count": 2, "points": 2.5}
NAMED: dict[str, Any] = {"kind": "named", "questions": [BANK], "points": 1}


def test_sections_are_read_with_their_filters() -> None:
    full = {**DRAW, "title": {"en": "A"}, "types": ["single"], "difficulties": [1, 1, 2]}
    assert read_sections([full, NAMED]) == (
        DrawSection(
            title={"en": "A"},
            points_centi=250,
            bank_id=UUID(BANK),
            topic_ids=(),
            types=(QuestionType.SINGLE,),
            difficulties=(Difficulty.EASY, Difficulty.MEDIUM),
            count=2,
        ),
        NamedSection(title=None, points_centi=100, question_ids=(UUID(BANK),)),
    )


@pytest.mark.parametrize(
    ("data", "code", "pointer"),
    [
        (None, "sections_count", ""),
        ([], "sections_count", ""),
        (["x"], "kind_unknown", "/0/kind"),
        ([DRAW, {**DRAW, "kind": "all"}], "kind_unknown", "/1/kind"),
        ([{**DRAW, "score": 3}], "field_unknown", "/0/score"),
        ([{**DRAW, "title": "A"}], "title_invalid", "/0/title"),
        ([{**DRAW, "points": 0}], "points_invalid", "/0/points"),
        ([{**DRAW, "points": 1.005}], "points_invalid", "/0/points"),
        ([{**DRAW, "points": "NaN"}], "points_invalid", "/0/points"),
        ([{**DRAW, "points": True}], "points_invalid", "/0/points"),
        ([{**DRAW, "count": 0}], "count_invalid", "/0/count"),
        ([{**DRAW, "count": 2.0}], "count_invalid", "/0/count"),
        ([{**DRAW, "count": 201}], "too_many_questions", ""),
        ([{**DRAW, "bank": "x"}], "ids_invalid", "/0/bank"),
        ([{**DRAW, "topics": "x"}], "ids_invalid", "/0/topics"),
        ([{**DRAW, "types": ["essay"]}], "choice_unknown", "/0/types"),
        ([{**DRAW, "difficulties": [[1]]}], "choice_unknown", "/0/difficulties"),
        ([{**NAMED, "questions": []}], "questions_missing", "/0/questions"),
        ([{**NAMED, "questions": [BANK, BANK]}], "ids_repeated", "/0/questions"),
        ([NAMED, NAMED], "question_repeated", ""),
    ],
)
def test_what_makes_no_paper_is_refused_with_its_place(
    data: object, code: str, pointer: str
) -> None:
    with pytest.raises(InvalidSections) as caught:
        read_sections(data)
    assert (caught.value.code, caught.value.pointer) == (code, pointer)
