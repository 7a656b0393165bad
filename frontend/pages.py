"""Every page of the site: its address, its name in the browser's title, and what it loads."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Area(StrEnum):
    """Whom a page is for; each area has one style sheet, `src/styles/<area>.css`."""

    RESIDENT = "resident"
    ORGANISE = "organise"
    TRAIN = "train"


class Frame(StrEnum):
    """What surrounds a page."""

    FULL = "full"
    FOCUS = "focus"  # no navigation: nobody leaves an attempt by a slip of the thumb


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. `route` names its variable parts, such as `/contests/{slug}`."""

    route: str
    title: Promise
    entry: str
    area: Area = Area.RESIDENT
    frame: Frame = Frame.FULL

    @property
    def script(self) -> str:
        """The entry as the build's manifest knows it."""
        return f"frontend/src/pages/{self.entry}.ts"

    @property
    def sheet(self) -> str:
        """The area's style sheet as the build's manifest knows it."""
        return f"frontend/src/styles/{self.area}.css"


PAGES = (
    Page(route="/", title=_("Home"), entry="resident/home"),
    Page(route="/contests", title=_("Contests"), entry="resident/contests"),
    Page(route="/contests/{slug}", title=_("Contest"), entry="resident/contest"),
    Page(route="/contests/{slug}/board", title=_("Board"), entry="resident/board"),
    Page(
        route="/attempts/{id}",
        title=_("Attempt"),
        entry="resident/answer",
        frame=Frame.FOCUS,
    ),
    Page(route="/attempts/{id}/result", title=_("Result"), entry="resident/result"),
    Page(route="/my/contests", title=_("My contests"), entry="resident/my-contests"),
    Page(route="/sign-in", title=_("Sign in"), entry="account/sign-in"),
    Page(route="/sign-in/code", title=_("Sign in with a code"), entry="account/sign-in-code"),
    Page(route="/sign-up", title=_("Sign up"), entry="account/sign-up"),
    Page(route="/password/reset", title=_("Set a new password"), entry="account/password-reset"),
    Page(route="/verify-email", title=_("Confirm your e-mail address"), entry="account/verify"),
    Page(
        route="/verify-email/{key}",
        title=_("Confirm your e-mail address"),
        entry="account/verify",
    ),
    Page(route="/profile", title=_("My profile"), entry="account/profile"),
    Page(route="/profile/security", title=_("Sign-in and security"), entry="account/security"),
    Page(
        route="/organise",
        title=_("Organise contests"),
        entry="organise/contests",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/banks",
        title=_("Question banks"),
        entry="organise/banks",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/banks/{slug}",
        title=_("Question bank"),
        entry="organise/bank",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/banks/{slug}/import",
        title=_("Import and export"),
        entry="organise/import",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/banks/{slug}/questions/new",
        title=_("New question"),
        entry="organise/question",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/banks/{slug}/questions/{id}",
        title=_("Question"),
        entry="organise/question",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/contests/new",
        title=_("New contest"),
        entry="organise/new-contest",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/contests/{id}",
        title=_("Contest"),
        entry="organise/contest",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/contests/{id}/compose",
        title=_("Questions"),
        entry="organise/compose",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/contests/{id}/rules",
        title=_("Schedule and rules"),
        entry="organise/rules",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/contests/{id}/publish",
        title=_("Publish"),
        entry="organise/publish",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/contests/{id}/watch",
        title=_("Watch"),
        entry="organise/watch",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/contests/{id}/participants",
        title=_("Participants"),
        entry="organise/participants",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/contests/{id}/participants/{entry}",
        title=_("Participant"),
        entry="organise/entry",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/contests/{id}/rulings",
        title=_("Rulings"),
        entry="organise/rulings",
        area=Area.ORGANISE,
    ),
    Page(
        route="/organise/contests/{id}/results",
        title=_("Results"),
        entry="organise/results",
        area=Area.ORGANISE,
    ),
    Page(
        route="/train",
        title=_("Train people"),
        entry="train/organisations",
        area=Area.TRAIN,
    ),
    Page(
        route="/train/{slug}/roster",
        title=_("Roster"),
        entry="train/roster",
        area=Area.TRAIN,
    ),
)
