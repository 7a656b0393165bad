"""Which question of the bank each question of a file is.

By external id first. A question whose id the bank does not know, or that has none, is then found by
its stem, in either language and less punctuation: among questions of the same type that no other
question of the file has found, that have no other external id and, since many questions only ask
which of these is right, that have at least one of its options or prompts.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from quiz.bank.formats import Fault, ParsedQuestion
from quiz.bank.importing.known import BankContents, answers_in, contents_of, stem_keys, texts_of
from quiz.bank.importing.merging import says_the_same
from quiz.bank.importing.plan import KnownQuestion
from quiz.bank.question_content import QuestionContent, content_to_json


@dataclass(slots=True)
class Matches:
    """By index in the file: the question of the bank that it is, or why it cannot be imported.

    What is in neither is new.
    """

    known: dict[int, KnownQuestion] = field(default_factory=dict)
    faults: dict[int, Fault] = field(default_factory=dict)


def match_questions(questions: Sequence[ParsedQuestion], bank: BankContents) -> Matches:
    """Find each question of the file in the bank; no question of the bank is found twice."""
    matches = Matches()
    _match_external_ids(questions, bank, matches)
    taken = {known.id for known in matches.known.values()}
    candidates: dict[int, list[KnownQuestion]] = {}
    for index, question in enumerate(questions):
        if index not in matches.known and index not in matches.faults:
            found = [k for k in _same_stem(question, bank) if k.id not in taken]
            if found:
                candidates[index] = found
    _match_stems(questions, candidates, matches)
    _refuse_repeated(questions, matches)
    return matches


def _match_external_ids(
    questions: Sequence[ParsedQuestion], bank: BankContents, matches: Matches
) -> None:
    first: dict[str, int] = {}
    for index, question in enumerate(questions):
        if question.external_id is None:
            continue
        if question.external_id in first:
            message = _("Another question of the file has this external id.")
            matches.faults[index] = Fault(
                place=question.place, code="external_id_repeated", message=message
            )
            continue
        first[question.external_id] = index
        known = bank.by_external_id.get(question.external_id)
        if known is not None:
            matches.known[index] = known


def _same_stem(question: ParsedQuestion, bank: BankContents) -> list[KnownQuestion]:
    found = {
        known.id: known
        for key in stem_keys(question.content.stem)
        for known in _with_an_answer_in_common(question.content, key, bank)
        if known.type is question.content.type
        and (question.external_id is None or known.external_id is None)
    }
    return list(found.values())


def _with_an_answer_in_common(
    content: QuestionContent, stem: str, bank: BankContents
) -> Iterable[KnownQuestion]:
    """Looked up by each answer: thousands may share the stem, and few an answer as well."""
    if not content.options:
        return bank.by_stem.get(stem, ())
    answers = answers_in(texts_of(content))
    return [known for answer in answers for known in bank.by_answer.get((stem, *answer), ())]


def _match_stems(
    questions: Sequence[ParsedQuestion],
    candidates: Mapping[int, list[KnownQuestion]],
    matches: Matches,
) -> None:
    """Who says the same comes first; of the others, who alone has only one candidate left."""
    wanted: dict[UUID, list[int]] = {}
    for index, found in candidates.items():
        for known in found:
            wanted.setdefault(known.id, []).append(index)
    contested = {
        known.id: known
        for found in candidates.values()
        for known in found
        if len(found) > 1 or len(wanted[known.id]) > 1
    }
    taken: set[UUID] = set()
    for chunk in contents_of(contested.values()):
        for known_id, content in chunk.items():
            for index in wanted[known_id]:
                if index not in matches.known and says_the_same(content, questions[index].content):
                    matches.known[index] = contested[known_id]
                    taken.add(known_id)
                    break
    for index, found in candidates.items():
        left = [known for known in found if known.id not in taken]
        if index in matches.known or len(left) != 1:
            continue
        rivals = [other for other in wanted[left[0].id] if other not in matches.known]
        if rivals == [index]:
            matches.known[index] = left[0]
            taken.add(left[0].id)


def _refuse_repeated(questions: Sequence[ParsedQuestion], matches: Matches) -> None:
    """Of new questions without an external id that say exactly the same, one is enough."""
    seen: set[str] = set()
    for index, question in enumerate(questions):
        if question.external_id is not None or index in matches.faults:
            continue
        written = json.dumps(content_to_json(question.content), sort_keys=True)
        if index not in matches.known and written in seen:
            message = _("The file has this question already, word for word.")
            matches.faults[index] = Fault(
                place=question.place, code="question_repeated", message=message
            )
        seen.add(written)
