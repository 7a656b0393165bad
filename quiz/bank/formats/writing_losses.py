"""What a question loses in XML of one language."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import QuestionType
from quiz.bank.formats.base import ParsedQuestion
from quiz.bank.formats.guarded_xml import drop_unwritable
from quiz.bank.formats.item_reports import ItemReport
from quiz.bank.formats.losses import Part, lost_in_writing
from quiz.bank.formats.plain_questions import PlainQuestion

_WITH_FEEDBACK = {QuestionType.SINGLE, QuestionType.MULTIPLE}


def report_lost_parts(
    question: ParsedQuestion, plain: PlainQuestion, report: ItemReport, *, keeps: Collection[Part]
) -> None:
    """Report parts without a place, and characters XML cannot hold.

    Feedback is kept where `keeps` says so, but on the options of choices only.
    """
    kept = set(keeps)
    if question.content.type not in _WITH_FEEDBACK:
        kept.discard(Part.FEEDBACK)
    for fault in lost_in_writing(question, report.place, keeps=kept):
        report.warn(fault.code, fault.message)
    names = (text for topic in question.topic for text in map(str, topic.name.values()))
    spellings = (text for blank in plain.blanks for text in blank)
    texts = (*plain.texts(), *spellings, *names, *question.tags, question.external_id or "")
    if any(text != drop_unwritable(text) for text in texts):
        report.warn("characters_not_kept", _("Characters that XML cannot hold were left out."))
