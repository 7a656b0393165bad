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
    if sys.argv[1:2] == ["up"] and not {"-h", "--help"} & set(sys.argv):
        prepare_up()
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        # Whoever stops a command knows where; the shell's code for it, and no traceback.
        sys.exit(130)


def prepare_up() -> None:
    """Decide what `up` decides before Django reads the settings."""
    from config.up.environment import prepare_environment  # noqa: PLC0415
    from config.up.failing import CannotStartError  # noqa: PLC0415
    from config.up.options import Options  # noqa: PLC0415

    try:
        options = Options.from_arguments(sys.argv[2:])
        prepare_environment(options=options, environ=os.environ)
    except CannotStartError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
