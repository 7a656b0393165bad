"""What each type of question holds beside its stem."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import QuestionType
from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import ItemReport, Refused
from quiz.bank.formats.moodle_xml.grades import read_share
from quiz.bank.formats.moodle_xml.texts import child_text, raw_text, read_text
from quiz.bank.formats.plain_questions import PlainOption, PlainQuestion
from quiz.bank.formats.plain_text import tidy_lines
from quiz.bank.formats.reading_losses import lose_case, lose_feedback, lose_weights
from quiz.bank.formats.weights import right_of_one, right_of_several
from quiz.bank.types.blank import BLANK

_WILDCARD = re.compile(r"(?<!\\)\*")
_NO = {"false", "0", "no", ""}
BLANK_TEXT = "____"


class Item:
    """One `question` element on its way to a question."""

    def __init__(self, element: Element, report: ItemReport, *, strict: bool) -> None:
        self.element = element
        self.report = report
        self.strict = strict
        self.stem = read_text(element.first("questiontext"), report, "moodle_auto_format")
        self.explanation = read_text(element.first("generalfeedback"), report)

    def answers(self) -> list[Element]:
        """The `answer` elements."""
        return list(self.element.elements("answer"))

    def shares(self) -> list[Decimal]:
        """The share of full marks that each answer earns; raises `Refused`."""
        return [
            read_share(answer.get("fraction"), self.report, strict=self.strict)
            for answer in self.answers()
        ]

    def feedbacks(self) -> list[str]:
        """The feedback of each answer."""
        return [read_text(answer.first("feedback"), self.report) for answer in self.answers()]

    def lose_feedbacks(self) -> None:
        """Report the answers' feedback as lost, if there is any."""
        if any(self.feedbacks()):
            lose_feedback(self.report)


def read_multichoice(item: Item) -> PlainQuestion:
    """Single choice where `single` says so or is missing, several answers otherwise."""
    single = item.element.first("single")
    several = single is not None and single.full_text.strip().lower() in _NO
    if child_text(item.element, "shuffleanswers").lower() in {"false", "0"}:
        item.report.warn("order_not_fixed", _("The options are no longer kept in their order."))
    texts = [read_text(answer, item.report) for answer in item.answers()]
    options = choose(texts, item.shares(), item.feedbacks(), item.report, several=several)
    kind = QuestionType.MULTIPLE if several else QuestionType.SINGLE
    return PlainQuestion(type=kind, stem=item.stem, explanation=item.explanation, options=options)


def choose(
    texts: Sequence[str],
    shares: Sequence[Decimal],
    feedbacks: Sequence[str],
    report: ItemReport,
    *,
    several: bool,
) -> list[PlainOption]:
    """Options from what each earns."""
    right, is_lossy = (right_of_several if several else right_of_one)(shares)
    if is_lossy:
        lose_weights(report)
    return [PlainOption(*parts) for parts in zip(texts, right, feedbacks, strict=True)]


def read_truefalse(item: Item) -> PlainQuestion:
    """The verdict is the answer with the better grade; its text is `true` or `false`."""
    shares, verdicts = item.shares(), [raw_text(a).strip().lower() for a in item.answers()]
    if sorted(verdicts) != ["false", "true"] or shares[0] == shares[1]:
        raise Refused("verdict_missing", _("The right answer is neither true nor false."))
    item.lose_feedbacks()
    verdict = verdicts[shares.index(max(shares))] == "true"
    return PlainQuestion(
        type=QuestionType.TRUE_FALSE,
        stem=item.stem,
        explanation=item.explanation,
        verdict=verdict,
    )


def read_shortanswer(item: Item) -> PlainQuestion:
    """One blank, at the end where the stem has none."""
    if child_text(item.element, "usecase") in {"1", "true"}:
        lose_case(item.report)
    item.lose_feedbacks()
    texts = [tidy_lines(raw_text(answer)) for answer in item.answers()]
    stem = item.stem if BLANK.search(item.stem) else f"{item.stem} {BLANK_TEXT}".strip()
    return PlainQuestion(
        type=QuestionType.BLANK,
        stem=stem,
        explanation=item.explanation,
        blanks=[right_spellings(texts, item.shares(), item.report)],
    )


def right_spellings(
    texts: Sequence[str], shares: Sequence[Decimal], report: ItemReport
) -> list[str]:
    """The spellings that earn everything; patterns with `*` cannot be accepted."""
    spellings = []
    for text, share in zip(texts, shares, strict=True):
        if share < 1:
            if share:
                lose_weights(report)
        elif _WILDCARD.search(text):
            report.warn("wildcards_not_kept", _("Answers with wildcards (*) were left out."))
        else:
            spellings.append(text.replace("\\*", "*"))
    if not spellings and any(fault.code == "wildcards_not_kept" for fault in report.warnings):
        raise Refused(
            "wildcards_only",
            _("Answers with wildcards (*) are not supported, and there is no other."),
        )
    return spellings


def read_numerical(item: Item) -> PlainQuestion:
    """The values that earn everything, each with its tolerance."""
    if item.element.first("units", "unit") is not None:
        item.report.warn("units_not_kept", _("The units of the number are not carried over."))
    item.lose_feedbacks()
    numbers = []
    for answer, share in zip(item.answers(), item.shares(), strict=True):
        if share == 1:
            tolerance = child_text(answer, "tolerance") or "0"
            numbers.append({"value": raw_text(answer).strip(), "tolerance": tolerance})
        elif share:
            lose_weights(item.report)
    return PlainQuestion(
        type=QuestionType.NUMERIC,
        stem=item.stem,
        explanation=item.explanation,
        numbers=numbers,
    )


def read_matching(item: Item) -> PlainQuestion:
    """Prompts with their answers; an answer without a prompt is a distractor."""
    pairs, distractors = [], []
    for part in item.element.elements("subquestion"):
        prompt = read_text(part, item.report)
        answer = tidy_lines(raw_text(part.first("answer")))
        if prompt:
            pairs.append((prompt, answer))
        elif answer:
            distractors.append(answer)
    return PlainQuestion(
        type=QuestionType.MATCHING,
        stem=item.stem,
        explanation=item.explanation,
        pairs=pairs,
        distractors=distractors,
    )


def read_ordering(item: Item) -> PlainQuestion:
    """The items in the order in which they are written, which is the right one."""
    if child_text(item.element, "selecttype").upper() not in {"", "ALL", "0"}:
        item.report.warn("selection_not_kept", _("All items are asked for, not some of them."))
    item.lose_feedbacks()
    return PlainQuestion(
        type=QuestionType.ORDERING,
        stem=item.stem,
        explanation=item.explanation,
        items=[read_text(answer, item.report) for answer in item.answers()],
    )


ANSWER_READERS: Mapping[str, Callable[[Item], PlainQuestion]] = {
    "multichoice": read_multichoice,
    "truefalse": read_truefalse,
    "shortanswer": read_shortanswer,
    "numerical": read_numerical,
    "matching": read_matching,
    "match": read_matching,
    "ordering": read_ordering,
}
