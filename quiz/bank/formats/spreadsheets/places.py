"""Where a question belongs: its topic and its tags, from the cells that name them."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common.text import Language, LocalisedText, localise
from quiz.bank.formats.base import ParsedTopic
from quiz.bank.formats.languages import text_in
from quiz.bank.formats.spreadsheets.answers import UnclearCell
from quiz.bank.formats.spreadsheets.cells import Cells
from quiz.bank.formats.spreadsheets.columns import Field
from quiz.bank.formats.spreadsheets.escapes import escape, split_escaped
from quiz.bank.formats.topic_slugs import TopicPaths
from quiz.bank.limits import MAX_TAG_CHARACTERS, MAX_TAGS

BETWEEN_TAGS = ",，;；、\n"
_SLASHES = "/／\n"
_DASHES = "-－—"
_ESCAPED = _SLASHES + _DASHES
# A hyphen inside a Latin word, as in Wi-Fi, parts nothing.
_INNER_HYPHEN = re.compile(r"(?<=[A-Za-z0-9])-(?=[A-Za-z0-9])")


def read_tags(cells: Cells) -> tuple[str, ...]:
    """The tags; the first knowledge point is none where no column gives the topic's path.

    Raises `UnclearCell` for too many, and for a long one.
    """
    points = _split_tags(cells.text(Field.POINTS))
    if not cells.localised(Field.TOPIC):
        points = points[1:]
    tags = tuple(dict.fromkeys([*_split_tags(cells.text(Field.TAGS)), *points]))
    if len(tags) > MAX_TAGS or any(len(tag) > MAX_TAG_CHARACTERS for tag in tags):
        raise UnclearCell("tags_invalid", _("Tags are at most 20 short texts."))
    return tags


class RowTopics:
    """The topics of one file, whose slugs are made from the names where no column gives them."""

    def __init__(self) -> None:
        self._paths = TopicPaths()

    def read(self, cells: Cells) -> tuple[ParsedTopic, ...]:
        """The topic of a row; empty where it names none.

        Raises `UnclearCell` where the languages name paths of different lengths.
        """
        named = cells.localised(Field.TOPIC)
        if not named:
            point = _split_tags(cells.text(Field.POINTS))[:1]
            return self._paths.path_of(point)
        by_language = {Language(code): split_path(str(path)) for code, path in named.items()}
        lengths = {len(names) for names in by_language.values()}
        if len(lengths) > 1:
            raise UnclearCell(
                "topic_invalid", _("The topic has another number of levels in the other language.")
            )
        return self._with_names(by_language, lengths.pop(), cells)

    def _with_names(
        self, by_language: dict[Language, list[str]], length: int, cells: Cells
    ) -> tuple[ParsedTopic, ...]:
        levels = [
            {language: names[depth] for language, names in by_language.items() if names[depth]}
            for depth in range(length)
        ]
        levels = [level for level in levels if level]
        keys = [level.get(Language.CHINESE) or level[Language.ENGLISH] for level in levels]
        codes = split_escaped(cells.text(Field.TOPIC_CODE), _SLASHES, also=_DASHES)
        if len(codes) == len(keys):
            for depth, code in enumerate(codes, start=1):
                self._paths.path_of(keys[:depth], slug=code)
        path = self._paths.path_of(keys)
        if len(path) != len(levels) or not _names_a_language(cells):
            return path
        return tuple(
            ParsedTopic(topic.slug, _localised(level))
            for topic, level in zip(path, levels, strict=True)
        )


def split_path(text: str) -> list[str]:
    """The names on the way, by slashes or, where there are none, by dashes."""
    parts = split_escaped(text, _SLASHES, also=_DASHES)
    if len(parts) == 1:
        return split_escaped(_INNER_HYPHEN.sub(r"\-", text), _DASHES, also=_SLASHES)
    return parts


def write_path(names: Sequence[str]) -> str:
    """The cell that `split_path` reads back."""
    return "/".join(escape(name, _ESCAPED) for name in names)


def topics_read_back(topics: Sequence[tuple[ParsedTopic, ...]], *, coded: bool) -> list[bool]:
    """For each of the topics written to one file, whether reading finds the slugs again."""
    paths = TopicPaths()
    kept = []
    for topic in topics:
        names = [localise(level.name, Language.CHINESE) for level in topic]
        for depth, level in enumerate(topic if coded else (), start=1):
            paths.path_of(names[:depth], slug=level.slug)
        kept.append([t.slug for t in paths.path_of(names)] == [t.slug for t in topic])
    return kept


def write_tags(tags: Sequence[str]) -> str:
    """The cell that `read_tags` reads back."""
    return "、".join(escape(tag, BETWEEN_TAGS) for tag in tags)


def _names_a_language(cells: Cells) -> bool:
    return cells.header.base_language is not None


def _localised(level: dict[Language, str]) -> LocalisedText:
    name = LocalisedText()
    for language, text in level.items():
        name |= text_in(language, text)
    return name


def _split_tags(text: str) -> list[str]:
    return [tag for tag in split_escaped(text, BETWEEN_TAGS) if tag]
