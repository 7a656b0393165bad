"""Run the whole site with one command."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console

from config.up.failing import CannotStartError
from config.up.options import Options, add_options
from config.up.running import bring_up


class Command(BaseCommand):
    """Prepare everything, then run web, worker and scheduler until told to stop."""

    help = "Run the whole site: database, translations, static files, demo, web, worker, scheduler."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --host, --port and --no-demo."""
        add_options(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run until stopped; say in one line why that was not possible."""
        # One line for the operator: no colour codes, no wrapping, no traceback.
        try:
            bring_up(options=Options.from_parsed(options), console=Console())
        except CannotStartError as error:
            self.stderr.write(self.style.ERROR(str(error)))
            raise SystemExit(1) from None
