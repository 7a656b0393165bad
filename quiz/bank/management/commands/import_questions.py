"""`manage.py import_questions FILE --bank SLUG`: bring a file of questions into a bank."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from common import clock
from quiz.bank.enums import FIRST_STATUSES, ImportAction, QuestionStatus
from quiz.bank.faults import fault_line
from quiz.bank.formats import Fault
from quiz.bank.importing.applying import ImportRun, import_questions
from quiz.bank.importing.plan import ImportItem, ImportOptions, ImportPlan
from quiz.bank.importing.reporting import plan_to_json
from quiz.bank.management.question_files import (
    NOT_GIVEN,
    QuestionFileCommand,
    add_reading_arguments,
    bank_named,
    read_file,
    stop_with_nothing,
)
from quiz.bank.models import Bank


class Command(QuestionFileCommand):
    """Creates, updates, leaves unchanged or refuses each question. Safe to run again."""

    help = "Bring the questions of a file into a bank: new ones as drafts, known ones updated."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, the bank, and how new questions begin."""
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument("--bank", required=True, metavar="SLUG")
        parser.add_argument(
            "--status", choices=[status.value for status in FIRST_STATUSES], default="draft",
            help="of new questions (draft)",
        )  # fmt: skip
        parser.add_argument(
            "--topic", metavar="SLUG", help="where new questions go that name no topic"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="print the whole report as JSON")
        add_reading_arguments(parser)

    def carry_out(
        self, *, file: Path, bank: str, status: str, topic: str | None, **options: Any
    ) -> None:
        """Parse, then plan or import, and report."""
        into = bank_named(bank)
        topic_id = _topic_named(into, topic) if topic else None
        parsed = read_file(file, options)
        run = ImportRun(
            bank=into,
            reading=parsed.reading,
            options=ImportOptions(status=QuestionStatus(status), topic_id=topic_id),
            by=None,
            now=clock.now(),
        )
        if options["dry_run"]:
            plan = run.plan()
        else:
            with self._progress(quiet=options["json"]) as report:
                plan = import_questions(run=run, report=report, source=file.name)
        if options["json"]:
            told = {"format": parsed.format, "bank": bank, "dry_run": options["dry_run"]}
            document = told | plan_to_json(plan)
            self.stdout.write(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())
        else:
            self._report(plan)
        if not parsed.is_readable:
            stop_with_nothing()

    @contextmanager
    def _progress(self, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
        """A bar on a terminal, and nothing anywhere else."""
        if quiet or not self.stderr.isatty():
            yield lambda _done, _total: None
            return
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(_("Writing questions"), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def _report(self, plan: ImportPlan) -> None:
        for item in plan.items:
            self.tell(_with_number(fault, item) for fault in (*item.faults, *item.warnings))
            for near in item.near_duplicates:
                other = near.external_id or near.number or near.question_id
                message = _("nearly the same as {other} ({percent}%)").format(
                    other=other, percent=round(near.ratio * 100)
                )
                fault = Fault(place=item.place, code="near_duplicate", message=message)
                self.stderr.write(fault_line(_with_number(fault, item)))
        counts = plan.counts
        self.stdout.write(
            _(
                "{create} created, {update} updated, {unchanged} unchanged, {error} errors, "
                "{duplicates} near-duplicates"
            ).format(**counts)
        )


def _with_number(fault: Fault, item: ImportItem) -> Fault:
    """A fault that names no place is named by the number of its question."""
    place = fault.place
    if (place.line, place.row, place.item) != (None, None, None):
        return fault
    if item.action is ImportAction.ERROR and not item.stem:
        return fault
    return replace(fault, place=replace(place, item=str(item.number)))


def _topic_named(bank: Bank, slug: str) -> Any:
    found = bank.topics.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        message = _("The bank has no topic called {slug}.").format(slug=slug)
        raise CommandError(message, returncode=NOT_GIVEN)
    return found
