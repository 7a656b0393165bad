"""Running benchmarks one after the other, each on a database of its own."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from rich.console import Console

from benchmarks.databases import (
    Database,
    answers,
    empty_redis,
    postgresql_copy,
    prepared_name,
    sqlite_copy,
)
from benchmarks.registry import Benchmark, On
from benchmarks.report import Report
from benchmarks.stage import Plan


class Running:
    """Prepares each kind of database when it is first needed, and throws all of them away."""

    def __init__(self, options: argparse.Namespace, console: Console) -> None:
        self._options = options
        self._console = console
        self._stack = ExitStack()
        self._prepared: set[On] = set()

    def __enter__(self) -> Self:
        folder = self._stack.enter_context(TemporaryDirectory(prefix="wangan-benchmark-"))
        self._folder = Path(folder)
        # WhiteNoise warns about a folder that is not there.
        (self._folder / "var" / "static").mkdir(parents=True)
        self._redis_url = self._stack.enter_context(empty_redis(self._options.redis))
        self._has_postgresql = answers(self._options.postgresql)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def measure(self, benchmark: Benchmark) -> Iterator[Report]:
        """One report for each kind of database that can be reached."""
        for on in benchmark.on:
            if on is On.POSTGRESQL and not self._has_postgresql:
                self._console.print(f"PostgreSQL is not reachable: {benchmark.name} left out.")
                continue
            with self._console.status(f"Measuring {benchmark.name} on {on} …"):
                self._prepare(on)
                with self._copy(on, benchmark.module) as database:
                    yield self._measure_one(benchmark, database)

    def call(self, module: str, arguments: list[str], *, on: On) -> bytes:
        """Run a module on a database of its own; what it printed."""
        self._prepare(on)
        with self._copy(on, module.rpartition(".")[2]) as database:
            return self._call(module, arguments, database)

    def _prepare(self, on: On) -> None:
        if on in self._prepared:
            return
        if on is On.SQLITE:
            prepared = self._folder / "prepared"
            prepared.mkdir()
            database = self._stack.enter_context(sqlite_copy(None, prepared))
        else:
            database = self._stack.enter_context(
                postgresql_copy(
                    self._options.postgresql,
                    name="prepared",
                    template="template1",
                    redis_url=self._redis_url,
                )
            )
        self._call("benchmarks.prepare", [], database)
        self._prepared.add(on)

    def _copy(self, on: On, name: str) -> AbstractContextManager[Database]:
        if on is On.SQLITE:
            return sqlite_copy(self._folder / "prepared", self._folder)
        return postgresql_copy(
            self._options.postgresql,
            name=name,
            template=prepared_name(),
            redis_url=self._redis_url,
        )

    def _measure_one(self, benchmark: Benchmark, database: Database) -> Report:
        is_full = bool(self._options.full)
        plan = Plan(
            benchmark=benchmark.name,
            database=database.name,
            rounds=self._options.rounds,
            seconds=self._options.seconds or (5.0 if is_full else 1.0),
            is_full=is_full,
        )
        arguments = [benchmark.module, json.dumps(asdict(plan))]
        return Report.from_json(json.loads(self._call("benchmarks.one", arguments, database)))

    def _call(self, module: str, arguments: list[str], database: Database) -> bytes:
        environment = os.environ | {
            "WANGAN_VAR_DIR": str(self._folder / "var"),
            "SECRET_KEY": "only for measuring",
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        for unset in ("REDIS_URL", "DEBUG", "PUBLIC_BASE_URL", "ALLOWED_HOSTS"):
            environment.pop(unset, None)
        return subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-m", module, *arguments],
            env=environment | dict(database.environment),
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
