import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError

from common.batcher import Batcher, Overloaded
from common.request_ids import enter_request


class Ledger:
    """A write function that remembers its batches, can be held up, and refuses the word bad."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.threads: set[str] = set()
        self.writing = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()
        self.retired = 0
        self.outages = 0

    def write(self, batch: Sequence[str]) -> list[str]:
        self.writing.set()
        self.go_on.wait()
        if "away" in batch:
            self.outages += 1
            raise OperationalError("planted")
        if "bad" in batch:
            raise ValueError("bad")
        self.batches.append(list(batch))
        self.threads.add(threading.current_thread().name)
        return [f"{word}!" for word in batch]

    def retire(self) -> None:
        self.retired += 1


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def batcher(ledger: Ledger) -> Iterator[Batcher[str, str]]:
    batcher = Batcher[str, str](
        name="test",
        write=ledger.write,
        retire=ledger.retire,
        queue_limit=3,
        batch_limit=10,
        wait_s=30,
    )
    yield batcher
    ledger.go_on.set()
    batcher.stop()


def gather(batcher: Batcher[str, str], ledger: Ledger, words: Sequence[str]) -> list[object]:
    """Hand `words` over while the writer is busy, so that they wait together; their outcomes.

    Each comes from a request that has the word as its id.
    """

    def ask(word: str) -> str:
        enter_request({"HTTP_X_REQUEST_ID": word})
        return batcher.submit(word)

    ledger.go_on.clear()
    ledger.writing.clear()
    with ThreadPoolExecutor(len(words) + 1) as pool:
        first = pool.submit(batcher.submit, "first")
        ledger.writing.wait()
        rest = [pool.submit(ask, word) for word in words]
        while batcher._queue.qsize() < len(words):
            threading.Event().wait(0.001)
        ledger.go_on.set()
        first.result()
        return [future.exception() or future.result() for future in rest]


def test_each_gets_its_own_outcome(batcher: Batcher[str, str]) -> None:
    assert [batcher.submit("one"), batcher.submit("two")] == ["one!", "two!"]


def test_what_gathers_while_the_writer_is_busy_is_written_together(
    batcher: Batcher[str, str], ledger: Ledger
) -> None:
    assert gather(batcher, ledger, ["b", "c", "d"]) == ["b!", "c!", "d!"]
    assert ledger.batches[0] == ["first"]
    assert [sorted(batch) for batch in ledger.batches[1:]] == [["b", "c", "d"]]
    assert ledger.threads == {"test-writer"}


def test_one_at_fault_fails_alone(batcher: Batcher[str, str], ledger: Ledger) -> None:
    good, fault, better = gather(batcher, ledger, ["good", "bad", "better"])

    assert (good, better) == ("good!", "better!")
    assert isinstance(fault, ValueError)


def test_when_the_database_is_away_all_are_told_at_once(
    batcher: Batcher[str, str], ledger: Ledger
) -> None:
    outcomes = gather(batcher, ledger, ["one", "away", "three"])
    assert [type(outcome) for outcome in outcomes] == [OperationalError] * 3
    assert ledger.outages == 1


def test_a_batch_that_failed_is_logged_with_the_requests_in_it(
    batcher: Batcher[str, str], ledger: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    gather(batcher, ledger, ["good", "bad", "better"])

    [line] = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    assert (line["event"], line["batcher"], line["items"]) == ("batch_failed", "test", 3)
    assert sorted(line["request_ids"]) == ["bad", "better", "good"]


def test_a_full_queue_refuses_at_once(batcher: Batcher[str, str], ledger: Ledger) -> None:
    ledger.go_on.clear()
    with ThreadPoolExecutor(4) as pool:
        pool.submit(batcher.submit, "first")
        ledger.writing.wait()
        for word in "abc":
            pool.submit(batcher.submit, word)
        while batcher._queue.qsize() < 3:
            threading.Event().wait(0.001)
        with pytest.raises(Overloaded):
            batcher.submit("too many")
        ledger.go_on.set()


def test_who_waits_too_long_is_told_so(ledger: Ledger) -> None:
    batcher = Batcher[str, str](
        name="test", write=ledger.write, queue_limit=3, batch_limit=10, wait_s=0.01
    )
    ledger.go_on.clear()

    with pytest.raises(Overloaded):
        batcher.submit("slow")

    ledger.go_on.set()
    batcher.stop()


def test_stopping_writes_what_was_handed_over_and_a_later_item_starts_again(
    batcher: Batcher[str, str], ledger: Ledger
) -> None:
    batcher.submit("one")
    batcher.stop()
    assert ledger.retired == 1

    assert batcher.submit("two") == "two!"
    batcher.stop()
    assert ledger.batches == [["one"], ["two"]]
    assert ledger.retired == 2


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_has_a_writer_of_its_own(batcher: Batcher[str, str]) -> None:
    batcher.submit("parent")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, batcher.submit("child").encode())
        os._exit(0)
    os.waitpid(child, 0)

    assert os.read(reader, 100) == b"child!"
    assert batcher.submit("parent again") == "parent again!"
