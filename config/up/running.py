"""The course of `up`: check, prepare, start, wait until ready, watch, stop."""

import json
import queue
import signal
import threading
import time
from types import FrameType
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import connections
from rich.console import Console

from config.health import forget_heartbeat
from config.up import checks, steps
from config.up.children import Child, start_child, stop_children
from config.up.failing import CannotStartError
from config.up.greeting import greet
from config.up.options import Options

READY_WITHIN_S = 60
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# What the watching loop is told: a child has ended, or (None) somebody asked us to stop.
Events = queue.SimpleQueue[Child | None]


def bring_up(*, options: Options, console: Console) -> None:
    """Run the site until it is told to stop.

    Raises `CannotStartError` when it cannot start, or when one of its processes ends by itself; in
    every case nothing is left running.
    """
    with checks.only_one_here(settings.VAR_DIR):
        checks.check_port(options)
        checks.check_database()
        checks.check_redis()
        if not checks.pages_are_built():
            console.print("The pages have not been built: `make bundles` does that.", style="red")
        _prepare(options=options, console=console)
        _watch(options=options, console=console)


def _prepare(*, options: Options, console: Console) -> None:
    for doing, step in (
        ("Updating the database", steps.migrate_database),
        ("Loading the regions", steps.load_regions),
        ("Compiling translations", steps.compile_translations),
        ("Collecting static files", steps.collect_static_files),
        ("Loading the demo", steps.load_demo),
    ):
        if step is steps.load_demo and not options.demo:
            continue
        began = time.monotonic()
        with console.status(f"{doing} …"):
            changed = step()
        if changed:
            console.print(f"{doing}: {time.monotonic() - began:.1f} s", style="dim")
    # A connection held by this process would serve nobody.
    connections.close_all()


def _watch(*, options: Options, console: Console) -> None:
    events: Events = queue.SimpleQueue()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        events.put(None)

    for number in STOP_SIGNALS:
        signal.signal(number, ask_to_stop)
    forget_heartbeat()
    children: list[Child] = []
    try:
        for start in (_start_web, _start_worker, _start_scheduler):
            children.append(start(options))
        for child in children:
            threading.Thread(target=_report_end, args=(child, events), daemon=True).start()
        with console.status("Starting …"):
            ended = _wait_until_ready(options=options, events=events)
        if ended is None:
            greet(options=options, console=console)
            ended = events.get()
    except _StoppedEarly:
        ended = None
    finally:
        stop_children(children)
    if ended is None:
        console.print("Stopped.")
    else:
        raise CannotStartError(
            f"The {ended.name} process ended by itself (exit code {ended.process.returncode}), "
            "so the others were stopped too; what it said is above."
        )


class _StoppedEarly(Exception):
    """Somebody asked us to stop before the site was ready."""


def _report_end(child: Child, events: Events) -> None:
    child.wait()
    events.put(child)


def _wait_until_ready(*, options: Options, events: Events) -> Child | None:
    """Return None once web and worker answer, or the child that ended before."""
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        if _is_ready(options):
            return None
        try:
            ended = events.get(timeout=0.1)
        except queue.Empty:
            continue
        if ended is None:
            raise _StoppedEarly
        return ended
    raise CannotStartError(f"The site was not ready within {READY_WITHIN_S} s.")


def _is_ready(options: Options) -> bool:
    hosts = settings.ALLOWED_HOSTS
    named = next((host for host in hosts if "*" not in host and not host.startswith(".")), None)
    request = Request(  # noqa: S310 - our own http address
        f"{options.url}/readyz",
        # A name that the site goes by, or Django would refuse to answer.
        headers={"Host": named or "localhost"},
    )
    try:
        with urlopen(request, timeout=5) as response:  # noqa: S310 - as above
            state: dict[str, Any] = json.load(response)
    except (URLError, OSError, ValueError):
        return False
    return state["worker_heartbeat_age_seconds"] is not None


def _start_web(options: Options) -> Child:
    arguments = ["--interface", "wsgi", "--host", options.host, "--port", str(options.port)]
    arguments += ["--workers", str(settings.WANGAN_WEB_WORKERS)]
    arguments += ["--blocking-threads", str(settings.WANGAN_WEB_THREADS)]
    arguments += ["--no-ws", "--log-level", "error", "--workers-kill-timeout", "5"]
    return start_child(
        name="web", module="granian", arguments=[*arguments, "config.wsgi:application"]
    )


def _start_worker(_options: Options) -> Child:
    arguments = ["--quiet", "-A", "config", "worker", "--loglevel", "WARNING"]
    # Threads: no processes of its own that could be left behind, and little memory.
    arguments += ["--pool", "threads", "--concurrency", "2"]
    # Workers of this site have nothing to tell each other.
    arguments += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return start_child(name="worker", module="celery", arguments=arguments)


def _start_scheduler(_options: Options) -> Child:
    arguments = ["--quiet", "-A", "config", "beat", "--loglevel", "WARNING", "--pidfile="]
    # In memory: every entry is a short interval, so there is nothing to remember.
    arguments += ["--scheduler", "celery.beat:Scheduler"]
    return start_child(name="scheduler", module="celery", arguments=arguments)
