from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from threading import Thread

import pytest
from kombu import Connection

from config.filebroker import Channel, Transport


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Channel]:
    """A channel of a broker in an empty folder.

    Messages are put and got below the exchange, whose bindings kombu shares between connections.
    """
    options = {
        "data_folder_in": str(tmp_path / "queue"),
        "data_folder_out": str(tmp_path / "queue"),
        "control_folder": str(tmp_path / "control"),
    }
    (tmp_path / "queue").mkdir()
    with Connection(transport=Transport, transport_options=options) as connection:
        channel = connection.channel()
        assert isinstance(channel, Channel)
        yield channel


def test_messages_come_once_each_and_in_order(channel: Channel) -> None:
    for number in range(5):
        channel._put("celery", {"number": number})
    assert [channel._get("celery")["number"] for _ in range(5)] == list(range(5))
    with pytest.raises(Empty):
        channel._get("celery")


def test_a_queue_is_bound_once(channel: Channel) -> None:
    assert channel.get_table("celery") == []
    for _ in range(2):
        channel._queue_bind("celery", "celery", None, "celery")
    assert channel.get_table("celery") == [("celery", "", "celery")]


def test_a_message_that_is_being_written_is_not_there_yet(channel: Channel, tmp_path: Path) -> None:
    (tmp_path / "queue" / "00_a.celery.msg.b.new").write_text("")
    with pytest.raises(Empty):
        channel._get("celery")


def test_an_unreadable_message_does_not_stop_the_next(channel: Channel, tmp_path: Path) -> None:
    (tmp_path / "queue" / "00_a.celery.msg").write_text("")
    channel._put("celery", {"number": 1})
    assert channel._get("celery") == {"number": 1}


def test_many_writers_and_readers_lose_and_double_nothing(channel: Channel) -> None:
    taken: list[int] = []

    def write(first: int) -> None:
        for number in range(first, first + 100):
            channel._put("celery", {"number": number})

    def read() -> None:
        writing = True
        while writing:
            # Asked before looking: what the writers wrote last is then still found.
            writing = any(writer.is_alive() for writer in writers)
            try:
                while True:
                    taken.append(channel._get("celery")["number"])
            except Empty:
                continue

    writers = [Thread(target=write, args=(first,)) for first in range(0, 400, 100)]
    readers = [Thread(target=read) for _ in range(2)]
    for thread in [*writers, *readers]:
        thread.start()
    for thread in [*writers, *readers]:
        thread.join()
    assert sorted(taken) == list(range(400))
