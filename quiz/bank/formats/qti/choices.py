"""Single and multiple choice, true or false, from what each option earns."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from quiz.bank.enums import QuestionType
from quiz.bank.formats.item_reports import ItemReport
from quiz.bank.formats.plain_questions import PlainOption, PlainQuestion
from quiz.bank.formats.qti.verdicts import verdict_of
from quiz.bank.formats.reading_losses import lose_feedback, lose_weights
from quiz.bank.formats.weights import right_of_one, right_of_several


def choice_of(
    texts: Sequence[tuple[str, str, str]],
    points: Mapping[str, Decimal],
    report: ItemReport,
    *,
    several: bool,
) -> PlainQuestion:
    """A choice without its stem, from identifier, text and feedback of each option."""
    earned = [points.get(identifier, Decimal(0)) for identifier, _text, _feedback in texts]
    best = sum(p for p in earned if p > 0) if several else max(earned, default=Decimal(0))
    shares = [p / best if best > 0 else Decimal(0) for p in earned]
    right, is_lossy = (right_of_several if several else right_of_one)(shares)
    if is_lossy:
        lose_weights(report)
    options = [
        PlainOption(text, is_right, feedback)
        for (_identifier, text, feedback), is_right in zip(texts, right, strict=True)
    ]
    verdict = None if several else verdict_of(options)
    if verdict is None:
        kind = QuestionType.MULTIPLE if several else QuestionType.SINGLE
        return PlainQuestion(type=kind, stem="", options=options)
    if any(option.feedback for option in options):
        lose_feedback(report)
    return PlainQuestion(type=QuestionType.TRUE_FALSE, stem="", verdict=verdict)
