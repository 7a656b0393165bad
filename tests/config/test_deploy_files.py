"""What `deploy/` holds starts what `up` starts, and names only variables that are read."""

import re
import shlex

import pytest

from config.up.commands import Command, scheduler_command, web_command, worker_command
from tests.config.running_site import BASE_DIR

DEPLOY = BASE_DIR / "deploy"
WEB = web_command(host="127.0.0.1", port=8000, workers=2, threads=16)


def lines_of(name: str, start: str) -> list[str]:
    text = (DEPLOY / name).read_text().replace("\\\n", " ")
    return [line.removeprefix(start) for line in text.splitlines() if line.startswith(start)]


@pytest.mark.parametrize(
    ("unit", "command"),
    [("web", WEB), ("worker", worker_command()), ("beat", scheduler_command())],
)
def test_a_unit_starts_what_up_starts(unit: str, command: Command) -> None:
    example = dict(line.split("=", 1) for line in lines_of("wangan.env.example", "WANGAN_WEB_"))
    [line] = lines_of(f"wangan-{unit}.service", "ExecStart=/opt/wangan/.venv/bin/python -m ")
    for name, value in example.items():
        line = line.replace(f"${{WANGAN_WEB_{name}}}", value)
    assert shlex.split(line) == [command.module, *command.arguments]


def test_the_container_starts_what_up_starts() -> None:
    [line] = lines_of("Containerfile", "CMD ")
    inside = web_command(host="0.0.0.0", port=8000, workers=2, threads=16)
    assert re.findall(r'"([^"]*)"', line) == [
        ".venv/bin/python",
        "-m",
        inside.module,
        *inside.arguments,
    ]


def test_the_example_of_an_environment_names_nothing_that_is_not_read() -> None:
    read = (BASE_DIR / "config" / "settings.py").read_text()
    page = (BASE_DIR / "docs" / "operations.md").read_text()
    names = [line.split("=")[0] for line in lines_of("wangan.env.example", "") if "=" in line]
    names = [name for name in names if name.isupper()]
    assert len(names) >= 10
    assert [name for name in names if f'"{name}"' not in read or f"`{name}`" not in page] == []
