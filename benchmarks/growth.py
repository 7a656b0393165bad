"""Saving and starting with millions of answers in the table, against an empty one."""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import connection

from benchmarks.crowd import write_answers_of_others
from benchmarks.participants import Participant, make_participants
from benchmarks.report import Report, Round, median_round
from benchmarks.saving import Saving
from benchmarks.server import SITE, Served, serving_as_up_does
from benchmarks.sittings import open_sittings
from benchmarks.stage import Plan, Stage, at_most, warm_up
from benchmarks.start_and_finish import PEOPLE_A_SECOND, start_path

ANSWERS, ANSWERS_FULL = 1_000_000, 20_000_000
CONNECTIONS = 64
SITTINGS = 2_000
SLOWER = 1.25


def measure(plan: Plan) -> Report:
    """The rounds with an empty table first, then those with a full one."""
    answers = ANSWERS_FULL if plan.is_full else ANSWERS
    stage = Stage()
    saving = Saving(stage, plan, open_sittings(SITTINGS))
    starters = make_participants(round(PEOPLE_A_SECOND * plan.seconds) * plan.rounds * 2 + 300)
    unstarted = iter(starters)
    connection.close()
    with serving_as_up_does(SITE) as ours:
        warm_up(ours, _starts(list(islice(unstarted, 300))))
        warm_up(ours, saving.saves(1))
        scenes = Scenes(stage, plan, ours, saving, unstarted)
        empty = median_round([scenes.round("empty table") for _ in range(plan.rounds)])
        write_answers_of_others(answers)
        connection.close()
        full = median_round([scenes.round(f"{answers:,} answers") for _ in range(plan.rounds)])
    found = empty | full
    targets = []
    for before, after in zip(empty, full, strict=True):
        times = found[before]["a second"] / found[after]["a second"]
        found[after]["times slower"] = times
        targets.append(at_most(f"{after}: times slower", SLOWER, times))
    return plan.report(found, targets)


class Scenes:
    """Saves, and starts of people who have not started yet."""

    def __init__(
        self,
        stage: Stage,
        plan: Plan,
        ours: Served,
        saving: Saving,
        unstarted: Iterator[Participant],
    ) -> None:
        self._stage = stage
        self._plan = plan
        self._ours = ours
        self._saving = saving
        self._unstarted = unstarted

    def round(self, name: str) -> Round:
        """One round."""
        number = round(PEOPLE_A_SECOND * self._plan.seconds)
        people = list(islice(self._unstarted, number))
        return {
            f"save, {name}": self._saving.save(self._ours, answers_each=1, connections=CONNECTIONS),
            f"start, {name}": self._stage.put(
                self._ours, _starts(people), connections=CONNECTIONS, seconds=self._plan.seconds
            ),
        }


def _starts(people: Sequence[Participant]) -> Iterator[bytes]:
    return (person.request("POST", start_path()) for person in people)
