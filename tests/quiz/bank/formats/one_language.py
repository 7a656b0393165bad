"""What of a question a format with one language and without difficulty or source can hold."""

from dataclasses import replace
from typing import Any, cast

from hypothesis import strategies as st

from common.text import Language, LocalisedText
from quiz.bank.enums import QuestionType
from quiz.bank.formats import ParsedQuestion, ParsedTopic
from quiz.bank.question_content import Option
from tests.quiz.bank.strategies import contents, texts

FRAUD = ParsedTopic("fraud", {"zh-Hans": "诈骗 / 骗局"})
CALLS = ParsedTopic("calls", {"zh-Hans": "来电//"})
TYPES_WITHOUT_RANGES = tuple(kind for kind in QuestionType if kind is not QuestionType.NUMERIC)


def questions(**options: Any) -> st.SearchStrategy[ParsedQuestion]:
    """Questions with topics and tags, no two with the same external id in one list."""
    return st.builds(
        ParsedQuestion,
        external_id=st.none() | texts(max_size=20),
        topic=st.sampled_from([(), (FRAUD,), (FRAUD, CALLS)]),
        tags=st.lists(texts(max_size=9), max_size=2, unique=True).map(tuple),
        content=contents(**options),
    )


def lists_of(one: st.SearchStrategy[ParsedQuestion]) -> st.SearchStrategy[list[ParsedQuestion]]:
    """Up to five questions."""
    return st.lists(one, min_size=1, max_size=5, unique_by=lambda q: q.external_id or object())


def in_one_language(question: ParsedQuestion, language: Language) -> ParsedQuestion:
    """The question with one of its languages only."""
    content = question.content

    def only(text: LocalisedText) -> LocalisedText:
        kept = {key: value for key, value in text.items() if key == language.value}
        return cast("LocalisedText", kept)

    return replace(
        question,
        content=replace(
            content,
            stem=only(content.stem),
            prompts=tuple(map(only, content.prompts)),
            options=tuple(Option(o.id, only(o.text), only(o.feedback)) for o in content.options),
            explanation=only(content.explanation),
            source={},
        ),
    )
