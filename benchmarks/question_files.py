"""Files of questions: parsed in every format, imported, imported again; questions a second.

Beside the rates stand those of the bare work in them: decoding the JSON of the file, and
inserting the rows.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

import orjson
from django.db import transaction

from benchmarks.report import Report
from benchmarks.stage import Plan
from common import clock
from common.ids import uuid7
from common.text import LocalisedText
from quiz.bank.formats import (
    ParsedQuestion,
    reader_names,
    writer_named,
    writer_names,
)
from quiz.bank.importing.applying import ImportRun, import_questions
from quiz.bank.importing.plan import ImportOptions
from quiz.bank.models import Bank, Question, Revision
from quiz.bank.packs import CONTENT_DIRECTORY, read_pack
from quiz.bank.parsing import parse_file

QUESTIONS, QUESTIONS_FULL = 2_000, 10_000
DECODING, INSERTING = "orjson.loads", "bulk insert"


def measure(plan: Plan) -> Report:
    """Questions a second of each scene, and that over the rate of the bare work."""
    questions = QUESTIONS_FULL if plan.is_full else QUESTIONS
    rates = measure_rates(questions=questions, rounds=plan.rounds)
    found = {
        scene: {
            "questions a second": rate_found,
            "of orjson.loads": rate_found / rates[DECODING],
            "of the bulk insert": rate_found / rates[INSERTING],
        }
        for scene, rate_found in rates.items()
    }
    return plan.report(found, [], [f"{questions:,} questions in a file."])


def measure_rates(*, questions: int, rounds: int) -> dict[str, float]:
    """Questions a second of each scene, in the median round."""
    made = some_questions(questions)
    file = writer_named("json").write(made).data
    found = {DECODING: rate(lambda: orjson.loads(file), questions, rounds)}
    for name in sorted(set(reader_names()) & set(writer_names())):
        found[f"parse {name}"] = parsing_rate(name, made, rounds)
    return found | importing_rates(file, questions, rounds)


def some_questions(number: int) -> list[ParsedQuestion]:
    """The shipped pack over and over, each time with another number in its stems."""
    pack = read_pack(CONTENT_DIRECTORY / "network_safety")
    made = []
    for index in range(number):
        question = pack[index % len(pack)]
        stem = LocalisedText(**question.content.stem)
        for language in ("zh-Hans", "en"):
            stem[language] = f"({index // len(pack)}) {stem[language]}"
        content = replace(question.content, stem=stem)
        made.append(replace(question, external_id=f"bench-{index}", content=content))
    return made


def rate(work: Callable[[], object], questions: int, rounds: int) -> float:
    """So many questions a second."""
    return questions / median(seconds(work) for _ in range(rounds))


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def parsing_rate(name: str, made: list[ParsedQuestion], rounds: int) -> float:
    """Reading what the format can hold of the questions."""
    data = writer_named(name).write(made).data
    number = len(parse_file(data=data, format_name=name).reading.questions)
    return rate(lambda: parse_file(data=data, format_name=name), number, rounds)


def importing_rates(file: bytes, questions: int, rounds: int) -> dict[str, float]:
    """Into an empty bank, the same again, and its rows copied into another bank."""
    times: dict[str, list[float]] = {"import": [], "import again": [], INSERTING: []}
    for number in range(rounds):
        bank = Bank.objects.create(slug=f"bench-{number}", name={"en": "Bench"})
        for scene in ("import", "import again"):
            times[scene].append(seconds(lambda bank=bank: bring(file, bank)))  # type: ignore[misc]  # this round's
        times[INSERTING].append(copy_rows(bank))
    return {scene: questions / median(taken) for scene, taken in times.items()}


def bring(file: bytes, bank: Bank) -> None:
    """Parse and import."""
    reading = parse_file(data=file).reading
    run = ImportRun(bank=bank, reading=reading, options=ImportOptions(), by=None, now=clock.now())
    import_questions(run=run)


def copy_rows(bank: Bank) -> float:
    """The seconds that inserting the bank's rows takes when they are ready."""
    other = Bank.objects.create(slug=f"{bank.slug}-copy", name=bank.name)
    revisions = []
    questions = list(Question.objects.filter(bank=bank).select_related("current_revision"))
    for question in questions:
        revision = question.current_revision
        assert revision is not None  # noqa: S101 - imported with one
        question.pk, question.bank = uuid7(), other
        revision.pk, revision.question = uuid7(), question
        question.current_revision = revision
        revisions.append(revision)

    def insert() -> None:
        with transaction.atomic():
            Question.objects.bulk_create(questions)
            Revision.objects.bulk_create(revisions)

    return seconds(insert)
