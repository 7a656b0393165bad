import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quiz.bank.enums import QuestionStatus
from quiz.bank.models import Question
from quiz.bank.packs import SHIPPED_PACKS, NotAPack, PackReport, load_pack, load_shipped_pack
from tests.quiz.factories import NOW, content, make_bank

pytestmark = pytest.mark.django_db


def write(directory: Path, *items: dict[str, Any], version: int = 1) -> None:
    document = {
        "format": "wangan-questions",
        "version": version,
        "topic": {"slug": "fraud", "name": {"en": "Fraud"}},
        "questions": items,
    }
    (directory / "fraud.json").write_text(json.dumps(document), encoding="utf-8")


def item(number: int, label: str | None = None) -> dict[str, Any]:
    return {
        "external_id": f"fraud-{number}",
        "difficulty": 1,
        **content("single", label or str(number)),
    }


def test_loading_twice_changes_nothing_and_a_new_edition_revises(tmp_path: Path) -> None:
    bank = make_bank()
    write(tmp_path, item(1), item(2))
    assert load_pack(directory=tmp_path, bank=bank, now=NOW) == PackReport(created=2)
    assert load_pack(directory=tmp_path, bank=bank, now=NOW) == PackReport(unchanged=2)

    write(tmp_path, item(1), item(2, "better"), item(3))
    later = NOW + timedelta(days=1)
    report = load_pack(directory=tmp_path, bank=bank, now=later)
    assert report == PackReport(created=1, revised=1, unchanged=1)
    revised = Question.objects.get(external_id="fraud-2")
    assert revised.revisions.count() == 2
    assert revised.current_revision is not None
    assert revised.current_revision.read_content().stem["en"] == "Question better"


def test_a_folder_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAPack):
        load_pack(directory=tmp_path, bank=make_bank(), now=NOW)
    write(tmp_path, version=2)
    with pytest.raises(NotAPack):
        load_pack(directory=tmp_path, bank=make_bank("other"), now=NOW)


@pytest.mark.parametrize("pack", SHIPPED_PACKS)
def test_the_shipped_pack_loads_whole_and_published(pack: str) -> None:
    bank, report = load_shipped_pack(pack=pack, now=NOW)
    published = Question.objects.filter(bank=bank, status=QuestionStatus.PUBLISHED)
    assert report.created == published.count() >= 200
    again = load_shipped_pack(pack=pack, now=NOW)
    assert again == (bank, PackReport(unchanged=report.created))
