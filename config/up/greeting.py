"""What `up` tells the person at the terminal once the site answers."""

from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from config.up.options import Options

DEMO_PASSWORD = "wangan-demo"  # noqa: S105 - the demo's password is public by design
DEMO_ACCOUNTS = {
    "resident": "takes contests",
    "organiser": "makes and runs contests",
    "trainer": "assigns courses",
    "manager": "looks after a unit",
    "staff": "platform staff, may open /admin/",
}


def greet(*, options: Options, console: Console) -> None:
    """Print the address and, where the demo is loaded, the accounts to try."""
    console.print(Panel.fit(f"Wangan is ready: [bold]{options.url}[/bold]", style="green"))
    if options.demo:
        table = Table("Account", "Password", "What it is for")
        for account, purpose in DEMO_ACCOUNTS.items():
            table.add_row(account, DEMO_PASSWORD, purpose)
        console.print(table)
    console.print("Stop with Ctrl-C.", style="dim")
