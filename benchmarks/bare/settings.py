"""Our settings with other addresses."""

from config.settings import *  # noqa: F403 - all of ours

ROOT_URLCONF = "benchmarks.bare.urls"
