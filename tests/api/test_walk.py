"""The walk through taking a contest in docs/api.md does what it says, against a live server."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from common import clock
from common.batcher import stop_batchers
from quiz.campaign.demo.loading import load_demo
from quiz.paper.compiled import compiled_paper

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "api.md"


@pytest.fixture
def _nothing_left_open() -> Iterator[None]:
    """Stop the thread that the server saved answers with, and its connection."""
    yield
    stop_batchers()
    compiled_paper.cache_clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_nothing_left_open")
def test_the_walk_can_be_walked(live_server: LiveServer):
    load_demo(now=clock.now(), participants=30, say=lambda _text: None)
    blocks = re.findall(r"^```sh\n(.*?)^```$", DOCUMENT.read_text(), re.MULTILINE | re.DOTALL)
    walk = "\n".join(["set -eu", *blocks])
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", walk],
        env={**os.environ, "BASE": live_server.url, "no_proxy": "*"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0] == "Longjiang Clean Net campaign"
    assert said[2] == "李晓雪"
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT.*Z", said[3])
    saved, stored, late_one, state = said[5:9]
    assert (saved, late_one, state) == ("saved", "stale", "finished")
    assert re.fullmatch("[a-d]", stored)
    score, explanation, first_name, started, code = said[9:]
    assert 0 <= float(score) <= 100
    assert len(explanation) > 20
    assert first_name.endswith("（模拟）")
    assert 20 <= int(started) <= 30
    assert code == "validation_error"
