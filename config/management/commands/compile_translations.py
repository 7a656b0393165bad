"""Compile the translation catalogues."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.translations import compile_catalogues


class Command(BaseCommand):
    """Write the `.mo` file of every `.po` file under `locale/`."""

    help = "Compile the translations, without needing GNU gettext."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compile, and name the files."""
        for path in compile_catalogues(settings.LOCALE_PATHS, force=True):
            self.stdout.write(str(path))
