"""The worker is killed in the middle of what it does; the next one does it, and does it once.

To be in the middle for certain, the test holds the worker there: it locks the table that is written
next, or takes a mail and says nothing about it.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.resilience.mail_server import MailServer
from tests.resilience.participants import Load
from tests.resilience.processes import wait_until
from tests.resilience.servers import Postgres
from tests.resilience.stack import Stack, running_stack

pytestmark = [pytest.mark.resilience, pytest.mark.chaos]

MAILS = 12
QUESTIONS = 1_600
# Longer than any worker may be silent about what it has claimed.
LONGEST_LEASE = timedelta(minutes=6)


@pytest.fixture(scope="module")
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture(scope="module")
def stack(mail_server: MailServer) -> Iterator[Stack]:
    """A site whose clock the test may set: nobody waits for a lease."""
    mail = {"EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}"}
    with running_stack(with_clock=True, variables=mail) as stack:
        yield stack


@pytest.fixture
def postgres(stack: Stack) -> Postgres:
    assert stack.postgres
    return stack.postgres


def the_next_worker_takes_over(stack: Stack) -> None:
    """Start another one, and let the time pass after which the first counts as dead."""
    assert stack.clock
    stack.worker.start()
    stack.clock.step(LONGEST_LEASE)


@pytest.mark.parametrize("table", ["attempt_attempt", "contest_entry"])
def test_attempts_that_were_being_marked_are_marked(
    stack: Stack, postgres: Postgres, table: str
) -> None:
    slug = f"marking-{table}".replace("_", "-")
    # Half of them lose the network, and leave what is overdue behind.
    with Load(stack, slug, late_share=0.5) as load:
        load.goes_on()
    with postgres.held(table, then=stack.worker.kill):
        stack.let_time_pass()
    stack.worker.start()
    assert load.audit().faults == []


def test_a_board_that_was_being_published_is_published(stack: Stack, postgres: Postgres) -> None:
    with Load(stack, "publishing") as load:
        load.goes_on()
        with postgres.held("leaderboard_snapshot", then=stack.worker.kill):
            load.goes_on()
        load.goes_on()
        stack.worker.start()
        load.goes_on()
    stack.let_time_pass()
    assert load.audit().faults == []


def test_an_export_that_was_being_written_is_written_once(stack: Stack, postgres: Postgres) -> None:
    with Load(stack, "exporting") as load:
        load.goes_on()
        with postgres.held("common_storedfile", then=stack.worker.kill):
            [job_id] = stack.errand("export", "exporting")
        the_next_worker_takes_over(stack)
        postgres.wait_until_done(job_id)
        results = f"common_storedfile WHERE name LIKE '%{job_id}%'"
        assert postgres.count(results) == 1
    assert load.audit().faults == []


def test_an_import_that_was_being_written_goes_on_where_it_stopped(
    stack: Stack, postgres: Postgres
) -> None:
    with Load(stack, "importing") as load:
        import_id, bank_id = stack.errand("upload", f"{QUESTIONS}")
        imports = f"bank_questionimport WHERE id = '{import_id}'"
        wait_until(lambda: postgres.count(f"{imports} AND state = 'planned'") == 1, "it is read")
        [job_id] = stack.errand("confirm", import_id)
        imported = f"bank_question WHERE bank_id = '{bank_id}'"
        wait_until(lambda: postgres.count(imported) > 0, "some questions are there")
        with postgres.held("bank_question", then=stack.worker.kill):
            pass
        assert 0 < postgres.count(imported) < QUESTIONS
        the_next_worker_takes_over(stack)
        postgres.wait_until_done(job_id)
        assert postgres.count(imported) == QUESTIONS
        revisions = f"bank_revision WHERE question_id IN (SELECT id FROM {imported})"
        assert postgres.count(revisions) == QUESTIONS
        written = (
            f"common_auditevent WHERE subject_id = '{bank_id}' AND action = 'questions_imported'"
        )
        assert postgres.count(written) == 1
    assert load.audit().faults == []


def test_mails_that_were_being_sent_all_arrive_and_only_the_one_in_hand_twice(
    stack: Stack, postgres: Postgres, mail_server: MailServer
) -> None:
    mail_server.hold_at(MAILS // 2)
    ids = stack.errand("mail", f"{MAILS}")
    assert mail_server.holds.wait(60)
    stack.worker.kill()
    mail_server.let_go()
    the_next_worker_takes_over(stack)
    wait_until(
        lambda: postgres.count("common_outboxmessage WHERE state = 'sent'") == MAILS, "all sent"
    )
    came = {name.partition("@")[0].strip("<"): times for name, times in mail_server.came.items()}
    assert came.keys() == set(ids)
    assert sorted(came.values()) == [1] * (MAILS - 1) + [2]
