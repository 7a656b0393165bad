"""Topics for formats that know a topic only by its name, or by the names on the way to it."""

import re
from collections.abc import Sequence
from hashlib import blake2b

from django.utils.text import slugify
from pypinyin import lazy_pinyin

from quiz.bank.formats.base import ParsedTopic
from quiz.bank.formats.languages import language_in, text_in
from quiz.bank.limits import MAX_SLUG_CHARACTERS, MAX_TOPIC_DEPTH

_SLUG = re.compile(r"[A-Za-z0-9_-]{1,80}")
_MAX_NAME_CHARACTERS = 200


def is_topic_slug(text: str) -> bool:
    """Whether a text can be a topic's slug as it is."""
    return _SLUG.fullmatch(text) is not None


def slug_of_names(names: Sequence[str]) -> str:
    """The slug that a path of names gives: readable, and always the same for the same path.

    ASCII names are slugified, others through their pinyin (`网络安全/密码` gives
    `wang-luo-an-quan-mi-ma`); where nothing is left, or too much, a digest of the path helps out.
    """
    parts = [slugify(name if name.isascii() else " ".join(lazy_pinyin(name))) for name in names]
    slug = "-".join(part.strip("-_") for part in parts if part.strip("-_"))
    if not all(parts) or len(slug) > MAX_SLUG_CHARACTERS:
        return _with_digest(slug, names)
    return slug


class TopicPaths:
    """The topics of one file, each path of names with one slug, and no slug with two paths."""

    def __init__(self) -> None:
        self._slugs: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()

    def path_of(self, names: Sequence[str], *, slug: str | None = None) -> tuple[ParsedTopic, ...]:
        """The topics on a path of names, from the outermost; empty names are passed over.

        The names of levels deeper than `MAX_TOPIC_DEPTH` are joined into the last.

        `slug` is the last one's, where the file gives it; what cannot be a slug, is taken by
        another path, or comes after the path was first met, is not heeded.
        """
        path = _tidy(names)
        if slug is not None and path and is_topic_slug(slug) and slug not in self._taken:
            self._keep(path, slug)
        return tuple(
            ParsedTopic(self._slug_of(path[:depth]), text_in(language_in(name), name))
            for depth, name in enumerate(path, start=1)
        )

    def _slug_of(self, path: tuple[str, ...]) -> str:
        if path not in self._slugs:
            slug = slug_of_names(path)
            self._keep(path, _with_digest(slug, path) if slug in self._taken else slug)
        return self._slugs[path]

    def _keep(self, path: tuple[str, ...], slug: str) -> None:
        if path not in self._slugs:
            self._slugs[path] = slug
            self._taken.add(slug)


def _tidy(names: Sequence[str]) -> tuple[str, ...]:
    tidy = [" ".join(name.split())[:_MAX_NAME_CHARACTERS] for name in names if name.strip()]
    if len(tidy) > MAX_TOPIC_DEPTH:
        rest = " / ".join(tidy[MAX_TOPIC_DEPTH - 1 :])[:_MAX_NAME_CHARACTERS]
        tidy = [*tidy[: MAX_TOPIC_DEPTH - 1], rest]
    return tuple(tidy)


def _with_digest(slug: str, names: Sequence[str]) -> str:
    digest = blake2b("\0".join(names).encode(errors="replace"), digest_size=4).hexdigest()
    kept = slug[: MAX_SLUG_CHARACTERS - len(digest) - 1].rstrip("-")
    return f"{kept or 'topic'}-{digest}"
