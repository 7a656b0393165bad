"""How it is deployed: settings, root URLs, WSGI, Celery. No rules."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
