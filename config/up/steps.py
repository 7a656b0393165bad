"""What `up` does before it starts processes; each step is skipped when nothing changed."""

import hashlib
import json
import os
import shutil
import time
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import Region
from config.translations import compile_catalogues
from quiz.campaign.models import Campaign

EARLIER_FILES_KEPT_S = 7 * 24 * 3600


def migrate_database() -> bool:
    """Bring the tables up to date; tell whether there was anything to do."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def load_regions() -> bool:
    """Make the regions agree with the files that we ship; tell whether there were none before."""
    was_empty = not Region.objects.exists()
    call_command("load_regions", verbosity=0)
    return was_empty


def compile_translations() -> bool:
    """Compile the catalogues that are newer than their compiled form; tell whether any was."""
    return bool(compile_catalogues(settings.LOCALE_PATHS))


def collect_static_files() -> bool:
    """Collect, hash and compress the static files; tell whether any had changed."""
    stamp: Path = settings.VAR_DIR / "static.stamp"
    found = _fingerprint_of_static_files()
    if stamp.is_file() and stamp.read_text() == found and Path(settings.STATIC_ROOT).is_dir():
        return False
    stamp.unlink(missing_ok=True)
    root = Path(settings.STATIC_ROOT)
    earlier = root.with_name(f"{root.name}.earlier")
    # There are some already where this was interrupted the last time.
    if root.is_dir() and not earlier.is_dir():
        root.rename(earlier)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    _keep_earlier_files(root, earlier)
    stamp.write_text(found)
    return True


def _keep_earlier_files(root: Path, earlier: Path) -> None:
    """Keep what pages of the release before, open on phones, may still ask for.

    A file goes a week after the last release that had it.
    """
    names = settings.VAR_DIR / "static.files"
    until_now = set(json.loads(names.read_text())) if names.is_file() else None
    now = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
    names.write_text(json.dumps(now))
    for path in [path for path in earlier.rglob("*") if path.is_file()]:
        name = str(path.relative_to(earlier))
        if until_now is None or name in until_now:
            os.utime(path, (time.time(), time.time()))
        elif time.time() - path.stat().st_mtime > EARLIER_FILES_KEPT_S:
            continue
        kept = root / name
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            path.rename(kept)
    shutil.rmtree(earlier, ignore_errors=True)


def forget_figures() -> bool:
    """Begin counting anew: what the processes of an earlier run counted is over."""
    found = list(Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("*.db"))
    for file in found:
        file.unlink(missing_ok=True)
    return bool(found)


def load_demo() -> bool:
    """Load the demo into an empty site; tell whether it was loaded."""
    if Campaign.objects.exists():
        return False
    call_command("load_demo", verbosity=0)
    return True


def _fingerprint_of_static_files() -> str:
    digest = hashlib.blake2b(django.__version__.encode(), digest_size=16)
    ignored = apps.get_app_config("staticfiles").ignore_patterns  # type: ignore[attr-defined]  # its own
    for finder in get_finders():
        for name, storage in finder.list(ignored):
            status = Path(storage.path(name)).stat()
            digest.update(json.dumps([name, status.st_size, status.st_mtime_ns]).encode())
    return digest.hexdigest()
