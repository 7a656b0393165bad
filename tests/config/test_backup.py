"""The drill of `docs/operations.md`: its own commands back a site up and bring it back."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction

from accounts.models import User
from common.batcher import stop_batchers
from common.models import AuditEvent
from quiz.contest.models import Contest
from quiz.leaderboard.models import Snapshot
from tests.config.running_site import BASE_DIR
from tests.quiz.contest.conftest import contest, people
from tests.quiz.contest.contests import publish, sit

__all__ = ["contest", "people"]

PAGE = (BASE_DIR / "docs" / "operations.md").read_text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an operator stands; the site's database is under `var/`, if it is a file."""
    if connection.vendor == "sqlite":
        file_in(tmp_path).parent.mkdir()
        file_in(tmp_path).symlink_to(connection.settings_dict["NAME"])
    return tmp_path


@pytest.fixture
def restored(folder: Path) -> Iterator[str]:
    """The alias of the database as it comes back, once it has; nothing is left of it afterwards."""
    alias = "restored"
    yield alias
    stop_batchers()
    if alias in connections.databases:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {restored_name()}")


@pytest.mark.django_db(transaction=True)
def test_a_site_comes_back_as_it_was(
    contest: Contest, people: list[User], now: datetime, folder: Path, restored: str
) -> None:
    needed = "sqlite3" if connection.vendor == "sqlite" else "pg_restore"
    if shutil.which(needed) is None:
        pytest.skip(f"{needed} is not installed")
    for right, person in enumerate(people[:4]):
        sit(contest, person, right=right, at=now)
    published = publish(contest, at=now)
    assert published is not None
    before = everything("default")

    run_as_documented(f"backup-{connection.vendor}", folder)
    User.objects.filter(pk=people[4].pk).delete()
    lose_the_file(folder)
    run_as_documented(f"restore-{connection.vendor}", folder)
    connections.databases[restored] = connections.databases["default"] | {
        "NAME": restored_name() if connection.vendor == "postgresql" else str(file_in(folder))
    }

    # By hand: tests may ask no other database than their own.
    connections[restored].connect()

    assert everything(restored) == before
    [board] = Snapshot.objects.using(restored).filter(board_id=contest.pk)
    assert board.ranking().equals(published.ranking())
    assert [row["rank"] for row in board.top] == [1, 2, 3, 4]
    assert AuditEvent.objects.using(restored).exists()
    with pytest.raises(DatabaseError), transaction.atomic(using=restored):
        connections[restored].cursor().execute("UPDATE common_auditevent SET reason = 'forged'")


def file_in(folder: Path) -> Path:
    return folder / "var" / "wangan.sqlite3"


def lose_the_file(folder: Path) -> None:
    """The worst day of a site on SQLite: only the backup is left."""
    file_in(folder).unlink(missing_ok=True)


def restored_name() -> str:
    """A database beside the one of this process of the tests."""
    return f"{connection.settings_dict['NAME']}_restored"


def everything(alias: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {
        model._meta.label: sorted(model._default_manager.using(alias).values_list(), key=repr)
        for model in apps.get_models()
    }


def run_as_documented(name: str, folder: Path) -> None:
    """Run the commands that the page gives under this name, on the databases of this test."""
    [commands] = re.findall(rf"```sh {name}\n(.*?)```", PAGE, re.DOTALL)
    commands = commands.replace("wangan_restored", restored_name())
    ran = subprocess.run(
        ["sh", "-eu", "-c", commands],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "DATABASE_URL": url()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def url() -> str:
    """What the operator has in `DATABASE_URL`."""
    database = connection.settings_dict
    place = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    return f"postgres://{place}/{database['NAME']}?DISABLE_SERVER_SIDE_CURSORS=true"
