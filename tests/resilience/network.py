"""A small network of this machine's own: hosts with addresses, and links that can be cut.

Each host is a network name space on one bridge. The stores and the test itself are at the bridge.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence

NOBODY = "02:00:00:00:00:ff"
"""A hardware address that nothing on the bridge has."""


def can_make_networks() -> bool:
    """Whether this machine lets us: it takes iproute2, and root with all its rights."""
    may = subprocess.run(["unshare", "--net", "--mount", "true"], capture_output=True, check=False)
    return may.returncode == 0 and os.getuid() == 0 and shutil.which("ip") is not None


class NetworkHost:
    """A host of the network."""

    def __init__(self, network: "Network", name: str, address: str) -> None:
        self.address = address
        self.name = name
        self._network = network
        self._link = f"{name}-out"
        _ip("netns", "add", name)
        inside = f"{name}-in"
        _ip("link", "add", self._link, "type", "veth", "peer", inside, "netns", name)
        _ip("link", "set", self._link, "master", network.bridge, "up")
        _ip("-n", name, "address", "add", f"{address}/24", "dev", inside)
        _ip("-n", name, "link", "set", "lo", "up")
        _ip("-n", name, "link", "set", inside, "up")
        self._inside = inside

    @property
    def prefix(self) -> Sequence[str]:
        """What comes before a command for it to run on this host."""
        return ("ip", "netns", "exec", self.name)

    def cut_off(self) -> None:
        """Pull the plug: nothing arrives and nothing leaves, and nobody is told."""
        _ip("link", "set", self._link, "down")

    def lose_the_stores(self) -> None:
        """Let everything to the stores be lost on its way, while people still reach the host."""
        way = (self._network.stores, "lladdr", NOBODY, "nud", "permanent", "dev", self._inside)
        _ip("-n", self.name, "neighbour", "replace", *way)

    def mend(self) -> None:
        """Be connected again."""
        _ip("link", "set", self._link, "up")
        stores = ("to", self._network.stores, "nud", "permanent")
        _ip("-n", self.name, "neighbour", "flush", *stores)

    def delete(self) -> None:
        """Remove it and its link."""
        _ip("netns", "delete", self.name)


class Network:
    """A bridge with an address for people, one for the stores, and hosts."""

    def __init__(self) -> None:
        # Of this process: two test runs on one machine do not meet.
        number = os.getpid() % 65_536
        self.name = f"wg{number}"
        self.bridge = f"{self.name}-br"
        prefix = f"10.{64 + number // 256 % 64}.{number % 256}"
        self.range = f"{prefix}.0/24"
        self.people, self.stores = f"{prefix}.1", f"{prefix}.2"
        self._prefix = prefix
        self._hosts: list[NetworkHost] = []
        _ip("link", "add", self.bridge, "type", "bridge")
        _ip("address", "add", f"{self.people}/24", "dev", self.bridge)
        _ip("address", "add", f"{self.stores}/24", "dev", self.bridge)
        _ip("link", "set", self.bridge, "up")

    def add_host(self) -> NetworkHost:
        """Connect another host."""
        number = len(self._hosts) + 1
        host = NetworkHost(self, f"{self.name}-{number}", f"{self._prefix}.{10 + number}")
        self._hosts.append(host)
        return host

    def delete(self) -> None:
        """Remove all of it."""
        for host in self._hosts:
            host.delete()
        _ip("link", "delete", self.bridge)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)
