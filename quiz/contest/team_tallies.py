"""What regions and organisations bring to their boards."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from accounts.models import Organisation, Region, RegionLevel
from quiz.contest.field import Field
from quiz.contest.models import Contest
from quiz.contest.participation import Participation
from quiz.leaderboard.enums import TeamRule
from quiz.leaderboard.team_board import TeamTally


def region_tallies(contest: Contest, counted: Participation, field: Field) -> list[TeamTally]:
    """Prefectures, with the people of their counties. People without a region are left out."""
    home = prefectures()
    participants: dict[str, int] = defaultdict(int)
    for code, tally in counted.by_region.items():
        if code is not None and tally.started:
            participants[home[code]] += tally.started
    scores: dict[str, list[int]] = defaultdict(list)
    for code, score in _best_scores(contest, field, "region_id"):
        scores[home[code]].append(score)
    return [
        TeamTally(code=code, participants=people, best_scores_centi=tuple(scores[code]))
        for code, people in participants.items()
    ]


def organisation_tallies(contest: Contest, counted: Participation, field: Field) -> list[TeamTally]:
    """Organisations by slug, with the head count each declared."""
    participants = {
        str(organisation): tally.started
        for organisation, tally in counted.by_organisation.items()
        if organisation is not None and tally.started
    }
    scores: dict[str, list[int]] = defaultdict(list)
    for organisation_id, score in _best_scores(contest, field, "organisation_id"):
        scores[organisation_id].append(score)
    return [
        TeamTally(
            code=organisation.slug,
            participants=participants[str(organisation.pk)],
            headcount=organisation.headcount_declared,
            best_scores_centi=tuple(scores[str(organisation.pk)]),
        )
        for organisation in Organisation.objects.filter(pk__in=participants)
    ]


def prefectures() -> dict[str, str]:
    """Every region's code → the prefecture it lies in; a province stands for itself."""
    return {
        code: parent if level == RegionLevel.COUNTY and parent else code
        for code, parent, level in Region.objects.values_list("code", "parent_id", "level")
    }


def _best_scores(contest: Contest, field: Field, team: str) -> Iterator[tuple[str, int]]:
    """(team, score in hundredths) of at least each team's k best, where the rule asks for them."""
    if contest.team_rule != TeamRule.MEAN_TOP_K or not contest.top_k:
        return
    numbered = field.stored.filter(**{f"{team}__isnull": False}).annotate(
        number=Window(RowNumber(), partition_by=[F(team)], order_by=["rank_key", "pk"])
    )
    best = numbered.filter(number__lte=contest.top_k)
    for member_of, score in best.values_list(team, "score_centi"):
        yield str(member_of), score
    for entry, standing in field.derived:
        member_of = getattr(entry, team)
        if member_of is not None and standing.score_centi is not None:
            yield str(member_of), standing.score_centi
