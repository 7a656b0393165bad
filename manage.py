#!/usr/bin/env python3
"""Django's command line, which refuses a Python that is too old in one plain line."""

import os
import sys

OLDEST_PYTHON = (3, 11)


def main() -> None:
    """Run the command named on the command line."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit("Wangan needs Python 3.11 or newer; this is Python %s." % found)  # noqa: UP031
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415
    except ImportError:
        sys.exit("Django is not installed here: run `make run`, or install requirements/run.txt.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
