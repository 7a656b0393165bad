"""The three processes of a site as command lines: each a module and its arguments."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """What comes after `python -m`."""

    module: str
    arguments: tuple[str, ...]


def web_command(*, host: str, port: int, workers: int, threads: int) -> Command:
    """Granian: a process that hands out work, and those that do it."""
    arguments = ["--interface", "wsgi", "--host", host, "--port", str(port)]
    arguments += ["--workers", str(workers), "--blocking-threads", str(threads)]
    arguments += ["--no-ws", "--log-level", "error", "--workers-kill-timeout", "5"]
    # One that the system killed for its memory, say, does not end the contest for everybody.
    arguments += ["--respawn-failed-workers"]
    # A restart on SIGHUP replaces one process after the other: the old one answers so long.
    arguments += ["--respawn-interval", "10"]
    return Command("granian", (*arguments, "config.wsgi:application"))


def worker_command() -> Command:
    """Celery's worker."""
    arguments = ["--quiet", "-A", "config", "worker", "--loglevel", "WARNING"]
    # Threads: no processes of its own that could be left behind, and little memory.
    arguments += ["--pool", "threads", "--concurrency", "2"]
    # Workers of this site have nothing to tell each other.
    arguments += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return Command("celery", tuple(arguments))


def scheduler_command() -> Command:
    """Celery's beat. Of those of several hosts one sends: see `config.scheduling`."""
    arguments = ["--quiet", "-A", "config", "beat", "--loglevel", "WARNING", "--pidfile="]
    return Command("celery", tuple(arguments))
