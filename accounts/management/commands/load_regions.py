"""`manage.py load_regions`: make the regions agree with the data files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.regions import RegionFileError, load_regions, region_files


class Command(BaseCommand):
    """Load the files that we ship, or those given. Safe to repeat."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take paths of other files."""
        parser.add_argument("paths", nargs="*", type=Path)

    def handle(self, *, paths: list[Path], verbosity: int, **_: object) -> None:
        """Load each file, or say which one is wrong."""
        for path in paths or region_files():
            try:
                count = load_regions(path=path)
            except (RegionFileError, KeyError, OSError, ValueError) as error:
                raise CommandError(f"{path}: {error}") from error
            if verbosity:
                self.stdout.write(f"{path.name}: {count} regions")
