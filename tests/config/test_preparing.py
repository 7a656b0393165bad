"""What `up` does before it starts processes, and how it gives up on the way."""

import os
import time
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError
from pytest_django import Settings
from rich.console import Console

from config.up import running, steps
from config.up.failing import CannotStartError
from config.up.options import Options
from config.up.steps import EARLIER_FILES_KEPT_S, collect_static_files


def test_a_step_that_fails_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> bool:
        raise DatabaseError("permission denied for schema public\nLINE 1: CREATE TABLE …")

    monkeypatch.setattr(steps, "migrate_database", refuse)
    options = Options(host="127.0.0.1", port=8000, demo=False)
    with pytest.raises(CannotStartError) as failed:
        running._prepare(options=options, console=Console(quiet=True))
    assert str(failed.value) == (
        "Updating the database failed: permission denied for schema public"
    )


@pytest.fixture
def bundles(tmp_path: Path, settings: Settings) -> Path:
    """What Vite built, and is all there is to collect."""
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STATICFILES_DIRS = [("app", str(tmp_path / "dist"))]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    (tmp_path / "dist").mkdir()
    return tmp_path / "dist"


def release(bundles: Path, name: str) -> set[str]:
    """Build a release of one file, and collect it; what there is afterwards."""
    for old in bundles.iterdir():
        old.unlink()
    (bundles / name).write_text(name)
    assert collect_static_files()
    assert not collect_static_files()
    return {path.name for path in Path(settings.STATIC_ROOT, "app").iterdir()}


def test_pages_of_the_release_before_find_their_files_for_a_week(bundles: Path) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        assert release(bundles, "first.js") == {"first.js"}
        # However long it was the newest.
        os.utime(Path(settings.STATIC_ROOT, "app", "first.js"), (0, 0))
        assert release(bundles, "second.js") == {"first.js", "second.js"}
        assert release(bundles, "third.js") == {"first.js", "second.js", "third.js"}
        clock.shift(EARLIER_FILES_KEPT_S + 60)
        # The third was in use until now.
        assert release(bundles, "fourth.js") == {"third.js", "fourth.js"}
