"""The WSGI application that granian serves: Django, with the gateway in front."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

from config.gateway import Gateway  # noqa: E402 - needs the rooms that Django has just loaded

application = Gateway(django_application)
