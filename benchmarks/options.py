"""Options that every program here has."""

import argparse
import os


def add_servers(parser: argparse.ArgumentParser) -> None:
    """Where PostgreSQL and Redis are."""
    parser.add_argument(
        "--postgresql",
        default=f"postgres://{os.environ.get('USER') or 'root'}@127.0.0.1:5432",
        help="server on which databases may be created and dropped",
    )
    parser.add_argument(
        "--redis", default="redis://127.0.0.1:6379", help="server with an empty database to use"
    )
