"""A site on two hosts with addresses of their own: one PostgreSQL, one Redis, two of the rest."""

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.resilience.network import Network, NetworkHost
from tests.resilience.servers import Postgres, RedisServer
from tests.resilience.stack import Address, Host

HEARTBEAT = "config.tasks.beat"


class TwoHosts:
    """The whole site."""

    def __init__(self, folder: Path, network: Network) -> None:
        self.postgres = Postgres(folder, address=network.stores, network=network.range)
        self.redis = RedisServer(folder, address=network.stores)
        self.links: list[NetworkHost] = []
        self.hosts: list[Host] = []
        for name in ("first", "second"):
            link = network.add_host()
            # Nothing is shared: each host has a folder of its own.
            own = folder / name
            own.mkdir()
            environment = {"DATABASE_URL": self.postgres.url, "REDIS_URL": self.redis.url}
            host = Host(
                own,
                address=link.address,
                environment=environment,
                web_workers=1,
                prefix=link.prefix,
            )
            self.links.append(link)
            self.hosts.append(host)

    def start(self) -> None:
        """Make the stores and start both hosts."""
        self.postgres.create()
        self.redis.start()
        self.run("manage.py", "migrate", "--verbosity", "0")
        for host in self.hosts:
            for part in host.parts:
                part.start_without_waiting()
        for host in self.hosts:
            host.web.wait_until_ready()

    def kill(self) -> None:
        """Kill all that runs."""
        for part in [*self.hosts[0].parts, *self.hosts[1].parts, self.redis, self.postgres]:
            part.kill()

    def run(self, *arguments: str, given: str = "") -> str:
        """Run `python arguments` as one more process of the site; what it printed."""
        return self.hosts[0].run(*arguments, given=given)

    def addresses_for(self, number: int) -> list[Address]:
        """Half of the people ask the one host, half the other."""
        return [self.hosts[number % 2].address]

    def senders(self, *, during_s: float) -> dict[int, int]:
        """Which hosts' schedulers send meanwhile, and how many heartbeats each."""
        sent: dict[int, int] = {}
        give_up_at = time.monotonic() + during_s
        # Workers ask for work all the time, so there is always a next command to look at the clock.
        with self.redis.client() as client, client.monitor() as monitor:
            for command in monitor.listen():
                pid = _sender_of_heartbeat(command["command"])
                if pid is not None:
                    [host] = [
                        n for n, host in enumerate(self.hosts) if pid in host.scheduler.pids()
                    ]
                    sent[host] = sent.get(host, 0) + 1
                if time.monotonic() > give_up_at:
                    break
        return sent

    def _host_of_scheduler(self, pid: int) -> int:
        [found] = [n for n, host in enumerate(self.hosts) if pid in host.scheduler.pids()]
        return found


@dataclass(frozen=True, slots=True)
class Balanced:
    """The same site behind a balancer that sends each request to the host whose turn it is."""

    site: TwoHosts

    def run(self, *arguments: str, given: str = "") -> str:
        """Run `python arguments` as one more process of the site; what it printed."""
        return self.site.run(*arguments, given=given)

    def addresses_for(self, _number: int) -> list[Address]:
        """Everybody asks both in turn."""
        return [host.address for host in self.site.hosts]


def _sender_of_heartbeat(command: str) -> int | None:
    """The process that sent it, when this command of Redis puts a heartbeat into the queue."""
    if not command.startswith("LPUSH") or HEARTBEAT not in command:
        return None
    message = json.loads(command.split(" ", 2)[2])
    return int(message["headers"]["origin"].removeprefix("gen").partition("@")[0])


@contextmanager
def two_running_hosts() -> Iterator[TwoHosts]:
    """A site on two hosts that runs, and of which nothing is left at the end."""
    folder = Path(tempfile.mkdtemp(prefix="wangan-hosts-"))
    folder.chmod(0o755)
    network = Network()
    site = None
    try:
        site = TwoHosts(folder, network)
        site.start()
        yield site
    finally:
        if site:
            site.kill()
        network.delete()
        shutil.rmtree(folder)
