"""What `up` tells the person at the terminal once the site answers."""

from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from config.up.options import Options
from quiz.campaign.demo.people import MANAGER, ORGANISER, PASSWORD, RESIDENT, STAFF, TRAINER

WHAT_FOR = {
    RESIDENT: "takes contests",
    ORGANISER: "makes and runs contests",
    TRAINER: "assigns courses",
    MANAGER: "looks after a unit",
    STAFF: "platform staff, may open /admin/",
}


def greet(*, options: Options, console: Console) -> None:
    """Print the address and, where the demo is loaded, the accounts to try."""
    console.print(Panel.fit(f"Wangan is ready: [bold]{options.url}[/bold]", style="green"))
    if options.demo:
        table = Table("Account", "Password", "What it is for")
        for account, purpose in WHAT_FOR.items():
            table.add_row(account.username, PASSWORD, purpose)
        console.print(table)
    console.print("Stop with Ctrl-C.", style="dim")
