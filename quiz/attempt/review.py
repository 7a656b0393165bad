"""The review of a closed attempt: the only place where keys and explanations leave this room."""

from typing import Any, TypedDict

import msgspec

from common.text import LocalisedText
from quiz.attempt.marking import RulingTerms, content_under, latest_by_index
from quiz.attempt.models import Attempt
from quiz.attempt.queries import responses_of, ruling_terms
from quiz.bank.question_content import key_to_json
from quiz.paper.compiled import compiled_paper
from quiz.paper.drawing import render_sheet


class ShownQuestion(TypedDict):
    """A question as the sheet showed it."""

    position: int
    section: int
    type: str
    points: int | float
    stem: LocalisedText
    prompts: list[LocalisedText]
    options: list[dict[str, Any]]
    blanks: int


class ReviewedQuestion(ShownQuestion):
    """A question as it was shown, with what was answered, what is right, and why.

    `key` is a list like a response; for a blank, each part is the list of accepted spellings, for a
    number, one that is accepted (`AcceptedNumber.to_json`). Each option has its `feedback`.
    `ruling` is None, `withdrawn` or `key_corrected`.
    """

    response: list[str | bool]
    key: list[Any]
    score: int | float
    explanation: LocalisedText
    source: LocalisedText
    ruling: str | None


class AttemptStillOpen(Exception):
    """An attempt in progress has no review."""


def review_attempt(attempt: Attempt) -> list[ReviewedQuestion]:
    """Every question of the sheet with its key, the marks and the explanation.

    The caller has decided that the reader may see it now. Two queries. Raises `AttemptStillOpen`.
    """
    if attempt.is_open or attempt.marks is None:
        raise AttemptStillOpen(attempt.id)
    compiled = compiled_paper(attempt.paper_id)
    sheet = render_sheet(compiled, seed=attempt.seed, drawn=attempt.drawn)
    shown = msgspec.json.decode(sheet, type=list[ShownQuestion])
    responses = responses_of([attempt.id])[attempt.id]
    rulings: dict[int, RulingTerms] = latest_by_index(ruling_terms(attempt.paper_id))
    reviewed: list[ReviewedQuestion] = []
    for position, index in enumerate(attempt.drawn):
        ruling = rulings.get(index)
        content = content_under(compiled.questions[index].content, ruling)
        key = key_to_json(content.key)
        feedback = {option.id: option.feedback for option in content.options}
        reviewed.append(
            {
                **shown[position],
                "options": [
                    option | {"feedback": feedback[option["id"]]}
                    for option in shown[position]["options"]
                ],
                "response": msgspec.json.decode(responses.get(position, "[]")),
                "key": [key] if isinstance(key, bool) else key,
                "score": attempt.marks[position] / 100,
                "explanation": content.explanation,
                "source": content.source,
                "ruling": None if ruling is None else ruling.kind.value,
            }
        )
    return reviewed
