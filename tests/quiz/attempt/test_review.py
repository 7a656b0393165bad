from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from quiz.attempt.closing import finish_attempt
from quiz.attempt.enums import RulingKind
from quiz.attempt.marking import RulingTerms
from quiz.attempt.models import Attempt
from quiz.attempt.remarking import remark_paper
from quiz.attempt.review import AttemptStillOpen, review_attempt
from quiz.attempt.rulings import rule_on_paper
from quiz.paper.models import Paper
from tests.quiz.attempt.sitting import save


def test_a_review_shows_the_sheet_the_answer_the_key_and_the_reason(
    attempt: Attempt, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    save(attempt, 0, "a", seq=1, at=now)
    finished = finish_attempt(attempt_id=attempt.id, now=now)

    with django_assert_num_queries(2):
        review = review_attempt(finished)

    label = attempt.drawn[0]
    first = review[0]
    assert {option["id"] for option in first["options"]} == set("abcd")
    assert {**first, "options": []} == {
        "position": 0,
        "section": 0,
        "type": "single",
        "points": 5,
        "stem": {"zh-Hans": f"试题 Question {label}", "en": f"Question {label}"},
        "prompts": [],
        "options": [],
        "blanks": 0,
        "response": ["a"],
        "key": ["a"],
        "score": 5,
        "explanation": {"zh-Hans": f"解析 {label}", "en": f"Because {label}"},
        "source": {"zh-Hans": f"出处 {label}", "en": f"Source {label}"},
        "ruling": None,
    }
    assert [(q["response"], q["score"]) for q in review[1:]] == [([], 0)] * 3


def test_a_review_shows_the_key_that_counts_now(
    attempt: Attempt, paper: Paper, organiser: User, now: datetime
) -> None:
    finish_attempt(attempt_id=attempt.id, now=now)
    first, second = attempt.drawn[:2]
    rule_on_paper(
        paper_id=paper.id,
        rulings=[
            RulingTerms(index=first, kind=RulingKind.KEY_CORRECTED, key=["c"]),
            RulingTerms(index=second, kind=RulingKind.WITHDRAWN),
        ],
        reason="Both were wrong.",
        made_by=organiser,
        now=now,
    )
    remark_paper(paper_id=paper.id, now=now)
    attempt.refresh_from_db()

    review = review_attempt(attempt)

    assert [(q["key"], q["score"], q["ruling"]) for q in review[:3]] == [
        (["c"], 0, "key_corrected"),
        (["a"], 5, "withdrawn"),
        (["a"], 0, None),
    ]


def test_an_attempt_in_progress_has_no_review(attempt: Attempt) -> None:
    with pytest.raises(AttemptStillOpen):
        review_attempt(attempt)
