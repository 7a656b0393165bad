"""The picture of a replay."""

from xml.etree import ElementTree as ET

import pytest

from benchmarks.replay.plot import draw
from benchmarks.replay.timeline import Moment, Timeline

NAMESPACE = "{http://www.w3.org/2000/svg}"


def test_each_panel_has_its_line_and_its_highest_value() -> None:
    moments = [Moment(0, 90, 12.5, None), Moment(1, 150, 48.0, 2.5), Moment(2, 10, 3.0, 3.5)]

    picture = ET.fromstring(draw(moments, title="300 participants & all"))

    assert picture[0].text == "300 participants & all"
    texts = [text.text for text in picture.iter(f"{NAMESPACE}text")]
    assert texts == [
        *("requests a second", "200", "0"),
        *("99 % answered within, ms", "50", "0"),
        *("age of the board, s", "5", "0"),
        *("0", "3 s"),
    ]
    lines = [line.get("points") for line in picture.iter(f"{NAMESPACE}polyline")]
    assert [len((points or "").split()) for points in lines] == [3, 3, 2]


def test_nothing_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        draw([], title="")


def test_a_timeline_counts_by_the_second() -> None:
    timeline = Timeline()
    timeline.note("save", at_s=0.2, latency_s=0.010)
    timeline.note("save", at_s=2.9, latency_s=0.030)
    timeline.note("start", at_s=2.1, latency_s=0.020)
    timeline.note_lag(at_s=2.5, lag_s=1.5)
    timeline.note_lag(at_s=2.6, lag_s=0.5)

    assert [(one.second, one.answered, one.board_lag_s) for one in timeline.moments()] == [
        (0, 1, None),
        (1, 0, None),
        (2, 2, 1.5),
    ]
    assert [round(one.p99_ms) for one in timeline.moments()] == [10, 0, 30]
    assert {kind: row["requests"] for kind, row in timeline.figures().items()} == {
        "save": 2,
        "start": 1,
    }
