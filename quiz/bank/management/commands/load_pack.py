"""Load a shipped question pack into a bank."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from quiz.bank.packs import SHIPPED_PACKS, NotAPack, load_shipped_pack


class Command(BaseCommand):
    """`manage.py load_pack [PACK]`: safe to run again."""

    help = "Load a shipped question pack into the bank of the same name."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the pack's folder name."""
        parser.add_argument(
            "pack", nargs="?", default="network_safety", choices=sorted(SHIPPED_PACKS)
        )

    def handle(self, *args: Any, pack: str, **options: Any) -> None:
        """Load it and say what changed."""
        try:
            bank, report = load_shipped_pack(pack=pack, now=clock.now())
        except NotAPack as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{bank.slug}: {report.created} created, {report.revised} revised, "
            f"{report.unchanged} unchanged"
        )
