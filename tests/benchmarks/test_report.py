"""What a benchmark says of its figures: medians, ratios within a round, targets."""

import json

import pytest

from benchmarks.report import Bound, Report, Target, median_round, ratio, with_ratios

ROUNDS = [
    {"empty": {"a second": 100.0}, "ours": {"a second": 50.0}},
    {"empty": {"a second": 400.0}, "ours": {"a second": 100.0}},
    {"empty": {"a second": 200.0}, "ours": {"a second": 90.0}},
]


def target(bound: Bound, limit: float, measured: float) -> Target:
    return Target(what="saves", bound=bound, limit=limit, measured=measured)


def test_the_median_is_taken_figure_by_figure():
    assert median_round(ROUNDS) == {"empty": {"a second": 200.0}, "ours": {"a second": 90.0}}


def test_a_ratio_is_taken_within_each_round():
    assert ratio(ROUNDS, "ours", "empty") == 0.45


def test_a_scene_stands_beside_its_peers_and_not_beside_itself():
    assert with_ratios(ROUNDS, {"empty": "of the empty app"}) == {
        "empty": {"a second": 200.0},
        "ours": {"a second": 90.0, "of the empty app": 0.45},
    }


@pytest.mark.parametrize(
    ("bound", "limit", "measured", "verdict"),
    [
        (Bound.AT_LEAST, 10_000, 10_000, "met"),
        (Bound.AT_LEAST, 10_000, 7_500, "missed by 25%"),
        (Bound.AT_MOST, 25, 25, "met"),
        (Bound.AT_MOST, 20, 30, "missed by 50%"),
        (Bound.AT_MOST, 20, 50, "missed: 2.5 times"),
    ],
)
def test_a_target_says_by_how_much_it_was_missed(bound, limit, measured, verdict):
    one = target(bound, limit, measured)

    assert (one.verdict, one.is_met) == (verdict, verdict == "met")


def test_a_report_comes_back_from_its_line_as_it_was():
    report = Report(
        benchmark="saving",
        database="PostgreSQL",
        rounds=3,
        scenes=median_round(ROUNDS),
        targets=[target(Bound.AT_LEAST, 1, 2)],
        notes=["Nothing else ran."],
        versions={"Python": "3.11"},
    )

    assert Report.from_json(json.loads(json.dumps(report.as_json()))) == report
