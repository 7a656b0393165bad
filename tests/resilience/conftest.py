"""One site of real processes for all tests that break it and let it recover."""

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.resilience.network import can_make_networks
from tests.resilience.servers import postgresql_programs
from tests.resilience.stack import Stack, running_stack
from tests.resilience.two_hosts import TwoHosts, two_running_hosts


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """A site on PostgreSQL and Redis; CI insists on both."""
    if "CI" not in os.environ and not (postgresql_programs() and shutil.which("redis-server")):
        pytest.skip("PostgreSQL or Redis is not installed")
    with running_stack(with_clock=bool("CI" in os.environ or shutil.which("cc"))) as stack:
        yield stack


@pytest.fixture(scope="module")
def site() -> Iterator[TwoHosts]:
    """A site on two hosts; it takes the right to make networks, which root of a machine has."""
    programs = postgresql_programs() and shutil.which("redis-server")
    if not can_make_networks() or ("CI" not in os.environ and not programs):
        pytest.skip("no right to make networks, or PostgreSQL or Redis is not installed")
    with two_running_hosts() as site:
        yield site
