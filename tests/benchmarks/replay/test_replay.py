"""Three hundred people take a whole site's contest, and the audit finds nothing."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.config.running_site import BASE_DIR

# As short as a contest may be, and with a timetable of seconds: what is waited for is the clock.
SHORT = ["--time-limit", "10", "--connections", "64", "--timetable", "tests.resilience.hurried"]


@pytest.mark.storage
def test_three_hundred_people_take_the_contest_and_nothing_is_lost() -> None:
    on = ["--sqlite"] if connection.vendor == "sqlite" else []
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.replay", "--participants", "300", *SHORT, *on],
        cwd=BASE_DIR,
        env=os.environ | {"WANGAN_ATTEMPT_GRACE_SECONDS": "1"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    report = json.loads(ran.stdout.splitlines()[-1])
    assert report["targets"][0]["measured"] == 0
    assert report["scenes"]["start"]["requests"] == 300
    assert report["scenes"]["save"]["requests"] > 300 * 19
    assert [line for line in report["notes"] if "wrong" in line] == []
    assert len([line for line in report["notes"] if line.endswith("looked at, all right.")]) == 6
