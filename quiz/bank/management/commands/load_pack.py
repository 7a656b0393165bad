"""Load a shipped question pack into a bank."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from quiz.bank.models import Bank
from quiz.bank.packs import CONTENT_DIRECTORY, NotAPack, load_pack

NAMES = {"network_safety": {"zh-Hans": "网络安全知识题库", "en": "Network safety"}}


class Command(BaseCommand):
    """`manage.py load_pack [PACK]`: safe to run again."""

    help = "Load a shipped question pack into the bank of the same name."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the pack's folder name."""
        parser.add_argument("pack", nargs="?", default="network_safety", choices=sorted(NAMES))

    def handle(self, *args: Any, pack: str, **options: Any) -> None:
        """Load it and say what changed."""
        bank, _ = Bank.objects.get_or_create(
            slug=pack.replace("_", "-"), defaults={"name": NAMES[pack]}
        )
        try:
            report = load_pack(directory=CONTENT_DIRECTORY / pack, bank=bank, now=clock.now())
        except NotAPack as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{bank.slug}: {report.created} created, {report.revised} revised, "
            f"{report.unchanged} unchanged"
        )
