"""What `up` does before it starts processes, and how it gives up on the way."""

import pytest
from django.db import DatabaseError
from rich.console import Console

from config.up import running, steps
from config.up.failing import CannotStartError
from config.up.options import Options


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
