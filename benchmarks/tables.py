"""Reports as tables: on the terminal, and as Markdown between two marks of a page."""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from rich.table import Table

from benchmarks.report import Report, Target

RATIO_BELOW = 10
WHOLE_FROM = 1_000


def shown(value: float | None) -> str:
    """A figure with about three digits; nothing where there is none."""
    if value is None:
        return ""
    if abs(value) >= WHOLE_FROM:
        return f"{value:,.0f}"
    if value and abs(value) < RATIO_BELOW:
        return f"{value:.3g}"
    return f"{value:.1f}"


def columns_of(report: Report) -> list[str]:
    """Every column that some scene has, in the order in which they first come."""
    return list(dict.fromkeys(column for row in report.scenes.values() for column in row))


def heading(report: Report) -> str:
    """The benchmark, its database and its rounds."""
    return f"{report.benchmark} · {report.database} · median of {report.rounds}"


def terminal_tables(report: Report) -> list[Table]:
    """The scenes, and the targets."""
    scenes = Table(title=heading(report), title_justify="left")
    scenes.add_column("")
    for column in columns_of(report):
        scenes.add_column(column, justify="right")
    for cells in _rows(report):
        scenes.add_row(*cells)
    if not report.targets:
        return [scenes]
    targets = Table("target", "must be", "measured", "", box=None)
    for target in report.targets:
        style = "green" if target.is_met else "red"
        targets.add_row(*_target_cells(target), style=style)
    return [scenes, targets]


def markdown(report: Report) -> str:
    """The same as Markdown, with what was measured on."""
    columns = columns_of(report)
    lines = [f"Median of {report.rounds} rounds, {report.database}.", ""]
    lines += _markdown_table(["", *columns], _rows(report))
    if report.targets:
        cells = [_target_cells(target) for target in report.targets]
        lines += ["", *_markdown_table(["Target", "must be", "measured", ""], cells)]
    lines += ["", *(f"{note}  " for note in report.notes)] if report.notes else []
    if report.versions:
        versions = ", ".join(f"{name} {number}" for name, number in report.versions.items())
        lines += ["", f"*{versions}*"]
    return "\n".join(line.rstrip() for line in lines)


def write_between_marks(page: Path, reports: Iterable[Report]) -> list[str]:
    """Put each report between its marks in the page; returns the names without a place there.

    The marks are `<!-- benchmark: NAME -->` and `<!-- end -->`. Others are left as they are.
    """
    by_name: dict[str, list[Report]] = {}
    for report in reports:
        by_name.setdefault(report.benchmark, []).append(report)
    return [
        name
        for name, found in by_name.items()
        if not put_between_marks(page, name, "\n\n".join(markdown(report) for report in found))
    ]


def put_between_marks(page: Path, name: str, written: str) -> bool:
    """Put a text between the marks of this name; whether there are any."""
    place = re.compile(rf"(<!-- benchmark: {re.escape(name)} -->\n).*?(<!-- end -->)", re.S)
    text, times = place.subn(partial(_between, written), page.read_text())
    page.write_text(text)
    return bool(times)


def _between(written: str, mark: re.Match[str]) -> str:
    return f"{mark[1]}{written}\n{mark[2]}"


def _rows(report: Report) -> list[list[str]]:
    columns = columns_of(report)
    return [
        [scene, *(shown(figures.get(column)) for column in columns)]
        for scene, figures in report.scenes.items()
    ]


def _target_cells(target: Target) -> list[str]:
    unit = f" {target.unit}" if target.unit else ""
    must_be = f"{target.bound} {shown(target.limit)}{unit}"
    return [target.what, must_be, f"{shown(target.measured)}{unit}", target.verdict]


def _markdown_table(head: list[str], rows: Iterable[list[str]]) -> list[str]:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    rule = ["---", *("---:" for _ in head[1:])]
    return [line(head), line(rule), *(line(row) for row in rows)]
