"""Static files: hashed and compressed once, at collection, and served for ever."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES = "app/"
# Seen by staff and developers only: compressing them would take most of the collection's time.
NOT_COMPRESSED = ("admin/", "drf_spectacular_sidecar/", "treebeard/")
_HASHED_BY_VITE = re.compile(r"/app/.*[-.][\w-]{8,}\.\w+$")
_HASHED_BY_DJANGO = re.compile(r"\.[0-9a-f]{12}\.\w+$")


def is_immutable(path: str, url: str) -> bool:
    """Tell whether this address can never mean other bytes, so that browsers may keep it."""
    return bool(_HASHED_BY_VITE.search(url) or _HASHED_BY_DJANGO.search(url))


class _BundlesKeepTheirNames(ManifestStaticFilesStorage):
    """Leave what Vite built alone: it is hashed already, and its modules name one another."""

    def post_process(self, *args: Any, **options: Any) -> Iterator[Any]:
        paths: dict[str, Any] = args[0]
        others = {name: found for name, found in paths.items() if not name.startswith(BUNDLES)}
        yield from super().post_process(others, *args[1:], **options)
        # Named as their own result, the bundles are compressed like the rest.
        yield from ((name, name, True) for name in paths if name.startswith(BUNDLES))

    def stored_name(self, name: str) -> str:
        return name if name.startswith(BUNDLES) else super().stored_name(name)


class StaticStorage(CompressedManifestStaticFilesStorage, _BundlesKeepTheirNames):
    """Hashed, compressed static files; hashed names under DEBUG too, once they are collected."""

    def url(self, name: str, force: bool = False) -> str:  # type: ignore[override]  # as Django does
        """Return the public address of a static file."""
        return str(super().url(name, force=force or bool(self.hashed_files)))

    def compress_files(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress what residents load."""
        yield from super().compress_files(n for n in names if not n.startswith(NOT_COMPRESSED))
