"""Django with the bare views, without our gateway; without middleware if BARE_MIDDLEWARE=none."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.bare.settings"

import django
from django.conf import settings

django.setup()
if os.environ.get("BARE_MIDDLEWARE") == "none":
    # Only now: some of our apps refuse to load without their middleware.
    settings.MIDDLEWARE = []

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - loads the middleware

application = WSGIHandler()
