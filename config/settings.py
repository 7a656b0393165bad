"""Settings, read from the environment, with defaults that run on a machine with only Python.

A real contest sets four variables: `DATABASE_URL`, `REDIS_URL`, `SECRET_KEY`, `ALLOWED_HOSTS`.
Without the first two, data, cache and message broker live in files under `var/`.
"""

import os
import secrets
import shutil
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from api import settings as api_settings
from config.logs import configure_logging

# Lets `ModelAdmin[User]` and the like be written at run time as the type checker wants them.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR_DIR = Path(env.str("WANGAN_VAR_DIR", default=str(BASE_DIR / "var")))
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")

# What a site may set about itself -----------------------------------------------------------------

WANGAN_ATTEMPT_GRACE_SECONDS = env.int("WANGAN_ATTEMPT_GRACE_SECONDS", default=5)
# Commit the answers, starts and finishes of many requests together. Off: each commits its own.
WANGAN_GROUP_COMMIT = env.bool("WANGAN_GROUP_COMMIT", default=True)
# How long a request waits for PostgreSQL to answer before its sender is told to come back.
WANGAN_DATABASE_WAIT_SECONDS = env.float("WANGAN_DATABASE_WAIT_SECONDS", default=8.0)
WANGAN_REQUIRE_STAFF_MFA = env.bool("WANGAN_REQUIRE_STAFF_MFA", default=True)
# How long a process gives out the same home page before it looks again.
WANGAN_PUBLIC_PAGES_KEPT_SECONDS = env.float("WANGAN_PUBLIC_PAGES_KEPT_SECONDS", default=2.0)
# Whoever sends this as a bearer token may read `/metrics`; without one, nobody may.
WANGAN_METRICS_TOKEN = env.str("WANGAN_METRICS_TOKEN", default="")
# A class that can do what `common.sms.SmsBackend` asks for.
WANGAN_SMS_BACKEND = env.str("WANGAN_SMS_BACKEND", default="common.sms.ConsoleSmsBackend")
WANGAN_ICP_NUMBER = env.str("WANGAN_ICP_NUMBER", default="")
WANGAN_POLICE_NUMBER = env.str("WANGAN_POLICE_NUMBER", default="")
# SQLite has one writer: one process there, so that all saves meet in the same batch.
WANGAN_WEB_WORKERS = env.int(
    "WANGAN_WEB_WORKERS", default=2 if env("DATABASE_URL", default="").startswith("postgres") else 1
)
# As many starts or finishes as there are threads can share a commit, so more threads make them
# cheaper in a rush. Each keeps a connection, of which PostgreSQL allows 100 unless told otherwise.
WANGAN_WEB_THREADS = env.int("WANGAN_WEB_THREADS", default=16)

# Safety -------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
# Demonstration accounts have a password that everybody knows.
WANGAN_SIMULATED_MAY_SIGN_IN = env.bool("WANGAN_SIMULATED_MAY_SIGN_IN", default=DEBUG)
_secret_key_file = VAR_DIR / "secret_key"
# `manage.py up` writes the file. Without it, a key of this process alone: safe, never shared.
SECRET_KEY = env.str("SECRET_KEY", default="") or (
    _secret_key_file.read_text().strip()
    if _secret_key_file.is_file()
    else secrets.token_urlsafe(50)
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL]

_https = PUBLIC_BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=_https)
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        # Lit's own policy, and ours for question bodies that the server has sanitised.
        "trusted-types": ["lit-html", "wangan"],
    }
}
# Django's admin and Swagger UI were not written for Trusted Types; nobody but staff and developers
# opens them.
LOOSER_CSP_PREFIXES = ("/admin/", "/api/docs")

# The rooms ----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "common",
    "accounts",
    "quiz.bank",
    "quiz.paper",
    "quiz.attempt",
    "quiz.leaderboard",
    "quiz.contest",
    "quiz.campaign",
    "api",
    "frontend",
    "config",
    "accounts.admin_config.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "config.apps.StaticFilesConfig",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "csp",
    "django_filters",
    "django_structlog",
    "django_vite",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "rest_framework",
    "treebeard",
]

MIDDLEWARE = [
    "config.request_ids.RequestIdMiddleware",
    "config.probes.ProbesMiddleware",
    "config.metrics.CountingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A sheet of questions in two languages is 15 KB, a third of all that an old phone has to load.
    # Pads what it compresses by chance, so that sizes tell nothing about tokens (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "config.security.PolicyByPathMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.TooManyCodesMiddleware",
    "accounts.middleware.GuestsMaySignInMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "api.caching.CachingMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
# A trailing slash never leads anywhere: the API has none, and a redirect would drop a request body.
APPEND_SLASH = False

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data, cache, broker ------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'wangan.sqlite3'}")
}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    # One connection a thread for the life of the process: measured faster than a pool.
    # A host that was cut off says nothing, and a thread would wait for it for a quarter of an hour.
    _database["OPTIONS"] = {
        "connect_timeout": 5,
        "tcp_user_timeout": 15_000,
        "keepalives_idle": 15,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    } | _database.get("OPTIONS", {})
    _database["CONN_MAX_AGE"] = None
    _database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]]
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "config.rediscache.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "wangan",
        },
        "sessions": {
            "BACKEND": "config.rediscache.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "wangan-session",
            "OPTIONS": {"serializer": "accounts.sessions.SealedRedisSerializer"},
        },
    }
    CELERY_BROKER_URL = REDIS_URL
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    SESSION_CACHE_ALIAS = "sessions"
else:
    CACHES = {
        "default": {
            "BACKEND": "config.filecache.FileCache",
            "LOCATION": str(VAR_DIR / "cache"),
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "broker" / "queue"),
        "data_folder_out": str(VAR_DIR / "broker" / "queue"),
        "control_folder": str(VAR_DIR / "broker" / "control"),
        # The default of a second would make every job wait that long.
        "polling_interval": 0.1,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Mail and text messages that are only printed are printed as they are.
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# For ever: a worker that has given up does not come back when Redis does.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None

# Who ----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
# It checks permissions too; Django's own beside it would hash every wrong password twice.
AUTHENTICATION_BACKENDS = ["accounts.authentication.AccountBackend"]
PASSWORD_HASHERS = ["config.hashers.ContestArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
# Sessions hold one-time codes for a while, so they rest sealed.
SESSION_SERIALIZER = "accounts.sessions.SealedSerializer"

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email", "phone"}
# Any one of the first three is enough; the form sees to that.
ACCOUNT_SIGNUP_FIELDS = ["username", "email", "phone", "password1"]
SILENCED_SYSTEM_CHECKS = ["account.W001"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupDetailsForm"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_USERNAME_BLACKLIST = ["admin", "administrator", "root", "staff", "support", "system"]
ACCOUNT_USER_DISPLAY = "accounts.adapters.display_user"
# Signing up with an address that is taken must look exactly like signing up with a free one.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_VERIFICATION = "optional"
# One address an account: a new one takes the place of the old once it is confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 300
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 300
# A hall full of people, or half a town behind one carrier, shares an address: what counts per
# address is therefore wide, and what counts per account or number is narrow.
ACCOUNT_RATE_LIMITS = {
    "signup": "600/m/ip",
    "login": "1200/m/ip",
    "login_failed": "300/m/ip,5/5m/key",
    "request_login_code": "120/m/ip,3/5m/key,10/h/key",
    "verify_phone": "120/m/ip,1/30s/key,10/h/key",
    "confirm_email": "1/m/key",
    "reset_password": "120/m/ip,3/5m/key,10/h/key",
    "reset_password_from_key": "300/m/ip",
    "change_phone": "3/m/user",
}
HEADLESS_ONLY = True
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{PUBLIC_BASE_URL}/verify-email/{{key}}",
    "account_reset_password": f"{PUBLIC_BASE_URL}/password/reset",
    "account_reset_password_from_key": f"{PUBLIC_BASE_URL}/password/reset?key={{key}}",
    "account_signup": f"{PUBLIC_BASE_URL}/sign-up",
    "socialaccount_login_error": f"{PUBLIC_BASE_URL}/sign-in",
}
MFA_ADAPTER = "accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Wangan"
# One step of 30 s either way, for phones whose clock is off.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}
# Browsers allow passkeys on plain http://localhost only; the library wants to be told so.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https
USERSESSIONS_TRACK_ACTIVITY = False

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG["EMAIL_HOST"]
EMAIL_PORT = EMAIL_CONFIG["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL_CONFIG["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL_CONFIG["EMAIL_HOST_PASSWORD"]
# A mail server that does not answer must not hold a worker for ever.
EMAIL_TIMEOUT = 20
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="wangan@localhost")

# Language and time --------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Files: static ones, with what Vite built under `app/`, and those that people bring ---------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
_bundles = BASE_DIR / "frontend" / "dist"
STATICFILES_DIRS = [("app", str(_bundles))] if _bundles.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "common.file_storage.DatabaseStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticStorage"},
}
# Also under DEBUG, so that a demo serves the same compressed, hashed files as a real site.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = False
WHITENOISE_IMMUTABLE_FILE_TEST = "config.storage.is_immutable"
DJANGO_VITE = {
    "default": {
        "dev_mode": env.bool("VITE_DEV", default=False),
        "manifest_path": str(_bundles / ".vite" / "manifest.json"),
        "static_url_prefix": "app",
    }
}

# API ----------------------------------------------------------------------------------------------

REST_FRAMEWORK = api_settings.REST_FRAMEWORK | {
    # How many proxies of ours a caller's address came through.
    "NUM_PROXIES": 1 if BEHIND_PROXY else 0,
}
DRF_STANDARDIZED_ERRORS = api_settings.DRF_STANDARDIZED_ERRORS
SPECTACULAR_SETTINGS = api_settings.SPECTACULAR_SETTINGS
# Other rates than the ones of `api.throttles`: `WANGAN_API_RATES=guests=6000/600,write=900/60`.
WANGAN_API_RATES: dict[str, str] = env.dict("WANGAN_API_RATES", default={})

# Metrics ------------------------------------------------------------------------------------------

# The library reads this variable itself, while it is imported, and fails where the folder is not.
if _metrics_folder := env.str("PROMETHEUS_MULTIPROC_DIR", default=""):
    Path(_metrics_folder).mkdir(parents=True, exist_ok=True)
    # It writes through memory, and on a full disk that kills a process. Better to count alone.
    if shutil.disk_usage(_metrics_folder).free < 16 * 1024 * 1024:
        del os.environ["PROMETHEUS_MULTIPROC_DIR"]

# Logs ---------------------------------------------------------------------------------------------

LOGGING = configure_logging(as_json=not DEBUG, level=env.str("LOG_LEVEL", default="INFO"))
DJANGO_STRUCTLOG_CELERY_ENABLED = True
# By then it is ours: `config.request_ids` has looked at what was sent.
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True
