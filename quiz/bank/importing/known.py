"""What the bank holds already, read once for a whole import."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from common.text import LocalisedText
from quiz.bank.enums import Difficulty, QuestionType
from quiz.bank.folding import fold_answer
from quiz.bank.importing.plan import KnownQuestion
from quiz.bank.models import Bank, Question, Revision
from quiz.bank.question_content import QuestionContent, content_from_json

CHUNK = 500
_CONTENT = "current_revision__content__"


@dataclass(slots=True)
class BankContents:
    """The questions of a bank, found by external id and by what their stems come down to."""

    questions: list[KnownQuestion] = field(default_factory=list)
    by_external_id: dict[str, KnownQuestion] = field(default_factory=dict)
    by_stem: dict[str, list[KnownQuestion]] = field(default_factory=dict)
    by_answer: dict[tuple[str, str, str], list[KnownQuestion]] = field(default_factory=dict)
    """By stem, language and one of its options or prompts."""

    @classmethod
    def of(cls, bank: Bank) -> "BankContents":
        """Read the whole bank, with as much of the wordings as is compared. One query."""
        found = cls()
        fields = (
            "id", "external_id", "topic_id", "difficulty", "tags", "current_revision_id",
            # Not the question's own type: that is the one of the text which papers draw.
            f"{_CONTENT}type", f"{_CONTENT}stem", f"{_CONTENT}options", f"{_CONTENT}prompts",
        )  # fmt: skip
        rows = Question.objects.filter(bank=bank, current_revision__isnull=False).order_by("id")
        for row in rows.values_list(*fields).iterator(chunk_size=2000):
            found._add(row)
        return found

    def _add(self, row: tuple[Any, ...]) -> None:
        pk, external_id, topic_id, difficulty, tags, revision_id, *wording = row
        kind, stem, options, prompts = wording
        question = KnownQuestion(
            id=pk,
            external_id=external_id,
            type=QuestionType(kind),
            topic_id=topic_id,
            difficulty=Difficulty(difficulty),
            tags=tuple(tags),
            revision_id=revision_id,
            stem=stem,
            texts=compared_texts(stem, [*(prompts or ()), *(o["text"] for o in options or ())]),
        )
        self.questions.append(question)
        if external_id is not None:
            self.by_external_id[external_id] = question
        for key in stem_keys(stem):
            self.by_stem.setdefault(key, []).append(question)
            for answer in answers_in(question.texts):
                self.by_answer.setdefault((key, *answer), []).append(question)


def stem_keys(stem: LocalisedText) -> list[str]:
    """What a stem comes down to, in each language in which anything is left of it."""
    return list(dict.fromkeys(filter(None, (fold_answer(str(text)) for text in stem.values()))))


def compared_texts(stem: LocalisedText, answers: Iterable[LocalisedText]) -> dict[str, str]:
    """By language, what is compared to find near-duplicates: the stem and what is to choose from.

    Many questions share a stem such as "Which of these is right?"; what tells them apart are
    their options.
    """
    texts = [stem, *answers]
    return {
        language: "\n".join(fold_answer(str(text.get(language, ""))) for text in texts)
        for language in stem
    }


def answers_in(texts: Mapping[str, str]) -> set[tuple[str, str]]:
    """Language and text of each answer in what `compared_texts` gave."""
    return {
        (language, answer) for language, text in texts.items() for answer in text.split("\n")[1:]
    }


def texts_of(content: QuestionContent) -> dict[str, str]:
    """The same of a question that a file gives."""
    return compared_texts(
        content.stem, [*content.prompts, *(option.text for option in content.options)]
    )


def contents_of(questions: Iterable[KnownQuestion]) -> Iterator[dict[UUID, QuestionContent]]:
    """The current wordings, by question, some hundred at a time. One query for each."""
    waiting = list(questions)
    for start in range(0, len(waiting), CHUNK):
        ids = {question.revision_id: question.id for question in waiting[start : start + CHUNK]}
        rows = Revision.objects.filter(pk__in=ids).values_list("pk", "content")
        yield {ids[pk]: content_from_json(content) for pk, content in rows}
