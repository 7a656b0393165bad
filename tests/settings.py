"""The deployed settings, less what would only slow tests down or leave files behind."""

import os

from config import settings as deployed
from config.settings import *  # noqa: F403
from config.settings import CACHES, DATABASES, LOCALE_PATHS, REDIS_URL, VAR_DIR
from config.translations import compile_catalogues

# A fresh clone has none, and some tests read Chinese; Django reads them once, while it starts.
compile_catalogues(LOCALE_PATHS)

# Whether the page bundles are built is the browser tests' business.
SILENCED_SYSTEM_CHECKS = [*deployed.SILENCED_SYSTEM_CHECKS, "django_vite.W001"]
SECRET_KEY = "for tests only"
ALLOWED_HOSTS = ["*"]
WANGAN_REQUIRE_STAFF_MFA = False
WANGAN_PUBLIC_PAGES_KEPT_SECONDS = 0.0
WANGAN_SIMULATED_MAY_SIGN_IN = True

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads then meet the same locks as in a real site.
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

if REDIS_URL:
    # A database of its own for each process of the test run: clearing the cache clears all of it.
    server, _, first = REDIS_URL.rpartition("/")
    number = int(first) + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    REDIS_URL = f"{server}/{number}"
    CELERY_BROKER_URL = REDIS_URL
    for cache in CACHES.values():
        cache["LOCATION"] = REDIS_URL
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CELERY_BROKER_URL = "memory://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": deployed.STORAGES["default"],
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
