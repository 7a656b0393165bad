"""What the API says when a bank cannot do what is asked of it."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from api.problems import FieldProblem, Problem, problem_for
from quiz.bank.editing import ExternalIdTaken
from quiz.bank.importing.uploads import ImportNotReady, NothingToImport
from quiz.bank.limits import MAX_TAGS, MAX_TOPIC_DEPTH
from quiz.bank.reviewing import ChangedMeanwhile
from quiz.bank.tagging import TagsInvalid
from quiz.bank.topic_tree import TopicInCircle, TopicNotEmpty, TopicTooDeep
from quiz.bank.types import InvalidContent
from quiz.bank.workflow import SecondReaderNeeded, StepNotPossible
from quiz.paper.publishing import NotEnoughQuestions


@problem_for(NotEnoughQuestions)
def not_enough_questions(refused: NotEnoughQuestions) -> Problem:
    """Name each section that falls short, and by how many questions."""
    return Problem(
        status=HTTPStatus.CONFLICT,
        code="not_enough_questions",
        detail=_("The question bank cannot supply what the sections ask for."),
        errors=[
            FieldProblem(
                f"/sections/{place}",
                "not_enough_questions",
                ngettext(
                    "%(number)d question is missing.",
                    "%(number)d questions are missing.",
                    supply.shortfall,
                )
                % {"number": supply.shortfall},
            )
            for place, supply in enumerate(refused.supplies)
            if supply.shortfall
        ],
    )


@problem_for(InvalidContent)
def invalid_content(refused: InvalidContent) -> Problem:
    """Name every fault, at its place in the text that was sent."""
    return Problem(
        status=HTTPStatus.BAD_REQUEST,
        code="validation_error",
        detail=_("The question is not complete yet."),
        errors=[
            FieldProblem(f"/content{fault.pointer}", fault.code, fault.message)
            for fault in refused.errors
        ],
    )


@problem_for(ChangedMeanwhile)
def revised_meanwhile(refused: ChangedMeanwhile) -> Problem:
    """Say by whom, so that the two can talk."""
    name = refused.current.created_by.display_name if refused.current.created_by else ""
    told = _("Somebody else has changed this question since you opened it.")
    by_name = _("%(name)s has changed this question since you opened it.") % {"name": name}
    return Problem(code="revised_meanwhile", detail=by_name if name else told)


@problem_for(SecondReaderNeeded)
def second_reader_needed(_refused: SecondReaderNeeded) -> Problem:
    """Say who could."""
    return Problem(
        code="second_reader_needed",
        detail=_("Somebody who did not write the text must let it through."),
    )


@problem_for(StepNotPossible)
def step_not_possible(_refused: StepNotPossible) -> Problem:
    """Its status has changed, perhaps by somebody else."""
    return Problem(code="step_not_possible", detail=_("Its status does not allow this."))


@problem_for(ExternalIdTaken)
def external_id_taken(_refused: ExternalIdTaken) -> Problem:
    """Point at the field."""
    told = _("Another question of this bank has this external id.")
    return Problem(
        code="external_id_taken",
        detail=told,
        errors=[FieldProblem("/external_id", "external_id_taken", told)],
    )


@problem_for(TopicInCircle)
def topic_in_circle(_refused: TopicInCircle) -> Problem:
    """A tree has no circles."""
    return Problem(code="topic_in_circle", detail=_("A topic cannot be below itself."))


@problem_for(TopicTooDeep)
def topic_too_deep(_refused: TopicTooDeep) -> Problem:
    """Say how many levels there are."""
    told = _("The tree of topics has at most %(most)d levels.") % {"most": MAX_TOPIC_DEPTH}
    return Problem(code="topic_too_deep", detail=told)


@problem_for(TagsInvalid)
def tags_invalid(_refused: TagsInvalid) -> Problem:
    """Point at the field."""
    told = _("A question has at most %(most)d tags.") % {"most": MAX_TAGS}
    return Problem(
        status=HTTPStatus.BAD_REQUEST,
        code="validation_error",
        detail=told,
        errors=[FieldProblem("/tags", "tags_invalid", told)],
    )


@problem_for(TopicNotEmpty)
def topic_not_empty(_refused: TopicNotEmpty) -> Problem:
    """Say what to do first."""
    return Problem(
        code="topic_not_empty",
        detail=_("Move its questions and the topics below it first, or merge it with another."),
    )


@problem_for(ImportNotReady)
def import_not_ready(refused: ImportNotReady) -> Problem:
    """Say where it is."""
    told = _("The file is at another step: %(state)s.") % {"state": refused.state.label}
    return Problem(code="import_not_ready", detail=told)


@problem_for(NothingToImport)
def nothing_to_import(_refused: NothingToImport) -> Problem:
    """There is nothing to agree to."""
    return Problem(
        code="nothing_to_import", detail=_("The file holds nothing that is new or changed.")
    )
