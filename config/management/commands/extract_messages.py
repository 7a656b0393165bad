"""Collect the texts that want translating, or check that all are translated."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.messages import (
    catalogue_path,
    complaints,
    extract_texts,
    merge_texts,
    read_catalogue,
)


class Command(BaseCommand):
    """Keep `locale/` in step with the source, without needing GNU gettext."""

    help = "Collect the texts that want translating into locale/."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --check."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if a translation is missing"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Merge the texts of the source into the catalogue, or compare the two."""
        path = catalogue_path(settings.BASE_DIR)
        catalogue, found = read_catalogue(path), extract_texts(settings.BASE_DIR)
        problems = complaints(catalogue=catalogue, found=found)
        if options["check"]:
            if problems:
                raise CommandError("\n".join([*problems, "Run make messages, and translate."]))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(merge_texts(catalogue=catalogue, found=found))
        self.stdout.write(f"{path}: {len(found)} texts, {len(problems)} to be translated")
