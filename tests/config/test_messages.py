"""Texts found in the source, and the catalogue they are translated in."""

from pathlib import Path

import pytest

from config.messages import complaints, extract_texts, merge_texts, read_catalogue
from config.translations import compile_catalogues

PYTHON = """
from django.utils.translation import gettext as _, ngettext
title = _("Hello {name}")
many = ngettext("%(n)s day", "%(n)s days", 3)
"""
TEMPLATE = """
{% load i18n %}<h1>{% translate 'Welcome' %}</h1>
{% blocktranslate %}Bye {{ who }}{% endblocktranslate %}
"""
TYPESCRIPT = """
html`<p>${open ? html`<b>${t("It's open", {})}</b>` : ""}</p>`;
tn("{n} point", "{n} points", n); format("not a text"); other.t("not ours");
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A source tree with texts in three languages."""
    for name, text in {
        "quiz/views.py": PYTHON,
        "frontend/templates/page.html": TEMPLATE,
        "frontend/src/page.ts": TYPESCRIPT,
        "frontend/src/page.test.ts": 't("only in a test")',
        "frontend/dist/page.ts": 't("only in what was built")',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_texts_are_found_in_python_templates_and_typescript(source: Path) -> None:
    assert {message.id for message in extract_texts(source) if message.id} == {
        "Hello {name}",
        ("%(n)s day", "%(n)s days"),
        "Welcome",
        "Bye %(who)s",
        "It's open",
        ("{n} point", "{n} points"),
    }


def test_a_catalogue_is_complete_once_every_text_is_translated(source: Path) -> None:
    path = source / "django.po"
    path.write_bytes(merge_texts(catalogue=read_catalogue(path), found=extract_texts(source)))
    assert len(complaints(catalogue=read_catalogue(path), found=extract_texts(source))) == 6
    path.write_text(
        path.read_text()
        .replace('msgid "Hello {name}"\nmsgstr ""', 'msgid "Hello {name}"\nmsgstr "{name}你好"')
        .replace('msgid "Welcome"\nmsgstr ""', '#, fuzzy\nmsgid "Welcome"\nmsgstr "欢迎"')
        .replace('msgid "Bye %(who)s"\nmsgstr ""', 'msgid "Bye %(who)s"\nmsgstr "再见"')
        .replace('msgid "It\'s open"\nmsgstr ""', 'msgid "It\'s open"\nmsgstr "已开放"')
        .replace('days"\nmsgstr[0] ""', 'days"\nmsgstr[0] "%(n)s 天"')
        .replace('points"\nmsgstr[0] ""', 'points"\nmsgstr[0] "{n} 分"')
    )
    assert complaints(catalogue=read_catalogue(path), found=extract_texts(source)) == [
        "frontend/templates/page.html: translation to be confirmed (fuzzy): Welcome",
        "frontend/templates/page.html: placeholders differ: Bye %(who)s",
    ]


def test_merging_again_changes_nothing(source: Path) -> None:
    path = source / "django.po"
    path.write_bytes(merge_texts(catalogue=read_catalogue(path), found=extract_texts(source)))
    first = path.read_bytes()
    path.write_bytes(merge_texts(catalogue=read_catalogue(path), found=extract_texts(source)))
    assert path.read_bytes() == first


def test_only_a_changed_catalogue_is_compiled_again(tmp_path: Path) -> None:
    path = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Welcome"\nmsgstr "欢迎"\n')
    compiled = path.with_suffix(".mo")
    assert compile_catalogues([tmp_path]) == [compiled]
    assert compile_catalogues([tmp_path]) == []
    assert "欢迎".encode() in compiled.read_bytes()
