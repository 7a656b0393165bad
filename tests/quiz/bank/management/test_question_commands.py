"""The four commands on real files: what they print, what they write, how they end."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from common.audit import AuditEvent
from quiz.bank.formats import reader_named
from quiz.bank.models import Question
from quiz.bank.packs import CONTENT_DIRECTORY
from tests.quiz.bank.formats.tables import workbook
from tests.quiz.bank.importing.files import file_of, item
from tests.quiz.factories import make_bank, make_topic

PACK = CONTENT_DIRECTORY / "network_safety"
GIFT = """// [id:q-1] [tag:phone]
::Call:: Who calls? {=The bank ~The police}

Broken {
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A good question, and one without a key."""
    path = tmp_path / "faulty.json"
    path.write_bytes(
        file_of(item("1", external_id="q-1"), item("2", external_id="q-2") | {"key": []})
    )
    return path


def run(name: str, *arguments: object, **options: Any) -> tuple[str, list[str]]:
    """What a command prints as its result, and the lines beside it."""
    out, err = io.StringIO(), io.StringIO()
    words = [str(argument) for argument in arguments]
    call_command(name, *words, stdout=out, stderr=err, language="en", **options)
    return out.getvalue(), err.getvalue().splitlines()


def manage(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process of its own."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_parsing_needs_no_database(faulty: Path):
    # An address that is kept free of hosts (RFC 5737).
    done = manage(
        "parse_questions", faulty, "--json", DATABASE_URL="postgres://nobody@192.0.2.1/none"
    )
    assert (done.returncode, done.stderr) == (0, "")
    document = orjson.loads(done.stdout)
    assert document["format"] == "json"
    assert document["questions"] == [item("1", external_id="q-1")]
    (error,) = document["errors"]
    assert (error["item"], error["pointer"]) == ("q-2", "/key")


def test_every_file_of_the_shipped_pack_is_read_whole():
    for path in sorted(PACK.glob("*.json")):
        document = orjson.loads(run("parse_questions", path, "--json")[0])
        source = orjson.loads(path.read_bytes())
        assert (document["errors"], document["warnings"]) == ([], [])
        assert len(document["questions"]) == len(source["questions"])
        assert document["topics"] == [source["topic"]]


def test_errors_have_a_place_a_code_and_a_message_in_either_language(tmp_path: Path):
    path = tmp_path / "questions.txt"
    path.write_text(GIFT)
    messages = set()
    for language in ("en", "zh-Hans"):
        out = io.StringIO()
        call_command("parse_questions", str(path), "--json", stdout=out, language=language)
        (error,) = orjson.loads(out.getvalue())["errors"]
        assert error["line"] == 4
        messages.add((error["code"], error["message"]))
    assert len({code for code, _message in messages}) == 1
    assert len(messages) == 2


@pytest.mark.parametrize(("lang", "word"), [("en_GB.UTF-8", "question"), ("zh_CN.UTF-8", "题")])
def test_the_language_is_the_terminals(monkeypatch: pytest.MonkeyPatch, lang: str, word: str):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", lang)
    out = io.StringIO()
    call_command("parse_questions", str(PACK / "law.json"), stdout=out)
    assert word in out.getvalue()


def test_people_read_one_line_for_each_fault(faulty: Path):
    out, err = run("parse_questions", faulty)
    assert out == "json: 1 question, 1 error, 0 warnings\n"
    assert len(err) == 1
    assert err[0].startswith("question q-2 /key: ")


def test_a_file_in_which_nothing_is_readable_ends_with_1(tmp_path: Path):
    path = tmp_path / "noise"
    path.write_bytes(b"\x00\x01\x02")
    out = io.StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("parse_questions", str(path), "--json", stdout=out)
    document = orjson.loads(out.getvalue())
    assert (document["format"], document["questions"]) == (None, [])
    assert [error["code"] for error in document["errors"]] == ["format_unrecognised"]


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path):
    for command in (
        ("parse_questions", "nowhere"),
        ("convert_questions", "nowhere", tmp_path / "x.json"),
    ):
        with pytest.raises(CommandError, match="nowhere") as refused:
            run(*command)
        assert refused.value.returncode == 2


def test_converting_there_and_back_keeps_everything(tmp_path: Path):
    source, again = PACK / "phishing.json", tmp_path / "again.json"
    out, err = run("convert_questions", source, again)
    assert (err, out.endswith("questions written, 0 left out\n")) == ([], True)
    read = reader_named("json").read
    assert read(again.read_bytes()).questions == read(source.read_bytes()).questions


def test_what_cannot_be_carried_over_is_reported(tmp_path: Path):
    source, target = tmp_path / "in.json", tmp_path / "out.gift"
    source.write_bytes(file_of(item("1", external_id="q-1"), item("2", "ordering")))
    out, err = run("convert_questions", source, target)
    assert out == f"{target}: 1 question written, 1 left out\n"
    assert any(line.startswith("question 2: ") for line in err)
    assert any(
        line.startswith("question q-1: ") and line.endswith("[language_not_kept]") for line in err
    )
    assert "试题 Question 1" in target.read_text()
    run("convert_questions", source, target, "--write-language", "en")
    assert "试题" not in target.read_text()


def test_a_name_that_says_no_format_needs_to(faulty: Path, tmp_path: Path):
    with pytest.raises(CommandError, match="--to") as refused:
        run("convert_questions", faulty, tmp_path / "out.docx")
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_importing_reports_item_by_item_and_changes_nothing_the_second_time(faulty: Path):
    bank = make_bank()
    dry, _ = run("import_questions", faulty, "--bank", bank.slug, "--dry-run", "--json")
    assert Question.objects.count() == 0
    first, _ = run("import_questions", faulty, "--bank", bank.slug, "--json")
    planned, done = orjson.loads(dry), orjson.loads(first)
    assert [one["action"] for one in done["items"]] == ["create", "error"]
    assert done["items"][0].pop("question") == str(Question.objects.get().pk)
    planned["items"][0].pop("question")
    assert done | {"dry_run": True} == planned
    again, err = run("import_questions", faulty, "--bank", bank.slug)
    assert again == "0 created, 0 updated, 1 unchanged, 1 errors, 0 near-duplicates\n"
    assert [line.partition(":")[0] for line in err] == ["question q-2 /key"]
    assert AuditEvent.objects.filter(action="questions_imported").count() == 2


@pytest.mark.django_db
def test_importing_takes_status_and_topic(faulty: Path):
    bank = make_bank()
    make_topic(bank, "inbox")
    run(
        "import_questions", faulty, "--bank", bank.slug, "--status", "published", "--topic", "inbox"
    )
    question = Question.objects.get()
    assert (question.status, question.topic.slug) == ("published", "inbox")
    with pytest.raises(CommandError, match="nothing-there"):
        run("import_questions", faulty, "--bank", bank.slug, "--topic", "nothing-there")


@pytest.mark.django_db
def test_an_unknown_bank_is_named(faulty: Path):
    with pytest.raises(CommandError, match="no-bank"):
        run("import_questions", faulty, "--bank", "no-bank")


@pytest.mark.django_db
def test_a_bank_goes_out_and_comes_back(tmp_path: Path):
    bank, target = make_bank(), tmp_path / "out.json"
    run("import_questions", PACK / "rumours.json", "--bank", bank.slug)
    out, err = run("export_questions", "--bank", bank.slug, "--to", "json", target)
    assert err == []
    assert out.startswith(f"{target}: ")
    again, _ = run("import_questions", target, "--bank", bank.slug, "--json")
    assert {one["action"] for one in orjson.loads(again)["items"]} == {"unchanged"}


@pytest.mark.django_db
def test_an_empty_bank_gives_no_file(tmp_path: Path):
    with pytest.raises(SystemExit, match="1"):
        run("export_questions", "--bank", make_bank().slug, "--to", "json", tmp_path / "out.json")
    assert not (tmp_path / "out.json").exists()


def test_a_fault_in_a_workbook_names_worksheet_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "bank.xlsx"
    rows = [
        ["题干", "A", "B", "答案"],
        ["选哪个？", "甲", "乙", "AA"],
        ["选哪个？", "甲", "乙", "A"],
    ]
    path.write_bytes(workbook(单选=rows))
    _printed, told = run("parse_questions", path)
    where = "sheet 单选, row 2, column 答案"
    assert f"{where}: The answer names an option twice. [key_repeated]" in told
    printed, _told = run("parse_questions", path, "--json")
    [fault] = orjson.loads(printed)["errors"]
    assert (fault["table"], fault["row"], fault["column"]) == ("单选", 2, "答案")
