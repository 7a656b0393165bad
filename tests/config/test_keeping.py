"""The processes of a site are started again when they die, and not without end."""

import io
import subprocess
from collections.abc import Callable, Iterator

import pytest
from rich.console import Console

from config.up import keeping
from config.up.children import Child
from config.up.failing import CannotStartError
from config.up.keeping import LIVES, Site

pytestmark = pytest.mark.resilience


class Nursery:
    """Starts processes that end at once, or stay; counts them."""

    def __init__(self) -> None:
        self.born: list[str] = []
        self.children: list[Child] = []

    def of(self, name: str, *, staying_from: int | None = None) -> Callable[[], Child]:
        """How to start `name`, which dies at once before its life number `staying_from`."""

        def start() -> Child:
            self.born.append(name)
            stays = staying_from is not None and self.born.count(name) >= staying_from
            process = subprocess.Popen(["sleep", "60" if stays else "0"], start_new_session=True)
            child = Child(name=name, process=process)
            self.children.append(child)
            if stays:
                self.site.events.put(None)
            return child

        return start

    site: Site


@pytest.fixture
def nursery(monkeypatch: pytest.MonkeyPatch) -> Iterator[Nursery]:
    monkeypatch.setattr(keeping, "PAUSES_S", (0.01,))
    nursery = Nursery()
    yield nursery
    nursery.site.stop()
    assert all(child.process.poll() is not None for child in nursery.children)


def test_a_worker_that_dies_is_started_again_until_it_stays(nursery: Nursery) -> None:
    nursery.site = Site({"worker": nursery.of("worker", staying_from=LIVES + 3)})
    nursery.site.start()
    said = io.StringIO()
    nursery.site.keep_running(Console(file=said, width=100))
    assert nursery.born == ["worker"] * (LIVES + 3)
    line = "The worker process ended by itself (exit code 0); it is started again in 0.01 s."
    assert said.getvalue().splitlines() == [line] * (LIVES + 2)


def test_a_web_process_that_keeps_dying_ends_the_site(nursery: Nursery) -> None:
    nursery.site = Site({"web": nursery.of("web")})
    nursery.site.start()
    with pytest.raises(CannotStartError, match=r"The web process ended by itself .* 5th time"):
        nursery.site.keep_running(Console(file=io.StringIO()))
    assert nursery.born == ["web"] * LIVES


def test_a_web_process_that_lived_a_while_may_die_again(
    nursery: Nursery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "STEADY_AFTER_S", 0)
    nursery.site = Site({"web": nursery.of("web", staying_from=LIVES + 2)})
    nursery.site.start()
    nursery.site.keep_running(Console(file=io.StringIO()))
    assert nursery.born == ["web"] * (LIVES + 2)
