"""What a reader or the writer of GIFT has to say about a question, by code."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

ERRORS: Mapping[str, StrOrPromise] = {
    "answers_too_many": _("There are too many answers."),
    "arrow_missing": _("Each pair needs an arrow: =prompt -> answer."),
    "braces_unbalanced": _("The braces around the answers do not match."),
    "description_unsupported": _("A text without answers is no question here."),
    "essay_unsupported": _("Essay questions are not supported."),
    "number_invalid": _("This is not a number."),
    "ordering_not_writable": _("GIFT has no ordering questions."),
    "blanks_not_writable": _("GIFT has one blank a question."),
    "spelling_not_writable": _("GIFT cannot hold a right answer with an arrow (->) in it."),
    "weight_off_list": _("Moodle does not know this weight of an answer."),
    "weight_out_of_range": _("A weight is between -100 and 100 per cent."),
    "wildcards_only": _("Answers with wildcards (*) are not supported, and there is no other."),
}

WARNINGS: Mapping[str, StrOrPromise] = {
    "category_not_alone": _("A category needs an empty line before and after it."),
    "choice_or_matching": _("Read as a choice, because of the ~; some programs match by the ->."),
    "feedback_not_kept": _("Feedback on answers is kept for choices only."),
    "id_not_kept": _("The external id in the comment could not be read."),
    "option_empty": _("An empty answer was passed over."),
    "second_braces": _("Only the first braces hold answers; further ones are part of the text."),
    "tags_not_kept": _("Some tags are too long or too many and were left out."),
    "titles_not_kept": _("Titles of questions have no place here; the file has some."),
    "true_false_case": _("Read as a word to write; T, TRUE, F or FALSE would be true or false."),
    "weight_off_list": _("Moodle does not know this weight of an answer."),
    "weights_not_kept": _(
        "Weights are not kept: a paper's marking rule sets what an answer earns."
    ),
    "wildcards_not_kept": _("Answers with wildcards (*) were left out."),
}
