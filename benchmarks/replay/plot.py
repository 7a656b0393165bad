"""The course of a replay as a picture: throughput, latency and the age of the board, in SVG."""

from collections.abc import Callable, Sequence
from html import escape

from benchmarks.replay.timeline import Moment

WIDTH, PANEL, GAP, LEFT, TOP = 720, 120, 34, 56, 26
INNER = WIDTH - LEFT - 16
_STYLE = """\
text{font:12px system-ui,sans-serif;fill:#333}.line{fill:none;stroke:#0b62a8;stroke-width:1.5}\
.area{fill:#0b62a822}.rule{stroke:#8884;stroke-width:1}\
@media(prefers-color-scheme:dark){text{fill:#ddd}.line{stroke:#7ab8ea}.area{fill:#7ab8ea22}}"""

PANELS: Sequence[tuple[str, Callable[[Moment], float | None]]] = (
    ("requests a second", lambda one: one.answered),
    ("99 % answered within, ms", lambda one: one.p99_ms),
    ("age of the board, s", lambda one: one.board_lag_s),
)


def draw(moments: Sequence[Moment], *, title: str) -> str:
    """The picture, to be looked at by light and by dark. Raises `ValueError` without moments."""
    if not moments:
        raise ValueError("nothing to draw")
    height = TOP + len(PANELS) * (PANEL + GAP) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
    ]
    for number, (name, value) in enumerate(PANELS):
        top = TOP + number * (PANEL + GAP)
        parts += _panel(name, [value(one) for one in moments], top=top)
    base = height - 14
    parts.append(f'<text x="{LEFT}" y="{base}">0</text>')
    parts.append(f'<text x="{WIDTH - 16}" y="{base}" text-anchor="end">{len(moments)} s</text>')
    return "\n".join([*parts, "</svg>", ""])


def _panel(name: str, values: Sequence[float | None], *, top: int) -> list[str]:
    highest = _round_up(max((value for value in values if value is not None), default=1.0) or 1.0)
    bottom = top + PANEL
    points = [
        (LEFT + INNER * at / max(len(values) - 1, 1), bottom - PANEL * value / highest)
        for at, value in enumerate(values)
        if value is not None
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    lines = [
        f'<text x="{LEFT}" y="{top - 8}">{escape(name)}</text>',
        f'<text x="{LEFT - 6}" y="{top + 5}" text-anchor="end">{highest:g}</text>',
        f'<text x="{LEFT - 6}" y="{bottom + 4}" text-anchor="end">0</text>',
        f'<path class="rule" d="M{LEFT} {top}h{INNER}M{LEFT} {bottom}h{INNER}"/>',
    ]
    if points:
        first, last = points[0][0], points[-1][0]
        area = f"{first:.1f},{bottom} {path} {last:.1f},{bottom}"
        lines.append(f'<polygon class="area" points="{area}"/>')
        lines.append(f'<polyline class="line" points="{path}"/>')
    return lines


def _round_up(value: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    power = 1.0
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)
