"""Celery's broker in a folder, for a site with nothing but Python.

kombu's own filesystem transport creates a message's file first and writes it afterwards, so a
worker that looks in between reads nothing and dies of it. Here a file appears under the name that
workers look for only when it is complete, and is claimed by renaming it, which one worker can do.
"""

import json
import os
import uuid
from pathlib import Path
from queue import Empty
from time import time_ns
from typing import Any

import structlog
from kombu.transport.filesystem import Channel as FilesystemChannel
from kombu.transport.filesystem import Transport as FilesystemTransport
from kombu.transport.filesystem import exchange_queue_t

log = structlog.get_logger(__name__)


class Channel(FilesystemChannel):
    """Writes and claims by renaming; everything else is kombu's."""

    def get_table(self, exchange: str) -> list[Any]:
        """Return the queues bound to an exchange: routing key, pattern, queue."""
        try:
            rows = json.loads(_table_of(self, exchange).read_bytes())
        except FileNotFoundError:
            return []
        return [exchange_queue_t(*row) for row in rows]

    def _queue_bind(
        self, exchange: str, routing_key: str | None, pattern: str | None, queue: str
    ) -> None:
        # Two processes that bind different queues at once could lose one binding until the next
        # start; all processes of a site bind the same one.
        binding = exchange_queue_t(routing_key or "", pattern or "", queue or "")
        table = self.get_table(exchange)
        if binding not in table:
            _appear(_table_of(self, exchange), [binding, *table])

    def _put(self, queue: str, payload: Any, **_kwargs: Any) -> None:  # type: ignore[override]
        # kombu's two base classes disagree on the parameter's name, hence the ignored error.
        name = f"{time_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        _appear(Path(self.data_folder_out) / name, payload)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for path in sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg")):
            claimed = path.with_suffix(".claimed")
            try:
                path.rename(claimed)
            except FileNotFoundError:
                continue  # another worker was faster
            text = claimed.read_bytes()
            claimed.unlink()
            try:
                return json.loads(text)
            except ValueError:
                # A disk that was full: the work itself stands in the database and is found again.
                log.warning("unreadable_message", file=path.name)
        raise Empty


class Transport(FilesystemTransport):
    """kombu's transport with our channel."""

    Channel = Channel


def _table_of(channel: FilesystemChannel, exchange: str) -> Path:
    # kombu's check that the name stays inside the folder; its type stubs do not know it.
    path: Path = channel._exchange_file(exchange)  # type: ignore[attr-defined]
    return path


def _appear(path: Path, content: Any) -> None:
    """Write a JSON file so that it is seen complete or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unseen = path.with_name(f"{path.name}.{uuid.uuid4()}.new")
    unseen.write_text(json.dumps(content))
    os.replace(unseen, path)
