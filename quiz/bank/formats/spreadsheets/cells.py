"""The cells of one row, asked for by what they hold and in which language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from common.tables.grids import Row, column_letter
from common.text import Language, LocalisedText
from quiz.bank.formats.languages import language_in, text_in
from quiz.bank.formats.spreadsheets.columns import MAX_OPTIONS, MAX_PROMPTS, Field, Header
from quiz.bank.formats.spreadsheets.escapes import (
    clean_text,
    split_escaped,
    strip_labels,
    unquote_formula,
)

_SPOKEN = {Field.STEM, Field.OPTION, Field.OPTIONS, Field.PROMPT, Field.EXPLANATION}
_INLINE_LABEL = re.compile(r"(?:^|(?<=[\s;；]))[(（]?([A-Z])[.．、:：)）]\s*")

OPTION_LABELS = [column_letter(place) for place in range(MAX_OPTIONS)]
PROMPT_LABELS = [str(number) for number in range(1, MAX_PROMPTS + 1)]


@dataclass(frozen=True, slots=True)
class Cells:
    """One row under its header; `base` is the language of columns that name none."""

    header: Header
    row: Row
    base: Language

    def text(self, field: Field) -> str:
        """The one cell of a field that has no language; empty where there is no such column."""
        place = self.header.place_of(field)
        return "" if place is None else read_cell(self.row, place)

    def localised(self, field: Field) -> LocalisedText:
        """The text of a field in every language it is given in."""
        text = LocalisedText()
        for language, cells in self._by_language(field).items():
            text |= text_in(language, cells.get(0, ""))
        return text

    def options(self) -> list[LocalisedText]:
        """The options in their order, without their labels; an empty text for a gap.

        From columns of their own or, where those are empty, from one cell.
        """
        listed = self._numbered(Field.OPTION, OPTION_LABELS)
        return listed or self._from_one_cell()

    def prompts(self) -> list[LocalisedText]:
        """The left sides of a matching question, as `options`."""
        return self._numbered(Field.PROMPT, PROMPT_LABELS)

    def feedback(self) -> Mapping[int, LocalisedText]:
        """What is said of the options, by their place."""
        feedback: dict[int, LocalisedText] = {}
        for language, cells in self._by_language(Field.FEEDBACK).items():
            for index, text in cells.items():
                feedback.setdefault(index, LocalisedText()).update(text_in(language, text))
        return feedback

    def _by_language(self, field: Field) -> dict[Language, dict[int, str]]:
        found: dict[Language, dict[int, str]] = {}
        for place in self.header.places.get(field, ()):
            column = self.header.columns[place]
            if text := read_cell(self.row, place):
                found.setdefault(column.language or self.base, {})[column.index] = text
        return found

    def _numbered(self, field: Field, labels: Sequence[str]) -> list[LocalisedText]:
        listed: list[LocalisedText] = []
        for language, cells in self._by_language(field).items():
            places = sorted(cells)
            texts = strip_labels([cells[p] for p in places], [labels[p] for p in places])
            _put(listed, language, dict(zip(places, texts, strict=True)))
        while listed and not listed[-1]:
            listed.pop()
        return listed

    def _from_one_cell(self) -> list[LocalisedText]:
        listed: list[LocalisedText] = []
        for language, cells in self._by_language(Field.OPTIONS).items():
            texts = _split_options(cells[0])[:MAX_OPTIONS]
            texts = strip_labels(texts, OPTION_LABELS[: len(texts)])
            _put(listed, language, dict(enumerate(texts)))
        return listed


def read_cell(row: Row, place: int) -> str:
    """The text of a cell without what protects it from being read as a formula."""
    return unquote_formula(clean_text(row.cell(place)))


def language_of_row(header: Header, row: Row, given: Language | None) -> Language:
    """The language of the columns that name none: the titles', the caller's, or the texts' own."""
    if language := header.base_language or given:
        return language
    return language_in(
        *(
            row.cell(place)
            for place, column in header.columns.items()
            if column.field in _SPOKEN and column.language is None
        )
    )


def _put(listed: list[LocalisedText], language: Language, texts: Mapping[int, str]) -> None:
    for place, text in texts.items():
        while len(listed) <= place:
            listed.append(LocalisedText())
        listed[place] |= text_in(language, text)


def _split_options(text: str) -> list[str]:
    """By lines, by `|`, or else by the labels that stand in the line."""
    if "\n" in text:
        return _filled(text.split("\n"))
    if len(parts := _filled(split_escaped(text, "|｜"))) > 1:
        return parts
    labels = list(_INLINE_LABEL.finditer(text))
    if [match[1] for match in labels] != OPTION_LABELS[: len(labels)] or not labels:
        return parts
    ends = [match.start() for match in labels[1:]] + [len(text)]
    return [
        text[match.start() : end].strip(" ;；") for match, end in zip(labels, ends, strict=True)
    ]


def _filled(texts: Iterable[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]
