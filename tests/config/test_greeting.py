"""What the person at the terminal is told."""

from io import StringIO

import pytest
from rich.console import Console

from config.up.greeting import greet
from config.up.options import Options


@pytest.mark.parametrize("demo", [True, False])
def test_the_accounts_to_try_are_named_with_the_demo_alone(demo: bool) -> None:
    said = StringIO()
    options = Options(host="0.0.0.0", port=9000, demo=demo)
    greet(options=options, console=Console(file=said, width=100))
    assert "http://127.0.0.1:9000" in said.getvalue()
    accounts = ("resident", "organiser", "trainer", "manager", "staff", "wangan-demo")
    assert [name in said.getvalue() for name in accounts] == [demo] * 6
