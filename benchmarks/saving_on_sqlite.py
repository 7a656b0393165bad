"""Saving answers on SQLite with `synchronous=FULL`: one web process, 64 connections."""

from contextlib import ExitStack

from django.db import connection

from benchmarks.bare.wsgi_empty import REQUEST
from benchmarks.report import Report, Round, with_ratios
from benchmarks.saving import Saving
from benchmarks.server import EMPTY_APP, SITE, serving_as_up_does
from benchmarks.sittings import open_sittings
from benchmarks.stage import Plan, Stage, at_least, at_most, over_and_over, warm_up

CONNECTIONS = 64
SITTINGS = 2_000
EMPTY, UPSERT, SAVE = "empty WSGI app", "the bare upsert, no HTTP", "save one"


def measure(plan: Plan) -> Report:
    """Each round: an empty application, the upsert alone with a commit each, and saving."""
    sittings = open_sittings(SITTINGS)
    connection.close()
    stage = Stage()
    saving = Saving(stage, plan, sittings)
    rounds: list[Round] = []
    with ExitStack() as stack:
        empty = stack.enter_context(serving_as_up_does(EMPTY_APP))
        ours = stack.enter_context(serving_as_up_does(SITE))
        warm_up(ours, saving.saves(1))
        for _ in range(plan.rounds):
            rounds.append(
                {
                    EMPTY: stage.put(empty, REQUEST, connections=CONNECTIONS, seconds=plan.seconds),
                    UPSERT: over_and_over(
                        lambda: saving.write_alone(answers=1), seconds=plan.seconds
                    ),
                    SAVE: saving.save(ours, answers_each=1, connections=CONNECTIONS),
                }
            )
            connection.close()
    found = with_ratios(rounds, {EMPTY: "of the empty app", UPSERT: "of the bare upsert"})
    targets = [
        at_least("save one, a second", 5_000, found[SAVE]["a second"]),
        at_most("longest wait", 250, found[SAVE]["longest ms"], "ms"),
    ]
    return plan.report(found, targets)
