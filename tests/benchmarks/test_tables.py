"""Tables of reports, in the terminal and in a page."""

from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.report import Bound, Report, Target
from benchmarks.tables import markdown, shown, terminal_tables, write_between_marks

REPORT = Report(
    benchmark="saving",
    database="PostgreSQL",
    rounds=3,
    scenes={
        "empty app": {"a second": 30_000.4},
        "save one": {"a second": 12_345.6, "p99 ms": 36.04, "of the empty app": 0.4115},
    },
    targets=[Target(what="a second", bound=Bound.AT_LEAST, limit=10_000, measured=12_345.6)],
    versions={"Python": "3.11.7", "cores": "2"},
)
MARKDOWN = """\
Median of 3 rounds, PostgreSQL.

|  | a second | p99 ms | of the empty app |
| --- | ---: | ---: | ---: |
| empty app | 30,000 |  |  |
| save one | 12,346 | 36.0 | 0.411 |

| Target | must be | measured |  |
| --- | ---: | ---: | ---: |
| a second | ≥ 10,000 | 12,346 | met |

*Python 3.11.7, cores 2*"""


@pytest.mark.parametrize(
    ("value", "text"),
    [(12_345.6, "12,346"), (36.04, "36.0"), (0.0, "0.0"), (0.4115, "0.411"), (None, "")],
)
def test_a_figure_has_about_three_digits(value, text):
    assert shown(value) == text


def test_a_report_in_markdown():
    assert markdown(REPORT) == MARKDOWN


def test_the_terminal_shows_scenes_and_targets():
    console = Console(width=120, record=True, quiet=True)
    with console.capture() as capture:
        console.quiet = False
        for table in terminal_tables(REPORT):
            console.print(table)

    assert "save one" in capture.get()
    assert "met" in capture.get()


def test_the_page_is_filled_between_the_marks_and_nowhere_else(tmp_path: Path):
    page = tmp_path / "performance.md"
    page.write_text(
        "before\n<!-- benchmark: saving -->\nold\n<!-- end -->\nbetween\n"
        "<!-- benchmark: boards -->\nkept\n<!-- end -->\n"
    )

    assert write_between_marks(page, [REPORT]) == []
    assert page.read_text() == (
        f"before\n<!-- benchmark: saving -->\n{MARKDOWN}\n<!-- end -->\nbetween\n"
        "<!-- benchmark: boards -->\nkept\n<!-- end -->\n"
    )


def test_a_report_without_a_place_in_the_page_is_named(tmp_path: Path):
    page = tmp_path / "performance.md"
    page.write_text("nothing\n")

    assert write_between_marks(page, [REPORT]) == ["saving"]
