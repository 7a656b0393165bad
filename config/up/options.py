"""What can be asked of `up` on the command line."""

import argparse
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where to listen, and whether to load the demo."""

    host: str
    port: int
    demo: bool

    @property
    def is_local(self) -> bool:
        """Tell whether only this machine can reach the site."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def url(self) -> str:
        """The address to open on this machine."""
        everywhere = self.host in {"0.0.0.0", "::"}  # noqa: S104 - a comparison
        host = DEFAULT_HOST if everywhere else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @classmethod
    def from_parsed(cls, parsed: dict[str, Any]) -> "Options":
        """Make options of what an argument parser found."""
        return cls(host=parsed["host"], port=parsed["port"], demo=parsed["demo"])

    @classmethod
    def from_arguments(cls, arguments: Sequence[str]) -> "Options":
        """Read the options of `up` and pass over those of Django's own command line."""
        parser = argparse.ArgumentParser(prog="manage.py up", add_help=False)
        add_options(parser)
        return cls.from_parsed(vars(parser.parse_known_args(arguments)[0]))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default=DEFAULT_HOST, help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, help="port to listen on (8000)")
    parser.add_argument(
        "--no-demo", dest="demo", action="store_false", help="load no demo accounts and contests"
    )


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"{text} is not a port number")
    return int(text)
