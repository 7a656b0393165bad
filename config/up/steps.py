"""What `up` does before it starts processes; each step is skipped when nothing changed."""

import hashlib
import json
import os
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
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(found)
    return True


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
