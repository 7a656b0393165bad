"""One site of real processes for all tests that break it and let it recover."""

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.resilience.servers import postgresql_programs
from tests.resilience.stack import Stack, running_stack


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """A site on PostgreSQL and Redis; CI insists on both."""
    if "CI" not in os.environ and not (postgresql_programs() and shutil.which("redis-server")):
        pytest.skip("PostgreSQL or Redis is not installed")
    with running_stack(with_clock=bool("CI" in os.environ or shutil.which("cc"))) as stack:
        yield stack
