"""The cache of a site without Redis."""

from pathlib import Path

from config.filecache import CULL_ONE_WRITE_IN, FileCache


def test_a_full_cache_is_culled_sooner_or_later(tmp_path: Path) -> None:
    cache = FileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 10}})
    writes = 20 * CULL_ONE_WRITE_IN
    for number in range(writes):
        cache.set(f"entry-{number}", number)
    # One write in 200 culls, so this many in a row without one happens once in 10^9 runs.
    assert len(list(tmp_path.iterdir())) < writes
    assert cache.get(f"entry-{writes}", "nothing") == "nothing"
