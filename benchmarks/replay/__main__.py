"""Replay the document's contest: `python -m benchmarks.replay --participants 100000`."""

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from benchmarks.options import add_servers
from benchmarks.registry import On
from benchmarks.replay.plan import ReplayPlan
from benchmarks.replay.plot import draw
from benchmarks.replay.summary import summary
from benchmarks.replay.timeline import Moment
from benchmarks.report import Report
from benchmarks.running import Running
from benchmarks.tables import put_between_marks, terminal_tables, write_between_marks

PAGE = Path("docs/performance.md")
PICTURE = Path("docs/pictures/replay.svg")
READMES = {Path("README.md"): "en", Path("README.zh-CN.md"): "zh"}


def main() -> int:
    """Replay, print the tables and one line of JSON; 1 if the audit found something."""
    options = _options()
    plan = ReplayPlan(
        participants=options.participants,
        questions=options.questions,
        time_limit_s=options.time_limit,
        seed=options.seed,
        timetable=options.timetable,
        connections=min(options.connections, options.participants),
    )
    console = Console(stderr=True)
    with Running(options, console) as running:
        on = On.SQLITE if options.sqlite else On.POSTGRESQL
        try:
            printed = running.call("benchmarks.replay.once", [json.dumps(asdict(plan))], on=on)
        except subprocess.CalledProcessError as failed:
            if not failed.stdout:
                return failed.returncode
            # Something was found: the report says what.
            printed = failed.stdout
    found = json.loads(printed)
    report = Report.from_json(found["report"])
    for table in terminal_tables(report):
        Console(width=None if sys.stdout.isatty() else 180).print(table)
    for note in report.notes:
        print(note)
    print(json.dumps(found["report"]), flush=True)
    picture = draw([Moment(*row) for row in found["timeline"]], title=report.notes[0])
    if options.plot:
        options.plot.write_text(picture)
    if options.write:
        PICTURE.write_text(picture)
        write_between_marks(PAGE, [report])
        for page, language in READMES.items():
            put_between_marks(page, "replay", summary(report, language=language))
    return 0 if all(target.is_met for target in report.targets[:1]) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replay", description=__doc__)
    parser.add_argument("--participants", type=int, default=1_000, help="how many (1000)")
    parser.add_argument("--questions", type=int, default=20, help="questions on each sheet (20)")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite and files")
    parser.add_argument(
        "--time-limit", type=int, default=120, metavar="S", help="seconds for an attempt (120)"
    )
    parser.add_argument("--connections", type=int, default=256, help="at most so many (256)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed is the same people")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="write the picture there")
    parser.add_argument(
        "--write",
        action="store_true",
        help=f"write {PAGE}, {PICTURE} and the tables of the READMEs",
    )
    parser.add_argument(
        "--timetable",
        default="config",
        metavar="APP",
        help="the Celery application whose schedule is kept (config)",
    )
    add_servers(parser)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
