"""A site on two hosts behaves as one site, and goes on when one of them is cut off."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.cast import PASSWORD
from tests.quiz.bank.importing.files import file_of, item
from tests.resilience.participants import Client, Load, Reply
from tests.resilience.processes import wait_until
from tests.resilience.two_hosts import Balanced, TwoHosts

pytestmark = pytest.mark.resilience

MakeClients = Callable[..., tuple[Client, Client]]

AUTH = "/_allauth/browser/v1/auth"


@pytest.fixture
def clients(site: TwoHosts) -> Iterator[MakeClients]:
    """Makes two clients with the same cookies: one asks the first host, one the second."""
    with ExitStack() as opened:

        def make(**cookies: str) -> tuple[Client, Client]:
            first, second = (Client([host.address], cookies) for host in site.hosts)
            opened.callback(first.close)
            opened.callback(second.close)
            return first, second

        yield make


def sign_in(client: Client, username: str, password: str = PASSWORD) -> Reply:
    details = {"username": username, "password": password}
    return client.ask_once("POST", f"{AUTH}/login", details)


def sign_up(client: Client, username: str) -> None:
    details = {"username": username, "password": PASSWORD}
    assert client.ask("POST", f"{AUTH}/signup", details).status == 200


@pytest.fixture(scope="module")
def contest(site: TwoHosts) -> Load:
    """A contest that a few people may take, each asking both hosts in turn."""
    return Load(Balanced(site), "one-contest", people=4, time_limit_s=600, late_share=0)


def test_whoever_signs_in_at_one_host_is_signed_in_at_the_other(clients: MakeClients) -> None:
    first, _ = clients()
    sign_up(first, "zhang-wei")
    _, second = clients(**first.cookies)
    assert second.ask("GET", "/api/v1/me").json()["user"]["username"] == "zhang-wei"
    second.ask("DELETE", f"{AUTH}/session")
    assert first.ask("GET", f"{AUTH}/session").status == 401


def test_wrong_passwords_are_counted_over_both_hosts(clients: MakeClients) -> None:
    sign_up(clients()[0], "wang-fang")
    both = clients()
    replies = [sign_in(both[turn % 2], "wang-fang", "wrong").json() for turn in range(7)]
    codes = [reply["errors"][0]["code"] for reply in replies]
    assert codes == ["username_password_mismatch"] * 5 + ["too_many_login_attempts"] * 2


def test_one_of_two_schedulers_sends(site: TwoHosts) -> None:
    sent = site.senders(during_s=5)
    assert len(sent) == 1
    # A heartbeat is due every two seconds.
    assert sum(sent.values()) in (2, 3)


def test_a_file_uploaded_to_one_host_is_read_by_the_worker_of_the_other(
    site: TwoHosts, contest: Load, clients: MakeClients
) -> None:
    made = contest.contest
    first, second = clients(**{made["session_cookie"]: made["organiser"]})
    bank = f"/api/v1/organise/banks/{made['bank']}"
    file = file_of(item("new"), item("faulty") | {"key": []})
    site.hosts[0].worker.stop()
    try:
        uploaded = first.ask("POST", f"{bank}/imports?file_name=questions.json", file).json()
        wait_for_job(second, uploaded["job"]["id"])
        import_path = f"/api/v1/organise/imports/{uploaded['id']}"
        planned = first.ask("GET", import_path).json()
        assert (planned["counts"]["create"], planned["counts"]["error"]) == (1, 1)
        confirmed = second.ask("POST", f"{import_path}/confirm", {}).json()
        wait_for_job(first, confirmed["job"]["id"])
        job = second.ask("POST", f"{bank}/exports", {"format": "json"}).json()
        wait_for_job(first, job["id"])
    finally:
        site.hosts[0].worker.go_on()
    files = [one.ask("GET", f"/api/v1/jobs/{job['id']}/result").body for one in (first, second)]
    assert files[0] == files[1]
    assert len(json.loads(files[0])["questions"]) == made["questions"] + 1


def wait_for_job(client: Client, job_id: str) -> None:
    def is_done() -> bool:
        return bool(client.ask("GET", f"/api/v1/jobs/{job_id}").json()["state"] == "done")

    wait_until(is_done, f"job {job_id} done")


def test_a_contest_taken_at_both_hosts_has_one_board(
    site: TwoHosts, contest: Load, clients: MakeClients
) -> None:
    with contest:
        contest.goes_on(answers=4 * 8 * 2)
    assert contest.complaints() == []

    def boards() -> list[Reply]:
        path = f"/api/v1/contests/{contest.contest['slug']}/boards/people"
        return [client.ask("GET", path) for client in clients()]

    wait_until(lambda: [page.json()["total"] for page in boards()] == [4, 4], "everybody's place")
    first, second = boards()
    assert (first.body, first.headers["ETag"]) == (second.body, second.headers["ETag"])


def sender_of(site: TwoHosts) -> int:
    """The host whose scheduler sends, once one does."""
    wait_until(lambda: len(site.senders(during_s=2.5)) == 1, "a heartbeat")
    [sender] = site.senders(during_s=5)
    return sender


def heartbeats_again(site: TwoHosts, host: int) -> bool:
    return set(site.senders(during_s=2.5)) == {host}


@pytest.mark.chaos
def test_the_other_scheduler_goes_on_when_the_one_that_sends_is_killed(site: TwoHosts) -> None:
    sender = sender_of(site)
    other = 1 - sender
    site.hosts[sender].scheduler.kill()
    wait_until(lambda: heartbeats_again(site, other), "another sender", within_s=12)
    site.hosts[sender].scheduler.start()
    assert set(site.senders(during_s=10)) == {other}


@pytest.mark.chaos
def test_people_at_one_host_notice_nothing_when_the_other_is_cut_off(site: TwoHosts) -> None:
    """The one that is cut off is the one whose scheduler sends."""
    sender = sender_of(site)
    other = 1 - sender
    with Load(site, "cut-off") as load:
        load.goes_on(answers=80)
        site.links[sender].cut_off()
        before = retries_at(load, other)
        load.goes_on(answers=200)
        wait_until(lambda: heartbeats_again(site, other), "another sender", within_s=20)
        assert retries_at(load, other) == before
        site.links[sender].mend()
        everybody_goes_on(load)
    for host in site.hosts:
        host.wait_for_the_worker()
    assert len(site.senders(during_s=10)) == 1
    assert load.audit().faults == []


@pytest.mark.chaos
def test_people_at_a_host_that_lost_its_stores_are_asked_to_come_back(
    site: TwoHosts, clients: MakeClients
) -> None:
    with Load(site, "no-stores") as load:
        load.goes_on(answers=80)
        site.links[1].lose_the_stores()
        before = retries_at(load, 0)
        [_, second] = clients()
        refused = second.ask_once("GET", "/api/v1/contests?search=anything", timeout_s=60)
        assert (refused.status, "Retry-After" in refused.headers) == (503, True)
        assert site.hosts[1].readiness()[0] == 503
        load.goes_on(answers=200)
        time.sleep(10)
        assert retries_at(load, 0) == before
        site.links[1].mend()
        everybody_goes_on(load)
    for host in site.hosts:
        host.wait_for_the_worker()
    assert load.audit().faults == []


def retries_at(load: Load, host: int) -> int:
    return sum(one.client.retries for one in load.participants[host::2])


def everybody_goes_on(load: Load) -> None:
    """Each participant, of either host, has another answer acknowledged."""
    enough = [acknowledged_of(load, number) + 1 for number in range(len(load.participants))]

    def did() -> bool:
        return all(acknowledged_of(load, number) >= wanted for number, wanted in enumerate(enough))

    wait_until(did, "an answer of everybody", within_s=90)


def acknowledged_of(load: Load, number: int) -> int:
    return sum(len(one.acknowledged) for one in list(load.participants[number].sittings.values()))
