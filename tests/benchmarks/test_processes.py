"""Processor time of process trees."""

import os

from benchmarks.processes import ProcessTime, cpu_seconds, parent_of, read_stat, tree_ticks

LINE = "4711 (post gres) (x)) S 42 4711 4711 0 -1 4194560 1 2 3 4 100 20 3 4 20 0 1 0 99"


def test_a_name_may_hold_spaces_and_brackets():
    assert read_stat(LINE) == ProcessTime(pid=4711, parent=42, ticks=127)


def test_a_tree_is_the_process_and_all_its_descendants():
    processes = [
        ProcessTime(1, 0, 1_000),
        ProcessTime(10, 1, 5),
        ProcessTime(11, 10, 7),
        ProcessTime(12, 11, 11),
        ProcessTime(20, 1, 500),
    ]

    assert tree_ticks(10, processes) == 23
    assert tree_ticks(99, processes) == 0


def test_this_process_has_a_parent_and_has_used_some_time():
    assert parent_of(os.getpid()) == os.getppid()
    assert cpu_seconds({"me": os.getpid()})["me"] > 0


def test_a_process_of_another_machine_has_no_parent_here():
    assert parent_of(2**22 + 1) is None
