"""Kills parts of a site at random while people take contests, and audits each round.

`python -m tests.resilience.chaos --kills 40 --seed 7`; `make chaos` calls it. The same seed chooses
the same parts and ways, though not the same moments. Exits with 1 if anything was lost.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import count

from tests.resilience.participants import Load
from tests.resilience.processes import Part
from tests.resilience.stack import Stack, running_stack

KILLS_A_ROUND = 20
LONGEST_BREAK_S = 2.0
LONGEST_STANDSTILL_S = 3.0


def kill_some(parts: Sequence[Part], chance: random.Random) -> None:
    """Kill these parts at once, and start them again after a while."""
    for part in parts:
        part.kill()
    time.sleep(chance.uniform(0, LONGEST_BREAK_S))
    # As a supervisor does it: none waits for another to be ready.
    for part in parts:
        part.start_without_waiting()
    for part in parts:
        part.wait_until_ready()


def let_stand_still(part: Part, chance: random.Random) -> None:
    """Stop a part for a while."""
    part.stop()
    time.sleep(chance.uniform(0, LONGEST_STANDSTILL_S))
    part.go_on()


def break_things(stack: Stack, load: Load, *, kills: int, chance: random.Random) -> Counter[str]:
    """Kill so many parts, between one and all of them at a time; how often each was."""
    killed: Counter[str] = Counter()
    while killed.total() < kills:
        load.goes_on(within_s=60)
        if chance.random() < 0.2:
            let_stand_still(chance.choice(stack.parts), chance)
            continue
        at_once = len(stack.parts) if chance.random() < 0.1 else chance.choice([1, 1, 1, 2])
        parts = chance.sample(stack.parts, min(at_once, kills - killed.total()))
        kill_some(parts, chance)
        killed.update(part.name for part in parts)
    load.goes_on(within_s=60)
    return killed


def main(*, kills: int, seed: int, on_postgres: bool) -> bool:
    """Run rounds until there were so many kills; whether every audit was clean."""
    chance = random.Random(seed)
    killed: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    faults: list[str] = []
    print(f"seed {seed}, {kills} kills")
    with running_stack(on_postgres=on_postgres) as stack:
        for number in count(1):
            now = min(KILLS_A_ROUND, kills - killed.total())
            with Load(stack, f"round-{number}") as load:
                killed += break_things(stack, load, kills=now, chance=chance)
            audit = load.audit(patience_s=90)
            figures.update(audit.figures)
            figures["retries"] += load.retries
            faults += audit.faults
            print(f"round {number}: {killed.total()} kills, {audit.figures}", flush=True)
            for fault in audit.faults:
                print(f"  FAULT {fault}", flush=True)
            if killed.total() >= kills:
                break
    print(f"killed: {dict(killed)}; participants: {dict(figures)}")
    outcome = "nothing lost, nothing doubled" if not faults else f"{len(faults)} FAULTS"
    print(f"{killed.total()} kills: {outcome}")
    return not faults


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--sqlite", action="store_true", help="on SQLite and files instead")
    asked = parser.parse_args()
    clean = main(kills=asked.kills, seed=asked.seed, on_postgres=not asked.sqlite)
    sys.exit(0 if clean else 1)
