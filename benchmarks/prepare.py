"""Bring an empty database to where every benchmark begins: our tables, and a contest that is open.

A program of its own, called by `python -m benchmarks` for each kind of database.
"""

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after the set-up
from django.db import connection  # noqa: E402

from benchmarks.participants import open_first_contest  # noqa: E402


def main() -> None:
    """Migrate, load the questions that are shipped, publish the contest."""
    call_command("migrate", verbosity=0)
    open_first_contest()
    connection.close()


if __name__ == "__main__":
    main()
