"""The benchmarks there are. Each is a module here with a function `measure(plan)`."""

from dataclasses import dataclass
from enum import StrEnum


class On(StrEnum):
    """The kind of database to measure on."""

    SQLITE = "SQLite"
    POSTGRESQL = "PostgreSQL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One benchmark. `module` is in this package; its name is the name to call it by."""

    module: str
    about: str
    on: tuple[On, ...] = (On.POSTGRESQL,)

    @property
    def name(self) -> str:
        """Its name on the command line and in the pages."""
        return self.module.replace("_", "-")


BENCHMARKS = (
    Benchmark(module="saving", about="save one answer a request, and five, at 256 connections"),
    Benchmark(
        module="saving_on_sqlite",
        about="save on SQLite, 64 connections, one web process",
        on=(On.SQLITE,),
    ),
    Benchmark(module="start_and_finish", about="start and finish an attempt"),
    Benchmark(module="signing_in", about="sign up; sign in by password and by one-time code"),
    Benchmark(module="boards", about="build, refresh and read boards of 100,000 and more"),
    Benchmark(
        module="public_pages", about="public board, counts and contest: polled, whole, packed"
    ),
    Benchmark(module="other_reads", about="own attempt, own place, lists"),
    Benchmark(module="growth", about="save and start with millions of answers in the table"),
    Benchmark(
        module="question_files",
        about="parse, import and import again 10,000 questions",
        on=(On.SQLITE, On.POSTGRESQL),
    ),
)


def benchmarks_named(names: list[str]) -> list[Benchmark]:
    """Those asked for, or all; raises `KeyError` with a name that is none."""
    by_name = {benchmark.name: benchmark for benchmark in BENCHMARKS}
    return [by_name[name.replace("_", "-")] for name in names] or list(BENCHMARKS)
