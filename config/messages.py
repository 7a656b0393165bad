"""The texts that want translating: found in the source, merged into the catalogue, checked.

Source texts are English, so there is one catalogue: Simplified Chinese. Python is read by Babel,
templates through Django's own translator of template tags, TypeScript by its two forms of
call, `t("English text", …)` and `tn("one", "many", …)`.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LOCALE = "zh_Hans"
ROOMS = ("common", "accounts", "quiz", "api", "frontend", "config")
# Build scripts, what was built, what was installed.
_NOT_SHOWN = {"build", "dist", "node_modules", "migrations"}
_HEADER = """\
# Simplified Chinese for Wangan. The source texts are English; `make messages` keeps this in step.
#"""
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_TEMPLATE_CALL = re.compile(
    r"""(?:_|gettext)\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))\)""", re.DOTALL
)
# The same expressions as in frontend/build/messages.ts; its lint rules insist on plain literals.
_STRING = r'"(?:[^"\\\n]|\\.)*"'
_TYPESCRIPT_SINGLE = re.compile(rf"(?<![\w.$])t\(\s*({_STRING})")
_TYPESCRIPT_PLURAL = re.compile(rf"(?<![\w.$])tn\(\s*({_STRING})\s*,\s*({_STRING})")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A text in the source."""

    text: str | tuple[str, ...]
    context: str | None


def catalogue_path(base_dir: Path) -> Path:
    """Return where the catalogue lies."""
    return base_dir / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def extract_texts(base_dir: Path) -> Catalog:
    """Return a catalogue of every text in the source, without translations."""
    catalogue = Catalog(locale=LOCALE, charset="utf-8", fuzzy=False)
    for suffix, find in _FINDERS.items():
        for room in ROOMS:
            for path in sorted((base_dir / room).rglob(f"*{suffix}")):
                if _NOT_SHOWN & {*path.relative_to(base_dir).parts} or ".test." in path.name:
                    continue
                for found in find(path):
                    catalogue.add(
                        found.text,
                        context=found.context,
                        locations=[(str(path.relative_to(base_dir)), 0)],
                    )
    return catalogue


def read_catalogue(path: Path) -> Catalog:
    """Read the catalogue, or return an empty one."""
    if not path.is_file():
        return Catalog(locale=LOCALE, project="wangan", version="1", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def merge_texts(*, catalogue: Catalog, found: Catalog) -> bytes:
    """Return the file of the catalogue with new texts added and those no longer used removed."""
    # Nothing that changes by itself goes into the file: no dates of extraction, no line numbers.
    found.creation_date = catalogue.creation_date
    catalogue.update(found, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = _HEADER
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    file = BytesIO()
    write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False)
    return file.getvalue()


def complaints(*, catalogue: Catalog, found: Catalog) -> list[str]:
    """Name every text that has no finished translation, or one with other placeholders."""
    problems = []
    for message in found:
        if not message.id:
            continue
        translated = catalogue.get(message.id, message.context)
        name = message.id if isinstance(message.id, str) else message.id[0]
        where = message.locations[0][0]
        if translated is None or not any(_strings(translated)):
            problems.append(f"{where}: not translated: {name}")
        elif translated.fuzzy:
            problems.append(f"{where}: translation to be confirmed (fuzzy): {name}")
        elif not _same_placeholders(translated):
            problems.append(f"{where}: placeholders differ: {name}")
    return problems


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _same_placeholders(message: Message) -> bool:
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    # Chinese has one plural form: it may use what either English form uses.
    wanted = [sorted(_PLACEHOLDER.findall(text)) for text in ids]
    return all(sorted(_PLACEHOLDER.findall(text)) in wanted for text in _strings(message))


def _in_python(path: Path) -> Iterator[Found]:
    with path.open("rb") as file:
        for _line, text, _comments, context in extract("python", file, _KEYWORDS):
            yield Found(text=text, context=context)


def _in_template(path: Path) -> Iterator[Found]:
    for call in _TEMPLATE_CALL.finditer(templatize(path.read_text())):
        yield Found(text=ast.literal_eval(call[1]), context=None)


def _in_typescript(path: Path) -> Iterator[Found]:
    source = path.read_text()
    for call in _TYPESCRIPT_SINGLE.finditer(source):
        yield Found(text=json.loads(call[1]), context=None)
    for call in _TYPESCRIPT_PLURAL.finditer(source):
        yield Found(text=(json.loads(call[1]), json.loads(call[2])), context=None)


_FINDERS: dict[str, Callable[[Path], Iterator[Found]]] = {
    ".py": _in_python,
    ".html": _in_template,
    ".txt": _in_template,
    ".ts": _in_typescript,
}
