"""Run benchmarks: `python -m benchmarks [NAME …]`; a table and one JSON line for each."""

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from benchmarks.options import add_servers
from benchmarks.registry import BENCHMARKS, benchmarks_named
from benchmarks.report import Report
from benchmarks.running import Running
from benchmarks.tables import terminal_tables, write_between_marks


def main() -> int:
    """Measure, print, and write the tables of the page if asked to."""
    options = _options()
    if options.list:
        for benchmark in BENCHMARKS:
            print(f"{benchmark.name:20} {benchmark.about}")
        return 0
    try:
        wanted = benchmarks_named(options.names)
    except KeyError as unknown:
        print(f"There is no benchmark {unknown}; see --list.", file=sys.stderr)
        return 2
    reports: list[Report] = []
    if options.read:
        lines = options.read.read_text().splitlines()
        found = (json.loads(line) for line in lines if line.startswith('{"benchmark"'))
        reports = [Report.from_json(one) for one in found]
    else:
        console = Console(stderr=True)
        # Into a file or a pipe, a table may be as wide as it is.
        tables = Console(width=None if sys.stdout.isatty() else 180)
        with Running(options, console) as running:
            for benchmark in wanted:
                for report in running.measure(benchmark):
                    for table in terminal_tables(report):
                        tables.print(table)
                    print(json.dumps(report.as_json()), flush=True)
                    reports.append(report)
    if options.write:
        for name in write_between_marks(options.write, reports):
            print(f"{options.write} has no place for {name}.", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help="which ones; without a name, all of them")
    parser.add_argument("--list", action="store_true", help="tell what there is")
    parser.add_argument("--full", action="store_true", help="the large sizes too, and longer")
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many (3)")
    parser.add_argument("--seconds", type=float, help="how long each scene takes (1, full: 5)")
    parser.add_argument(
        "--write", type=Path, metavar="PAGE", help="fill the tables between the marks of a page"
    )
    parser.add_argument(
        "--read", type=Path, metavar="FILE", help="take earlier JSON lines instead of measuring"
    )
    add_servers(parser)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
