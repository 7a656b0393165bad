"""What the API says when a roster cannot do what is asked of it."""

from django.utils.translation import gettext_lazy as _

from accounts.roster.uploads import AnotherRosterRuns, NothingInRoster, RosterNotReady
from accounts.roster.workbooks import NoRowFailed
from api.problems import Problem, problem_for


@problem_for(RosterNotReady)
def roster_not_ready(refused: RosterNotReady) -> Problem:
    """Say where it is."""
    told = _("The file is at another step: %(state)s.") % {"state": refused.state.label}
    return Problem(code="roster_not_ready", detail=told)


@problem_for(NothingInRoster)
def nothing_in_roster(_refused: NothingInRoster) -> Problem:
    """There is nothing to agree to."""
    told = _("The file holds nothing that is new or changed.")
    return Problem(code="nothing_in_roster", detail=told)


@problem_for(AnotherRosterRuns)
def another_roster_runs(_refused: AnotherRosterRuns) -> Problem:
    """Say what to wait for."""
    told = _("Another roster of this organisation is being imported. Wait until it is done.")
    return Problem(code="another_roster_runs", detail=told)


@problem_for(NoRowFailed)
def no_row_failed(_refused: NoRowFailed) -> Problem:
    """There is nothing to mend."""
    return Problem(code="nothing_failed", detail=_("Nothing in the file is wrong."))
