"""Settings: this one file, read from environment variables; importable without a database.

Every variable is in docs/guide/running.en.md; `parvaneh doctor` says which are too weak for
production.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from parvaneh.config.postgres import DATABASE, OWNER, place_under

DEVELOPMENT, TEST, PRODUCTION = "development", "test", "production"
ENVIRONMENT = os.environ.get("PARVANEH_ENV", DEVELOPMENT)
VAR = Path(os.environ.get("PARVANEH_VAR", "var")).absolute()
KEYS = Path(os.environ.get("PARVANEH_KEYS", VAR / "keys"))
PACKAGE = Path(__file__).resolve().parents[1]


def database_from(url: str) -> dict[str, object]:
    """Django's settings of a database from its URL; without one, of the private server."""
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
    }
    if not url:
        place = place_under(VAR)
        return {**common, "NAME": DATABASE, "USER": OWNER, "HOST": str(place.socket)}
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        **common,
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


DEBUG = os.environ.get("PARVANEH_DEBUG", "") == "1"
# Only `parvaneh serve` and the tests need it; they take it from the key folder where it is unset.
SECRET_KEY = os.environ.get("PARVANEH_SECRET", "not-secret-and-refused-in-production")
ALLOWED_HOSTS = os.environ.get("PARVANEH_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [one for one in os.environ.get("PARVANEH_ORIGINS", "").split(",") if one]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "parvaneh.frame",
    "parvaneh.ledger",
    "parvaneh.access",
    "parvaneh.registry",
    "parvaneh.casework",
    "parvaneh.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "parvaneh.site.urls"
WSGI_APPLICATION = "parvaneh.config.wsgi.application"
TEMPLATES = [
    # All our pages; a package's own templates only where we have none of the same name.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            PACKAGE / "frame" / "pages",
            PACKAGE / "access" / "pages",
            PACKAGE / "site" / "pages",
        ],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "parvaneh.frame.pages_environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database_from(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", "فارسی"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Tehran"
USE_TZ = True
USE_I18N = True

# Where allauth sends somebody after signing in.
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"

# Each application declares its jobs in its module of this name.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
