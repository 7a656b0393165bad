"""What must hold before anything is started; each failure is one line for the operator."""

import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from redis import Redis, RedisError

from config.up.failing import CannotStartError
from config.up.options import Options

ANSWER_WITHIN_S = 3


@contextmanager
def only_one_here(var_dir: Path) -> Iterator[None]:
    """Hold the data folder: two schedulers and two SQLite sites in one folder help nobody."""
    path = var_dir / "up.lock"
    try:
        opened = path.open("a")
    except OSError as error:
        raise CannotStartError(f"{path} cannot be written ({error.strerror}).") from error
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStartError(f"Wangan is already running in {var_dir}.") from error
        yield


def check_port(options: Options) -> None:
    """Make sure that nobody listens where we are going to."""
    try:
        [(family, kind, protocol, _, address), *_] = socket.getaddrinfo(
            options.host, options.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        with socket.socket(family, kind, protocol) as probe:
            # Connections of an earlier run that linger do not count as taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except (OSError, OverflowError) as error:
        raise CannotStartError(
            f"Cannot listen on {options.host}, port {options.port} "
            f"({getattr(error, 'strerror', None) or error}): choose another one with --port."
        ) from error


def check_database() -> None:
    """Make sure that the database answers."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        reason = first_line(error)
        name = connection.settings_dict
        if connection.vendor == "sqlite":
            where = f"The database file {name['NAME']} cannot be opened"
        else:
            host, port = name["HOST"] or "localhost", name["PORT"] or 5432
            where = f"PostgreSQL does not answer at {host}, port {port}"
        raise CannotStartError(f"{where}: {reason}") from error


def check_redis() -> None:
    """Make sure that Redis answers, where one is configured."""
    if not settings.REDIS_URL:
        return
    parts = urlsplit(settings.REDIS_URL)
    try:
        with Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=ANSWER_WITHIN_S,
            socket_timeout=ANSWER_WITHIN_S,
        ) as redis:
            redis.ping()
    except (RedisError, ValueError) as error:
        # Never the address itself, which may hold a password.
        raise CannotStartError(
            f"Redis does not answer at {parts.hostname}, port {parts.port or 6379}: "
            f"{str(error).splitlines()[0]}"
        ) from error


def first_line(error: Exception) -> str:
    """What went wrong, without the details that databases add below."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def pages_are_built() -> bool:
    """Tell whether the page bundles are there; without them only the API and the admin work."""
    return Path(settings.DJANGO_VITE["default"]["manifest_path"]).is_file()
