"""A simulated person sitting a sheet: computed with the engine's own pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from quiz.attempt.deadline import deadline_for, grace
from quiz.attempt.enums import AttemptState
from quiz.attempt.marking import Marks, mark_position
from quiz.bank.enums import Difficulty
from quiz.campaign.demo.answering import simulated_response
from quiz.campaign.demo.crowd import Course, SimulatedPerson
from quiz.campaign.demo.dice import Dice
from quiz.contest.models import Contest
from quiz.paper.compiled import CompiledPaper
from quiz.paper.drawing import draw_sheet

_SIT = 0x534954
_LOCAL = 8
"""Hours that the people are ahead of UTC."""
# How many of a hundred people begin in each hour of their day, from midnight.
HOURS = (1, 0, 0, 0, 0, 1, 2, 4, 6, 7, 7, 5, 6, 5, 5, 5, 5, 5, 6, 9, 9, 7, 4, 1)
EASIER_PERCENT = {Difficulty.EASY: 12, Difficulty.MEDIUM: 0, Difficulty.HARD: -14}
LEARNT_PERCENT = 6
LAST_START_BEFORE_CLOSE = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """An answer as it is stored."""

    position: int
    response: str
    saved_at: datetime

    @property
    def seq(self) -> int:
        """What a client numbers answers by: milliseconds of its clock."""
        return int(self.saved_at.timestamp() * 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A closed attempt with its answers, as the engine would have left it."""

    number: int
    seed: int
    drawn: tuple[int, ...]
    started_at: datetime
    deadline: datetime
    closed_at: datetime
    state: AttemptState
    answers: tuple[GivenAnswer, ...]
    marks: Marks

    @property
    def finished_at(self) -> datetime:
        """When its time ended: when it was handed in, or the deadline."""
        return min(self.closed_at, self.deadline)

    @property
    def time_used_ms(self) -> int:
        """From the start to then."""
        return (self.finished_at - self.started_at) // timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What everybody sits: a contest's paper, and how hard its questions are, by index."""

    contest: Contest
    paper: CompiledPaper
    difficulties: Sequence[Difficulty]
    known_marks: dict[tuple[int, int, str], int] = field(default_factory=dict)
    """What the engine gave for (index, position, response) before: most answers are common."""

    def mark(self, position: int, index: int, response: str) -> int:
        """What the engine gives for a response, in hundredths of a point."""
        place = index, position, response
        if place not in self.known_marks:
            self.known_marks[place] = mark_position(
                compiled=self.paper,
                position=position,
                index=index,
                response=response,
                ruling=None,
            )
        return self.known_marks[place]


def sittings_of(person: SimulatedPerson, exam: Examination) -> list[Sitting]:
    """Every attempt of a person in the contest, in order."""
    if person.course is Course.ONLY_REGISTERED:
        return []
    dice = Dice(_SIT, person.number)
    first = _sit(person, exam, dice, number=1, started_at=_first_start(exam.contest, dice))
    if not person.takes_it_twice:
        return [first]
    a_day_later = first.started_at + timedelta(days=1, minutes=dice.between(-50, 50))
    return [first, _sit(person, exam, dice, number=2, started_at=a_day_later)]


def _first_start(contest: Contest, dice: Dice) -> datetime:
    days = (contest.closes_at - LAST_START_BEFORE_CLOSE - contest.opens_at).days
    # Many come on the first days.
    day = min(dice.between(0, days - 1), dice.between(0, days - 1))
    hour = (dice.weighted(HOURS) - _LOCAL) % 24
    return contest.opens_at + timedelta(
        days=day, hours=hour, seconds=dice.between(0, 3599), milliseconds=dice.between(0, 999)
    )


def _sit(
    person: SimulatedPerson, exam: Examination, dice: Dice, *, number: int, started_at: datetime
) -> Sitting:
    seed = dice.seed()
    drawn = draw_sheet(exam.paper, seed)
    deadline = deadline_for(
        started_at=started_at,
        time_limit_s=exam.paper.time_limit_s,
        time_factor_percent=100,
        window_end=exam.contest.closes_at,
    )
    answered = len(drawn) if person.course is Course.FINISHED else dice.between(2, len(drawn) - 2)
    answers: list[GivenAnswer] = []
    at = started_at
    for position, index in enumerate(drawn[:answered]):
        at += timedelta(milliseconds=person.seconds_a_question * dice.bell(300, 1700))
        skill = person.skill + EASIER_PERCENT[exam.difficulties[index]]
        knows = dice.chance(max(5, min(99, skill + LEARNT_PERCENT * (number - 1))))
        response = simulated_response(exam.paper.questions[index].content, knows=knows, dice=dice)
        if response is not None and at < deadline:
            answers.append(GivenAnswer(position=position, response=response, saved_at=at))
    closed_at = at + timedelta(milliseconds=dice.between(2_000, 30_000))
    overdue = person.course is Course.LEFT or closed_at > deadline
    if overdue:
        closed_at = deadline + grace() + timedelta(seconds=dice.between(1, 10))
    return Sitting(
        number=number,
        seed=seed,
        drawn=drawn,
        started_at=started_at,
        deadline=deadline,
        closed_at=closed_at,
        state=AttemptState.OVERDUE if overdue else AttemptState.FINISHED,
        answers=tuple(answers),
        marks=_marks(exam, drawn, answers),
    )


def _marks(exam: Examination, drawn: Sequence[int], answers: Sequence[GivenAnswer]) -> Marks:
    earned = [0] * len(drawn)
    for answer in answers:
        earned[answer.position] = exam.mark(
            answer.position, drawn[answer.position], answer.response
        )
    return Marks(tuple(earned))
