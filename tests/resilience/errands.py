"""Gives the worker something to do, as a process of the site: prints what the test has to know.

`python -m tests.resilience.errands WHAT …`: `mail HOW_MANY`, `export CONTEST`, `upload HOW_MANY`,
`confirm IMPORT`.
"""

import json
import sys
from collections.abc import Callable

import django

django.setup()

from django.db import transaction  # noqa: E402 - after the set-up

from accounts.models import Organisation, RoleKind, User  # noqa: E402
from accounts.organisations import give_role, join_unit, root_unit  # noqa: E402
from common import clock  # noqa: E402
from common.ids import uuid7  # noqa: E402
from common.outbox import Channel, queue_message  # noqa: E402
from quiz.bank.importing.uploads import confirm_import, upload_questions  # noqa: E402
from quiz.bank.models import QuestionImport  # noqa: E402
from quiz.contest.exporting import export_results  # noqa: E402
from quiz.contest.models import Contest  # noqa: E402
from tests.cast import make_user  # noqa: E402
from tests.quiz.bank.importing.files import file_of, item  # noqa: E402
from tests.quiz.factories import make_bank  # noqa: E402


def mail(how_many: str) -> object:
    """Queue so many messages, in one transaction; their ids."""
    with transaction.atomic():
        return [
            str(
                queue_message(
                    channel=Channel.MAIL,
                    recipient=f"person{number}@example.org",
                    subject="A reminder",
                    body="Your course is due.",
                    now=clock.now(),
                ).pk
            )
            for number in range(int(how_many))
        ]


def export(slug: str) -> object:
    """Export the results of a contest; the job."""
    contest = Contest.objects.get(slug=slug)
    job = export_results(contest=contest, file_format="csv", by=_organiser(), now=clock.now())
    return str(job.pk)


def upload(how_many: str) -> object:
    """Upload a file of questions for a new bank; the import and the bank."""
    bank = make_bank(f"imported-{uuid7()}")
    questions = [item(f"{number}", external_id=f"q{number}") for number in range(int(how_many))]
    uploaded = upload_questions(
        bank=bank,
        data=file_of(*questions),
        file_name="questions.json",
        settings={},
        by=_organiser(),
        now=clock.now(),
    )
    return [str(uploaded.pk), str(bank.pk)]


def confirm(import_id: str) -> object:
    """Let an upload be written into its bank; the job."""
    found = QuestionImport.objects.get(pk=import_id)
    confirmed = confirm_import(question_import=found, by=_organiser(), now=clock.now())
    return str(confirmed.job_id)


def _organiser() -> User:
    """Whoever may do all that: the organisation's own, made when first asked for."""
    found = User.objects.filter(username="organiser").first()
    if found is not None:
        return found
    organisation = Organisation.objects.get()
    user = make_user("organiser", display_name="王芳", is_staff=True, is_superuser=True)
    join_unit(user=user, unit=root_unit(organisation), is_primary=True)
    give_role(user=user, kind=RoleKind.ORGANISER, organisation=organisation)
    return user


ERRANDS: dict[str, Callable[..., object]] = {
    "mail": mail,
    "export": export,
    "upload": upload,
    "confirm": confirm,
}

if __name__ == "__main__":
    print(json.dumps(ERRANDS[sys.argv[1]](*sys.argv[2:])))
