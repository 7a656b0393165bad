"""Kills parts of a site at random while people take contests, and audits each round.

`python -m tests.resilience.chaos --kills 200 --seed 7`; `make chaos` calls it. The same seed
chooses the same parts and ways, though not the same moments. Prints a table and a line of JSON;
exits with 1 if anything was lost.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.resilience.findings import Findings
from tests.resilience.participants import Load
from tests.resilience.processes import Part
from tests.resilience.stack import Stack, running_stack

KILLS_A_ROUND = 20
LONGEST_BREAK_S = 2.0
LONGEST_STANDSTILL_S = 3.0
GOES_ON_WITHIN_S = 60


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


def break_things(
    stack: Stack, load: Load, findings: Findings, *, kills: int, chance: random.Random
) -> None:
    """Kill so many parts, between one and all of them at a time, and let others stand still."""
    enough = findings.killed.total() + kills
    while findings.killed.total() < enough:
        load.goes_on(within_s=GOES_ON_WITHIN_S)
        if chance.random() < 0.2:
            part = chance.choice(stack.parts)
            let_stand_still(part, chance)
            findings.stood_still[part.name] += 1
            continue
        at_once = len(stack.parts) if chance.random() < 0.1 else chance.choice([1, 1, 1, 2])
        at_once = min(at_once, enough - findings.killed.total())
        parts = chance.sample(stack.parts, at_once)
        kill_some(parts, chance)
        findings.killed.update(part.name for part in parts)
    load.goes_on(within_s=GOES_ON_WITHIN_S)


def cause_chaos(*, kills: int, seed: int, on_postgres: bool) -> Findings:
    """Run rounds until there were so many kills."""
    chance = random.Random(seed)
    database = "PostgreSQL and Redis" if on_postgres else "SQLite and files"
    findings = Findings(seed=seed, database=database)
    began = time.monotonic()
    with running_stack(on_postgres=on_postgres) as stack:
        while findings.killed.total() < kills:
            findings.rounds += 1
            now = min(KILLS_A_ROUND, kills - findings.killed.total())
            with Load(stack, f"round-{findings.rounds}") as load:
                break_things(stack, load, findings, kills=now, chance=chance)
            audit = load.audit(patience_s=90)
            findings.figures.update(audit.figures)
            findings.figures["retries"] += load.retries
            findings.faults += audit.faults
            so_far = f"{findings.killed.total()} kills, {time.monotonic() - began:.0f} s"
            print(f"round {findings.rounds}: {so_far}, {audit.figures}", flush=True)
            for fault in audit.faults:
                print(f"  FAULT {fault}", flush=True)
    findings.seconds = round(time.monotonic() - began, 1)
    return findings


def main(asked: argparse.Namespace) -> bool:
    """Do it, and tell; whether nothing was lost."""
    print(f"seed {asked.seed}, {asked.kills} kills", flush=True)
    findings = cause_chaos(kills=asked.kills, seed=asked.seed, on_postgres=not asked.sqlite)
    print(*findings.table(), sep="\n")
    if asked.write and not findings.write_into(asked.write):
        print(f"{asked.write} has no place for chaos.", file=sys.stderr)
    print(json.dumps(findings.as_json()))
    print(findings.outcome)
    return not findings.faults


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--sqlite", action="store_true", help="on SQLite and files instead")
    parser.add_argument(
        "--write", type=Path, metavar="PAGE", help="put the table between the marks of a page"
    )
    return parser


if __name__ == "__main__":
    sys.exit(0 if main(_parser().parse_args()) else 1)
