"""What there is to win and how, in plain words in the active language."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.text import localise
from quiz.contest.enums import DrawAmong, Eligibility, PrizeKind, PrizeTies
from quiz.contest.models import Contest, Prize
from quiz.contest.rules_wording import points_text


def prize_rules(contest: Contest, prizes: Sequence[Prize]) -> Iterator[tuple[str, str]]:
    """Every prize, and what holds for all of them; nothing where there is none."""
    for prize in prizes:
        title = localise(prize.title, get_language() or "")
        yield (
            f"prize_{prize.number}",
            _("%(prize)s: %(terms)s.") % {"prize": title, "terms": terms_text(prize)},
        )
    if any(_has_a_border(prize) for prize in prizes):
        if contest.prize_ties == PrizeTies.EVERYBODY:
            yield "prize_ties", _("Whoever shares the last place of a prize gets it too.")
        else:
            yield (
                "prize_ties",
                _("Of those who share the last place of a prize, the order of the board decides."),
            )
    if len(prizes) > 1:
        if contest.several_prizes_each:
            yield "prizes_each", _("One person can win several prizes.")
        else:
            yield (
                "prizes_each",
                _("Nobody wins two prizes: who has one is left out of those further down."),
            )
    if prizes and contest.audience == Eligibility.GUESTS:
        yield "prize_guests", _guests(contest)
    if any(prize.kind == PrizeKind.DRAW for prize in prizes):
        yield (
            "prize_draw",
            _(
                "Lots are drawn by a seed that was fixed at publication; it is told with the final "
                "results, so that everybody can check the draw."
            ),
        )


def terms_text(prize: Prize) -> str:
    """What one must do for a prize, as part of a sentence."""
    match PrizeKind(prize.kind):
        case PrizeKind.PLACE:
            return _places(prize)
        case PrizeKind.SCORE:
            return _score(prize)
        case PrizeKind.DRAW:
            return _draw(prize)


def _places(prize: Prize) -> str:
    if prize.from_place == prize.to_place:
        return _("place %(place)d of the final board") % {"place": prize.to_place}
    return _("places %(first)d to %(last)d of the final board") % {
        "first": prize.from_place,
        "last": prize.to_place,
    }


def _score(prize: Prize) -> str:
    points = points_text(prize.min_score_centi or 0)
    if prize.count is None:
        return _("everybody with at least %(points)s points") % {"points": points}
    return ngettext(
        "the best person with at least %(points)s points",
        "the %(count)d best with at least %(points)s points",
        prize.count,
    ) % {"count": prize.count, "points": points}


def _draw(prize: Prize) -> str:
    count = prize.count or 0
    if prize.among == DrawAmong.PASSED:
        text = ngettext(
            "%(count)d drawn by lot among everybody who passed",
            "%(count)d drawn by lot among everybody who passed",
            count,
        )
    else:
        text = ngettext(
            "%(count)d drawn by lot among everybody with a result",
            "%(count)d drawn by lot among everybody with a result",
            count,
        )
    return text % {"count": count}


def _has_a_border(prize: Prize) -> bool:
    return prize.kind == PrizeKind.PLACE or (
        prize.kind == PrizeKind.SCORE and prize.count is not None
    )


def _guests(contest: Contest) -> str:
    if contest.guests_can_win:
        return _("Guests can win, too.")
    return _("Prizes go to people with an account; a guest's place is not passed on.")
