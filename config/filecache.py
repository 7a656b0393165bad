"""The cache of a site without Redis: files, shared by the web process and the worker."""

import random

from django.core.cache.backends.filebased import FileBasedCache

CULL_ONE_WRITE_IN = 200


class FileCache(FileBasedCache):
    """Django's file cache, which counts its files seldom instead of at every write.

    Counting lists the folder: with thousands of entries that costs more than the write itself.
    """

    def _cull(self) -> None:
        if random.randrange(CULL_ONE_WRITE_IN) == 0:  # noqa: S311 - spreads work, guards nothing
            super()._cull()  # type: ignore[misc]  # missing from the stubs
