"""The addresses of PostgreSQL and Redis, looked at before the settings stumble over them."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from config.up.failing import CannotStartError

EXAMPLES = {
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "REDIS_URL": "redis://:password@host:6379/0",
}
SCHEMES = {
    "DATABASE_URL": {"postgres", "postgresql", "sqlite"},
    "REDIS_URL": {"redis", "rediss", "unix"},
}


def check_addresses(environ: Mapping[str, str]) -> None:
    """Refuse an address that cannot be one. Its text is never repeated: it may hold a password."""
    for name, example in EXAMPLES.items():
        address = environ.get(name, "")
        if address and not _can_be_read(address, SCHEMES[name]):
            raise CannotStartError(
                f"{name} cannot be read: write it like {example}, "
                "with %XX for special characters of the password."
            )


def _can_be_read(address: str, schemes: set[str]) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in schemes and (parts.scheme in {"sqlite", "unix"} or bool(parts.hostname))
