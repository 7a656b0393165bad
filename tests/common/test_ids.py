"""Identifiers."""

from datetime import UTC, datetime

import time_machine

from common.ids import uuid7


def test_an_id_is_a_version_7_uuid():
    identifier = uuid7()

    assert identifier.version == 7
    assert identifier.variant == "specified in RFC 4122"


def test_an_id_tells_the_millisecond_it_was_made_in():
    moment = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)

    with time_machine.travel(moment, tick=False):
        identifier = uuid7()

    assert identifier.int >> 80 == int(moment.timestamp() * 1000)


def test_ids_made_in_different_moments_sort_by_time():
    with time_machine.travel(datetime(2026, 9, 14, 9, 0, tzinfo=UTC), tick=False) as clock:
        made = []
        for _ in range(50):
            made.append(uuid7())
            clock.shift(0.001)

    assert made == sorted(made)


def test_a_thousand_ids_of_one_moment_differ():
    with time_machine.travel(datetime(2026, 9, 14, 9, 0, tzinfo=UTC), tick=False):
        assert len({uuid7() for _ in range(1000)}) == 1000
