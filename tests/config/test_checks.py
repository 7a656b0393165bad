"""`manage.py check --deploy`, and a Python that is too old."""

import subprocess
import sys

import pytest

from config.checks import NEEDED, check_environment
from tests.config.running_site import BASE_DIR

OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 10, 4)
sys.argv = ["manage.py", "up"]
runpy.run_path("manage.py", run_name="__main__")
"""


def test_a_deployment_check_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NEEDED:
        monkeypatch.setenv(name, "something")
    monkeypatch.delenv("REDIS_URL")
    monkeypatch.setenv("SECRET_KEY", "")
    assert [(message.id, message.msg) for message in check_environment(None)] == [
        ("config.W002", "REDIS_URL is not set."),
        ("config.W003", "SECRET_KEY is not set."),
    ]


def test_an_old_python_is_one_clear_line() -> None:
    old = subprocess.run(
        [sys.executable, "-c", OLD_PYTHON],
        cwd=BASE_DIR,
        capture_output=True,
        check=False,
        text=True,
    )
    assert (old.returncode, old.stdout) == (1, "")
    assert old.stderr == "Wangan needs Python 3.11 or newer; this is Python 3.10.4.\n"
