"""Redis is full, flushed, out of reach or slow while people take a contest."""

import time

import pytest

from tests.resilience.participants import Load
from tests.resilience.proxy import Proxy
from tests.resilience.servers import RedisServer
from tests.resilience.stack import Stack

pytestmark = [pytest.mark.resilience, pytest.mark.chaos]


@pytest.fixture
def redis(stack: Stack) -> RedisServer:
    assert stack.redis is not None
    return stack.redis


@pytest.fixture
def way_to_redis(stack: Stack) -> Proxy:
    assert stack.way_to_redis is not None
    return stack.way_to_redis


def test_people_notice_nothing_while_redis_is_dead(stack: Stack, redis: RedisServer) -> None:
    with Load(stack, "no-redis") as load:
        load.goes_on()
        redis.kill()
        before = load.retries
        load.goes_on(answers=200)
        assert load.retries == before
        redis.start()
        load.goes_on()
    stack.wait_for_the_worker()
    assert load.audit().faults == []


def test_people_notice_nothing_while_redis_is_full(stack: Stack, redis: RedisServer) -> None:
    with Load(stack, "full-redis") as load, redis.client() as client:
        load.goes_on()
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", "1mb")
        before = load.retries
        load.goes_on(answers=200)
        time.sleep(10)
        assert load.retries == before
        client.config_set("maxmemory", "0")
        load.goes_on()
    stack.wait_for_the_worker()
    assert load.audit().faults == []


def test_people_notice_nothing_when_redis_is_flushed(stack: Stack, redis: RedisServer) -> None:
    with Load(stack, "flushed-redis") as load, redis.client() as client:
        for _ in range(10):
            before = load.retries
            load.goes_on()
            client.flushall()
            assert load.retries == before
        load.goes_on()
    stack.wait_for_the_worker()
    assert load.audit().faults == []


def test_a_contest_goes_on_while_redis_swallows_everything(
    stack: Stack, way_to_redis: Proxy
) -> None:
    with Load(stack, "swallowing-redis") as load:
        load.goes_on()
        way_to_redis.swallow()
        load.goes_on(answers=200)
        time.sleep(10)
        way_to_redis.let_through()
        load.goes_on()
    stack.wait_for_the_worker()
    assert load.audit().faults == []


def test_a_contest_goes_on_while_redis_is_slow(stack: Stack, way_to_redis: Proxy) -> None:
    with Load(stack, "slow-redis") as load:
        load.goes_on()
        way_to_redis.slow_down(0.25)
        load.goes_on(answers=200)
        way_to_redis.let_through()
        load.goes_on()
    stack.wait_for_the_worker()
    assert load.audit().faults == []
