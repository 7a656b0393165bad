"""Figures that a process counts about itself, for Prometheus; `config.metrics` gives them out.

With `PROMETHEUS_MULTIPROC_DIR` set, the library keeps them in small files that the processes of a
host share, so that whichever is asked answers for all. All have labels: without, a command as short
as `manage.py check` would leave a file behind.
"""

from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram

# Of our own: what the library counts about Python and the process is another one's in each answer.
PROCESS_FIGURES = CollectorRegistry()

BATCH_ITEMS = Histogram(
    "wangan_batch_items",
    "Requests whose writes were committed together; the sum counts them all.",
    ["batcher"],
    buckets=(1, 2, 5, 10, 20, 50, 100, 200, 400),
    registry=PROCESS_FIGURES,
)
BATCH_SECONDS = Histogram(
    "wangan_batch_seconds",
    "Time to write and commit such a batch.",
    ["batcher"],
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
    registry=PROCESS_FIGURES,
)
BATCH_FAILURES = Counter(
    "wangan_batch_failures",
    "Batches that failed, whose items were then written one by one, and items that failed alone.",
    ["batcher"],
    registry=PROCESS_FIGURES,
)
BATCH_REFUSALS = Counter(
    "wangan_batch_refusals",
    "Requests that were told to come again: the queue was full, or the commit took too long.",
    ["batcher"],
    registry=PROCESS_FIGURES,
)
ANSWERS = Counter(
    "wangan_answers",
    "Answers by what became of them: stored, or not (repeated, outdated, late).",
    ["outcome"],
    registry=PROCESS_FIGURES,
)
REQUESTS = Counter(
    "wangan_requests",
    "Requests that Django answered; what the gateway answers alone is not among them.",
    ["method", "status"],
    registry=PROCESS_FIGURES,
)
REQUEST_SECONDS = Histogram(
    "wangan_request_seconds",
    "Time that Django took for them.",
    ["method"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
    registry=PROCESS_FIGURES,
)


@dataclass(frozen=True, slots=True)
class BatchFigures:
    """Those of one batcher."""

    items: Histogram
    seconds: Histogram
    failures: Counter
    refusals: Counter

    def wrote(self, *, items: int, seconds: float) -> None:
        """Note a batch that was committed."""
        self.items.observe(items)
        self.seconds.observe(seconds)


def batch_figures(batcher: str) -> BatchFigures:
    """The figures of the batcher with this name."""
    return BatchFigures(
        items=BATCH_ITEMS.labels(batcher),
        seconds=BATCH_SECONDS.labels(batcher),
        failures=BATCH_FAILURES.labels(batcher),
        refusals=BATCH_REFUSALS.labels(batcher),
    )
