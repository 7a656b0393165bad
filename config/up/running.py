"""The course of `up`: check, prepare, start, wait until ready, watch, stop."""

import json
import queue
import signal
import time
from types import FrameType
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import DatabaseError, connections
from rich.console import Console

from config.health import forget_heartbeat
from config.up import checks, steps
from config.up.children import Child, start_child
from config.up.commands import Command, scheduler_command, web_command, worker_command
from config.up.failing import CannotStartError
from config.up.greeting import greet
from config.up.keeping import Events, Site
from config.up.options import Options

READY_WITHIN_S = 60
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def bring_up(*, options: Options, console: Console) -> None:
    """Run the site until it is told to stop.

    Raises `CannotStartError` when it cannot start, or when its web process keeps dying; in every
    case nothing is left running.
    """
    with checks.only_one_here(settings.VAR_DIR):
        checks.check_port(options)
        checks.check_database()
        checks.check_redis()
        if not checks.pages_are_built():
            console.print("The pages have not been built: `make bundles` does that.", style="red")
        _prepare(options=options, console=console)
        steps.forget_figures()
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
            try:
                changed = step()
            except (DatabaseError, OSError) as error:
                raise CannotStartError(f"{doing} failed: {checks.first_line(error)}") from error
        if changed:
            console.print(f"{doing}: {time.monotonic() - began:.1f} s", style="dim")
    # A connection held by this process would serve nobody.
    connections.close_all()


def _watch(*, options: Options, console: Console) -> None:
    site = Site(
        {
            "web": lambda: _start_web(options),
            "worker": lambda: _start("worker", worker_command()),
            "scheduler": lambda: _start("scheduler", scheduler_command()),
        }
    )

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        site.events.put(None)

    for number in STOP_SIGNALS:
        signal.signal(number, ask_to_stop)
    forget_heartbeat()
    try:
        site.start()
        with console.status("Starting …"):
            _wait_until_ready(options=options, events=site.events)
        greet(options=options, console=console)
        site.keep_running(console)
    except _StoppedEarly:
        pass
    finally:
        site.stop()
    console.print("Stopped.")


class _StoppedEarly(Exception):
    """Somebody asked us to stop before the site was ready."""


def _wait_until_ready(*, options: Options, events: Events) -> None:
    """Return once web and worker answer; raises when a child ends before."""
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        if _is_ready(options):
            return
        try:
            ended = events.get(timeout=0.1)
        except queue.Empty:
            continue
        if ended is None:
            raise _StoppedEarly
        raise CannotStartError(
            f"The {ended.name} process ended by itself (exit code {ended.process.returncode}), "
            "so the others were stopped too; what it said is above."
        )
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
    return _start(
        "web",
        web_command(
            host=options.host,
            port=options.port,
            workers=settings.WANGAN_WEB_WORKERS,
            threads=settings.WANGAN_WEB_THREADS,
        ),
    )


def _start(name: str, command: Command) -> Child:
    return start_child(name=name, module=command.module, arguments=command.arguments)
