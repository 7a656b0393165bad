"""Loading the demo as a whole: all of it, or nothing; again, and nothing is doubled."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from accounts.regions import load_regions, region_files
from quiz.bank.enums import Difficulty
from quiz.bank.models import Question
from quiz.bank.packs import load_shipped_pack
from quiz.campaign.demo import contests
from quiz.campaign.demo.figures import make_campaign
from quiz.campaign.demo.people import make_accounts, make_organisations
from quiz.campaign.demo.sittings import Examination
from quiz.campaign.demo.writing import Places, read_places, write_crowd
from quiz.campaign.reporting import add_contests
from quiz.contest.closing import close_contest
from quiz.contest.enums import ContestState
from quiz.contest.finalising import finalise_contest
from quiz.contest.models import Contest
from quiz.paper.compiled import compiled_paper

PARTICIPANTS = 5_000
PACK = "network_safety"

Say = Callable[[str], None]


@transaction.atomic
def load_demo(*, now: datetime, participants: int = PARTICIPANTS, say: Say) -> None:
    """Load regions, questions, accounts, the campaign and its contests; say what is being done."""
    say("regions")
    for path in region_files():
        load_regions(path=path)
    say("questions")
    bank, _report = load_shipped_pack(pack=PACK, now=now)
    say("accounts and organisations")
    organisations = make_organisations()
    organiser = make_accounts(organisations)["organiser"]
    say("campaign and contests")
    centre = organisations[0]
    finished = contests.make_finished_contest(bank=bank, organisation=centre, by=organiser, now=now)
    public = [
        finished,
        contests.make_open_contest(bank=bank, organisation=centre, by=organiser, now=now),
        contests.make_upcoming_contest(bank=bank, organisation=centre, by=organiser, now=now),
    ]
    contests.make_draft(bank=bank, organisation=centre, by=organiser, now=now)
    add_contests(campaign=make_campaign(now=now), contests=public)
    if finished.state == ContestState.PUBLISHED:
        _run(finished, read_places(organisations), organiser, participants, say)


def _run(contest: Contest, places: Places, by: User, participants: int, say: Say) -> None:
    """Let the simulated people take the contest; then close it and make its standings final."""
    write_crowd(
        participants=participants,
        exam=examination_of(contest),
        places=places,
        progress=lambda done: say(f"simulated people: {done}"),
    )
    say("final standings and boards")
    contest = close_contest(contest=contest, by=by, now=contest.closes_at)
    finalise_contest(contest=contest, by=by, now=contest.closes_at + timedelta(hours=1))


def examination_of(contest: Contest) -> Examination:
    """What is sat in the contest's first round."""
    paper_id = contest.rounds.values_list("paper_id", flat=True)[0]
    assert paper_id is not None  # noqa: S101 - the contest is published
    paper = compiled_paper(paper_id)
    ids = [question.question_id for question in paper.questions]
    difficulties = dict(Question.objects.filter(pk__in=ids).values_list("pk", "difficulty"))
    return Examination(
        contest=contest,
        paper=paper,
        difficulties=[Difficulty(difficulties[pk]) for pk in ids],
    )
