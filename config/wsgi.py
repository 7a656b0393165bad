"""The WSGI application that granian serves: Django, with the gateway in front."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

from config.connections import give_up_after  # noqa: E402 - needs Django, which is there now
from config.gateway import Gateway  # noqa: E402 - needs the rooms that Django has just loaded

give_up_after(settings.WANGAN_DATABASE_WAIT_SECONDS)
application = Gateway(django_application)
