"""Logs: one JSON object a line in production, coloured lines for a person at a terminal."""

import sys
from typing import Any

import structlog
from structlog.typing import Processor

from common.request_ids import add_request_id

_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    add_request_id,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def configure_logging(*, as_json: bool, level: str) -> dict[str, Any]:
    """Set structlog up, and return the matching `LOGGING` for everybody else's loggers."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if as_json
        else [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                # Without local variables: they fill screens, and hold what nobody should read.
                exception_formatter=structlog.dev.plain_traceback,
            )
        ]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Beat and worker say so much at INFO that the lines which matter drown.
            "celery": {"level": "WARNING"},
            "django.server": {"handlers": ["stderr"], "propagate": False},
            # A line before each request adds nothing to the one after it.
            "django_structlog": {"level": "WARNING"},
        },
    }
