"""`manage.py load_demo`: fill a site that is only being tried out."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import clock
from quiz.campaign.demo.loading import PARTICIPANTS, load_demo


class Command(BaseCommand):
    """Loads the demo. Safe to repeat; refused where DEBUG is off."""

    help = "Load the demo: accounts with well-known passwords, a campaign, contests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number of simulated people."""
        parser.add_argument("--participants", type=int, default=PARTICIPANTS)

    def handle(self, *, participants: int, verbosity: int, **_: object) -> None:
        """Load it, unless this may be a real site."""
        if not settings.DEBUG:
            raise CommandError(
                "The demo accounts have well-known passwords: they are refused when DEBUG is off."
            )
        load_demo(
            now=clock.now(),
            participants=participants,
            say=self.stdout.write if verbosity else lambda _text: None,
        )
