"""The cache of a site whose Redis does not answer."""

import pytest
from redis import ConnectionError as RedisAway

from config.rediscache import RedisCache

# A port below 1024 on which nothing ever listens: the connection is refused at once.
NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture
def away() -> RedisCache:
    return RedisCache(NOBODY, {})


def test_a_redis_that_is_away_is_an_empty_cache(away: RedisCache) -> None:
    away.set("a", 1)
    away.set_many({"b": 2})

    assert (away.get("a"), away.get("a", "nothing")) == (None, "nothing")
    assert (away.get_many(["a", "b"]), away.has_key("a"), away.touch("a")) == ({}, False, False)


def test_whoever_adds_to_it_is_the_first(away: RedisCache) -> None:
    assert away.add("a", 1)
    with pytest.raises(ValueError, match="a"):
        away.incr("a")


def test_what_must_be_gone_is_not_said_to_be_gone(away: RedisCache) -> None:
    with pytest.raises(RedisAway):
        away.delete("a")
