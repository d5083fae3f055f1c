"""Settings: this one file, read from environment variables; importable without a database.

Every variable is in docs/guide/running.en.md; `parvaneh doctor` says which are too weak for
production.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from parvaneh.config.environment import (
    ENVIRONMENT,
    KEYS,
    LOG_ORIGIN,  # noqa: F401 - a setting
    PRODUCTION,
    VAR,
    number,
)
from parvaneh.config.keyless import WITHOUT_KEY
from parvaneh.config.openid_connect import openid_connect_of, origins_of
from parvaneh.config.postgres import DATABASE, OWNER, place_under
from parvaneh.config.secret import secrets_of

PACKAGE = Path(__file__).resolve().parents[1]

Database = dict[str, object]

# --- The database ---


def database_from(url: str, *, pool: int = 0, statement_ms: int = 0, lock_ms: int = 0) -> Database:
    """Django's settings of a database.

    Args:
        url: ``postgresql://user:password@host:port/name?sslmode=…``; empty for the private server.
        pool: connections that a process keeps open at most; 0 opens one for each request, which
            only commands and tests should do.
        statement_ms: milliseconds after which a statement is given up; 0 never.
        lock_ms: the same for waiting for a lock.
    """
    if url:
        parts = urlsplit(url)
        options: dict[str, object] = dict(parse_qsl(parts.query))
        host = str(options.pop("host", "")) or unquote(parts.hostname or "")
        found: Database = {
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": host,
            "PORT": str(parts.port or ""),
        }
    else:
        options = {}
        found = {"NAME": DATABASE, "USER": OWNER, "HOST": str(place_under(VAR).socket)}
    limits = {"statement_timeout": statement_ms, "lock_timeout": lock_ms}
    given = [f"-c {name}={value}" for name, value in limits.items() if value]
    # Every history trigger asks which triggers to ignore. Unset, the question is an error, caught
    # row by row: many rows of one transaction took twice as long. None is ignored.
    given.append("-c pgtrigger.ignore={}")
    options["options"] = " ".join([str(options.get("options", "")), *given]).strip()
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        **found,
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        # A kept connection is tried before it is used: a restart of the database fails no request.
        "CONN_HEALTH_CHECKS": bool(pool),
    }


DATABASES = {
    "default": database_from(
        os.environ.get("DATABASE_URL", ""),
        pool=number("PARVANEH_POOL", 0),
        statement_ms=number("PARVANEH_STATEMENT_TIMEOUT", 0),
        lock_ms=number("PARVANEH_LOCK_TIMEOUT", 10_000),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who may be spoken to, and how ---

# Tracebacks on error pages; never in production, whatever the variable says.
DEBUG = os.environ.get("PARVANEH_DEBUG", "") == "1" and ENVIRONMENT != PRODUCTION
NO_SECRET = "not-secret-and-refused-in-production"  # noqa: S105 - it says so
SECRET_KEY, *SECRET_KEY_FALLBACKS = secrets_of(KEYS, os.environ) or [NO_SECRET]
ALLOWED_HOSTS = os.environ.get("PARVANEH_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [one for one in os.environ.get("PARVANEH_ORIGINS", "").split(",") if one]

# The front server speaks TLS and says so in this header, which it must set itself on each request.
PROXY_HEADER = os.environ.get("PARVANEH_PROXY_HEADER", "")
if PROXY_HEADER:
    SECURE_PROXY_SSL_HEADER = (f"HTTP_{PROXY_HEADER.upper().replace('-', '_')}", "https")
SECURE_SSL_REDIRECT = ENVIRONMENT == PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from within the machine
SECURE_HSTS_SECONDS = number("PARVANEH_HSTS", 31_536_000) if ENVIRONMENT == PRODUCTION else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT == PRODUCTION
# The prefix makes a browser refuse the cookie from another host or an unencrypted page.
_PREFIX = "__Host-" if ENVIRONMENT == PRODUCTION else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_PREFIX}session", f"{_PREFIX}csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
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
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "parvaneh.frame",
    "parvaneh.ledger",
    "parvaneh.access",
    "parvaneh.registry",
    "parvaneh.casework",
    "parvaneh.imports",
    "parvaneh.editions",
    "parvaneh.webhooks",
    "parvaneh.ranking",
    "parvaneh.site",
]

MIDDLEWARE = [
    "parvaneh.frame.doors.Entry",
    "django.middleware.security.SecurityMiddleware",
    "parvaneh.frame.compression.Compression",
    # Before sessions: the API knows nobody and sets no cookie.
    "parvaneh.site.api.door.ApiDoor",
    "parvaneh.frame.static_files.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "parvaneh.access.sign_in.middleware.SessionMiddleware",
    "parvaneh.frame.language.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "parvaneh.access.sign_in.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "parvaneh.access.sign_in.middleware.SecondFactorMiddleware",
    # The innermost: it calls the view, in the transaction that holds the form's key.
    "parvaneh.frame.doors.Doors",
]

ROOT_URLCONF = "parvaneh.site.urls"
WSGI_APPLICATION = "parvaneh.config.wsgi.application"
TEMPLATES = [
    # All our pages; a package's own templates only where we have none of the same name.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            PACKAGE / "frame",
            PACKAGE / "frame" / "pages",
            PACKAGE / "access" / "pages",
            PACKAGE / "site" / "pages",
        ],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "parvaneh.site.pages_environment.environment"},
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

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["parvaneh.access.sign_in.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_CHECKS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "parvaneh.access.sign_in.password_length.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": f"{_CHECKS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email", "mobile")},
    },
    {"NAME": f"{_CHECKS}.CommonPasswordValidator"},
    {"NAME": f"{_CHECKS}.NumericPasswordValidator"},
]

LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", "فارسی"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Tehran"
USE_TZ = True
USE_I18N = True

# --- Signing in ---

SESSION_ENGINE = "parvaneh.access.sign_in.sessions"
SESSION_COOKIE_AGE = number("PARVANEH_SESSION_HOURS", 12) * 3600  # whatever happens meanwhile
SESSION_IDLE_AGE = number("PARVANEH_SESSION_IDLE_MINUTES", 60) * 60  # without any request
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# How long after showing a second factor a dangerous act does not ask for it again, in seconds.
FRESH_FACTOR_AGE = number("PARVANEH_FRESH_MINUTES", 15) * 60
# Used codes and counters: every process must see the same ones.
CACHES = {"default": {"BACKEND": "parvaneh.access.sign_in.kept.KeptCache"}}

LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "home", "home"
ACCOUNT_ADAPTER = "parvaneh.access.sign_in.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}  # or a mobile number: the backend finds either
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_FORMS = {"login": "parvaneh.access.sign_in.forms.LoginForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered by who makes the user
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = FRESH_FACTOR_AGE
# The package counts what we do not; attempts at passwords and codes are counted by us.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
# Front servers before us that write X-Forwarded-For; without them the header is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = number("PARVANEH_PROXIES", 0)

MFA_ADAPTER = "parvaneh.access.sign_in.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "parvaneh.access.sign_in.forms.AuthenticateForm",
    "reauthenticate": "parvaneh.access.sign_in.forms.ReauthenticateForm",
    "activate_totp": "parvaneh.access.sign_in.forms.ActivateTOTPForm",
    "add_webauthn": "parvaneh.access.sign_in.forms.AddPasskeyForm",
    "edit_webauthn": "parvaneh.access.sign_in.forms.RenamePasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Parvaneh"
MFA_TOTP_TOLERANCE = 1  # of 30 seconds, either way: telephones are late
MFA_RECOVERY_CODE_DIGITS = 10
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"

# Single sign-on with OpenID Connect, where an address is set.
SOCIALACCOUNT_ADAPTER = "parvaneh.access.sign_in.adapter.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
OIDC_CLAIM = os.environ.get("PARVANEH_OIDC_CLAIM", "preferred_username")
SOCIALACCOUNT_PROVIDERS = openid_connect_of(os.environ)

# --- Doors: what a browser may do with our pages, and how much is read of what it sends ---

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *origins_of(os.environ)],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "parvaneh.site.errors.forgery_suspected"
# Questions that an address may put to the API in a minute, in each process; 0 for any number.
API_RATE = number("PARVANEH_API_RATE", 600)
LARGEST_REQUEST = 32 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
ROUTES_WITHOUT_KEY = WITHOUT_KEY

# Memory of each web process for public pages that are kept as bytes; 0 keeps none.
KEPT_MOST = number("PARVANEH_KEPT_MIB", 64) * 1024 * 1024
# Where they share what they made; the web server makes this folder for as long as it runs.
KEPT_SHELF = os.environ.get("PARVANEH_SHELF", "")

# Where the worker writes public pages for a front server; empty where there is none.
WRITTEN_PAGES = os.environ.get("PARVANEH_WRITTEN", "")

STATIC_URL = "/static/"
STATIC_ROOT = None  # our files are served from the package; nothing is collected
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False

# Each application declares its jobs in its module of this name.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "parvaneh.frame.logs.PlainLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": "WARNING"},
        "parvaneh": {"level": "INFO"},
    },
}

# Says what is too weak for production; the page on health asks it.
WEAKNESSES = "parvaneh.config.weaknesses.weaknesses_of_settings"

# Where e-mail goes: smtp://user:password@host:587/?from=…, or nothing for files in the outbox.
MAIL = os.environ.get("PARVANEH_MAIL", "")
OUTBOX = VAR / "outbox"
# Hosts that may be told of changes: "example.org,other.example:8443".
WEBHOOK_HOSTS = [
    one.strip().lower()
    for one in os.environ.get("PARVANEH_WEBHOOK_HOSTS", "").split(",")
    if one.strip()
]
# When a backup was last made here; the page of health says it.
LAST_BACKUP = VAR / "last-backup"
