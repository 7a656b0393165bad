"""The list of benchmarks."""

from importlib.util import find_spec

import pytest

from benchmarks.registry import BENCHMARKS, benchmarks_named


def test_each_has_a_module_of_its_name():
    assert [one.name for one in BENCHMARKS if find_spec(f"benchmarks.{one.module}") is None] == []


def test_some_are_run_by_name_and_all_without_one():
    assert [one.module for one in benchmarks_named(["boards", "signing-in"])] == [
        "boards",
        "signing_in",
    ]
    assert benchmarks_named([]) == list(BENCHMARKS)


def test_what_is_none_is_refused():
    with pytest.raises(KeyError, match="nothing"):
        benchmarks_named(["nothing"])
