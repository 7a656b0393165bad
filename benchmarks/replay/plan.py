"""How many people, and what they are like."""

import random
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayPlan:
    """What is replayed. Fractions are of all participants; the same seed is the same people."""

    participants: int
    questions: int = 20
    time_limit_s: int = 120
    seed: int = 1
    connections: int = 256
    together: int = 2_000
    """How many are in the middle of their attempts at a time, before the last minute."""
    change_their_mind: float = 0.1
    retry: float = 0.02
    lose_the_network: float = 0.02
    never_finish: float = 0.03
    in_the_last_minute: float = 0.1
    requests_a_poll: int = 50
    """One request in so many asks for the board."""
    timetable: str = "config"
    """The Celery application whose schedule the site keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What one participant does beside answering; each number is a position, or nothing."""

    knows: float
    """The chance that an answer is right."""
    changes_mind_at: int | None
    sends_twice_at: int | None
    offline_at: int | None
    comes_back_late: bool
    leaves_at: int | None
    chance: random.Random = field(compare=False)


def habits_of(number: int, plan: ReplayPlan) -> Habits:
    """The habits of a participant, drawn by the seed and the number alone.

    Who comes in the last minute does not leave and has the network all the time: the replay would
    end by waiting for them.
    """
    chance = random.Random(plan.seed * 1_000_003 + number)

    def position(share: float) -> int | None:
        return chance.randrange(plan.questions) if chance.random() < share else None

    changes = position(plan.change_their_mind)
    twice = position(plan.retry)
    is_early = number < plan.participants * (1 - plan.in_the_last_minute) / 2
    offline = position(plan.lose_the_network * 2) if is_early else None
    late = chance.random() < 1 / 2
    leaves = position(plan.never_finish * 2) if is_early and offline is None else None
    return Habits(
        knows=chance.betavariate(4, 2),
        changes_mind_at=changes,
        sends_twice_at=twice,
        offline_at=offline,
        comes_back_late=late,
        leaves_at=leaves,
        chance=chance,
    )
