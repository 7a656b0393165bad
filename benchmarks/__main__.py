"""Run the contest day on every database there is, and print what was measured."""

import argparse
import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.databases import Database, sqlite_in, throwaway_postgresql

COLUMNS = ("a second", "p50 ms", "p99 ms", "of the empty app", "of the bare statement")


def main() -> int:
    """Measure, print a table, then one JSON line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many (3)")
    parser.add_argument(
        "--postgresql",
        default=f"postgres://{os.environ.get('USER') or 'root'}@127.0.0.1:5432",
        help="server on which a database may be created and dropped",
    )
    options = parser.parse_args()
    console = Console(stderr=True)
    results: dict[str, Any] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="wangan-benchmark-")))
        databases: list[Database | None] = [
            sqlite_in(folder),
            stack.enter_context(throwaway_postgresql(options.postgresql)),
        ]
        for database in databases:
            if database is None:
                console.print("PostgreSQL is not reachable: measured on SQLite only.")
                continue
            with console.status(f"Measuring on {database.name} …"):
                results[database.name] = _measure(database, folder, rounds=options.rounds)
    for name, scenes in results.items():
        Console().print(_table(name, scenes))
    print(json.dumps({"benchmark": "contest_day", "results": results}))
    return 0


def _measure(database: Database, folder: Path, *, rounds: int) -> dict[str, Any]:
    """Measure in a process of its own: Django knows one database in its life."""
    environment = os.environ | {
        "DATABASE_URL": database.url,
        "WANGAN_VAR_DIR": str(folder / database.name),
        "SECRET_KEY": "only for measuring",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    for unset in ("REDIS_URL", "DEBUG", "PUBLIC_BASE_URL", "ALLOWED_HOSTS"):
        environment.pop(unset, None)
    # WhiteNoise warns about a folder that is not there.
    (folder / database.name / "static").mkdir(parents=True)
    measured = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "benchmarks.contest_day", str(database.workers), str(rounds)],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(measured.stdout)
    return found


def _table(name: str, scenes: dict[str, dict[str, float]]) -> Table:
    table = Table(title=f"Contest day on {name}", title_justify="left")
    table.add_column("")
    for column in COLUMNS:
        table.add_column(column, justify="right")
    empty, statement = scenes["empty app"]["per_s"], scenes["bare statement"]["per_s"]
    for scene, found in scenes.items():
        table.add_row(
            scene,
            f"{found['per_s']:,.0f}",
            f"{found['p50_ms']:.1f}",
            f"{found['p99_ms']:.1f}",
            f"{found['per_s'] / empty:.2f}",
            f"{found['per_s'] / statement:.2f}",
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
