"""Every message to the worker arrives twice, late and out of order."""

import json
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from common.ids import uuid7
from tests.resilience.mail_server import MailServer
from tests.resilience.participants import Load
from tests.resilience.processes import wait_until
from tests.resilience.servers import RedisServer
from tests.resilience.stack import Stack, running_stack

pytestmark = [pytest.mark.resilience, pytest.mark.chaos]

MAILS = 12
SENT_TO, TAKEN_FROM = "celery", "shuffled"
HOLDS_BACK_S = 0.5


@dataclass
class Shuffler:
    """Stands between those who send messages and the worker, and does its worst."""

    redis: RedisServer
    passed_on: int = 0
    _chance: random.Random = field(default_factory=lambda: random.Random(7))
    _ending: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Pass on, twice each and shuffled, whatever came within half a second."""
        worker = threading.Thread(target=self._work, daemon=True)
        worker.start()
        try:
            yield
        finally:
            self._ending.set()
            worker.join()

    def _work(self) -> None:
        with self.redis.client() as client:
            while not self._ending.wait(HOLDS_BACK_S):
                came = client.lpop(SENT_TO, 1000) or []
                messages = [
                    copy for message in came for copy in (message, _delivered_anew(message))
                ]
                self._chance.shuffle(messages)
                if messages:
                    client.lpush(TAKEN_FROM, *messages)
                self.passed_on += len(came)


def _delivered_anew(message: bytes) -> bytes:
    again = json.loads(message)
    again["properties"]["delivery_tag"] = str(uuid7())
    return json.dumps(again).encode()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def stack(mail_server: MailServer) -> Iterator[Stack]:
    """A site whose worker listens where only the shuffler speaks."""
    variables = {"EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}"}
    with running_stack(variables=variables, worker_queue=TAKEN_FROM) as stack:
        yield stack


def test_what_arrives_twice_and_out_of_order_is_done_once(
    stack: Stack, mail_server: MailServer
) -> None:
    postgres, redis = stack.postgres, stack.redis
    assert postgres
    assert redis
    shuffler = Shuffler(redis)
    with shuffler.at_work():
        with Load(stack, "shuffled") as load:
            load.goes_on()
            ids = stack.errand("mail", f"{MAILS}")
            jobs = [stack.errand("export", "shuffled")[0] for _ in range(3)]
            for job_id in jobs:
                postgres.wait_until_done(job_id)
            load.goes_on(answers=400)
        unsent = "common_outboxmessage WHERE state <> 'sent'"
        wait_until(lambda: postgres.count(unsent) == 0, "all mails sent")
        assert load.audit().faults == []
    assert shuffler.passed_on > 50
    assert mail_server.came == Counter(f"<{message_id}@wangan>" for message_id in ids)
    assert postgres.count("common_job WHERE tries <> 1") == 0
    assert postgres.count("common_storedfile") == len(jobs)
