"""Somebody sets the clock of the machine while people take a contest."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.resilience.participants import Load
from tests.resilience.stack import Stack, running_stack

pytestmark = [pytest.mark.resilience, pytest.mark.chaos]

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """A site whose five parts go by a clock that the test may set."""
    with running_stack(with_clock=True) as stack:
        yield stack


@pytest.mark.parametrize("steps", [[HOUR, -HOUR], [-HOUR, HOUR]], ids=["forward", "back"])
def test_a_contest_goes_on_when_the_clock_is_set_and_put_right(
    stack: Stack, steps: list[timedelta]
) -> None:
    assert stack.clock
    # Who loses the network until the time is over would wait for the hour as well.
    with Load(stack, f"clock-{steps[0].days}", late_share=0) as load:
        load.goes_on()
        for step in steps:
            stack.clock.step(step)
            load.goes_on(answers=200)
            # Boards, mails and jobs go on as well, and do not wait until the clock has caught up.
            stack.wait_for_the_worker()
    assert load.audit().faults == []
