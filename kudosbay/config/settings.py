"""All settings. Each that an operator may change is read through `env`, which also makes docs/configure.md."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from kudosbay.config import databases, env
from kudosbay.config.secret import secret_key

PACKAGE_DIR = Path(__file__).resolve().parent.parent

DATA_DIR = env.folder(
    "KUDOSBAY_DATA_DIR",
    PACKAGE_DIR.parent / "var",
    shown="var/ beside the program",
    about="Where the SQLite database, uploaded papers, keys, logs and run files are kept.",
)
DEMO = env.flag(
    "KUDOSBAY_DEMO",
    default=False,
    about="Demonstration mode: passwords and one-time codes of the demo accounts are shown, mail goes to /demo/mail.",
)
DEBUG = env.flag("KUDOSBAY_DEBUG", default=False, about="Show programmers' error pages. Never on a reachable machine.")
SECRET_KEY = secret_key(
    env.text(
        "KUDOSBAY_SECRET_KEY",
        about="Signs sessions and links. Left out: one is made and kept in the data folder.",
    ),
    data_dir=DATA_DIR,
)
BASE_URL = env.text(
    "KUDOSBAY_BASE_URL",
    "http://127.0.0.1:8000",
    about="The address people type. Links in messages begin with it; https turns on secure cookies and HSTS.",
).rstrip("/")
PORT = env.integer(
    "KUDOSBAY_PORT", 8000, about="Port of the web server; a busy one is passed over and the new one said."
)
HOST = env.text("KUDOSBAY_HOST", "127.0.0.1", about="Address that the web server listens on.")
ALLOWED_HOSTS = env.items(
    "KUDOSBAY_ALLOWED_HOSTS",
    "127.0.0.1,localhost,[::1]",
    about="Host names that the web server answers to.",
)
TRUSTED_PROXIES = env.integer(
    "KUDOSBAY_TRUSTED_PROXIES",
    0,
    about="How many proxies of your own stand before the web server; others' X-Forwarded-For is ignored.",
)
DATABASES = {
    "default": databases.from_url(
        env.text(
            "KUDOSBAY_DATABASE_URL",
            about="postgresql://user:password@host/name for several hosts; left out: SQLite in the data folder.",
        ),
        data_dir=DATA_DIR,
    )
}
SMTP_URL = env.text(
    "KUDOSBAY_SMTP_URL",
    about="smtp://user:password@host:587?tls=starttls, or smtps://…; left out: mail is kept and shown, none leaves.",
)
MAIL_FROM = env.text(
    "KUDOSBAY_MAIL_FROM", "Kudosbay <centre@kudosbay.example>", about="Sender of mail, with name and address."
)
MAIL_RETRY_SECONDS = [
    int(wait)
    for wait in env.items(
        "KUDOSBAY_MAIL_RETRY_SECONDS",
        "300,900,1800,3600,7200",
        about="Waits before a message that the server put off is tried again; the last one repeats for five days.",
    )
]
VAULT_KEYS = env.text(
    "KUDOSBAY_VAULT_KEYS",
    about="File with the keys that seal passports; left out: vault.keys in the data folder, made at first use.",
)
UPLOAD_LIMIT = env.integer(
    "KUDOSBAY_UPLOAD_LIMIT", 20 * 1024 * 1024, about="Largest paper that may be uploaded, in bytes."
)
SCANNER = env.text(
    "KUDOSBAY_SCANNER",
    about="Address of a clamd that looks for viruses in papers: host:port or a socket's path; left out: none looks.",
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_structlog",
    "kudosbay.kernel",
    "kudosbay.accounts",
    "kudosbay.centre",
    "kudosbay.law",
    "kudosbay.people",
    "kudosbay.enterprises",
    "kudosbay.documents",
    "kudosbay.messaging",
    "kudosbay.premises",
    "kudosbay.compliance",
    "kudosbay.cases",
    "kudosbay.publications",
    "kudosbay.promises",
    "kudosbay.gatherings",
    "kudosbay.introductions",
    "kudosbay.statistics",
    "kudosbay.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kudosbay.faces.session_saving.SessionMiddleware",
    "kudosbay.faces.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "kudosbay.faces.law_in_force.LawMiddleware",
    "kudosbay.faces.access.AccessMiddleware",
    "kudosbay.faces.errors.RefusalMiddleware",
]

ROOT_URLCONF = "kudosbay.config.urls"
WSGI_APPLICATION = "kudosbay.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE_DIR / "faces" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "kudosbay.faces.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "kudosbay.faces.context.surroundings",
            ],
        },
    },
    {  # only for templates inside third-party packages
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["kudosbay.accounts.backends.EmailOrPhoneBackend"]
PASSWORD_HASHERS = ["kudosbay.accounts.hashers.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "portal:sign_in"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]

# A shared cache in the database: limits and locks must hold over all processes.
CACHES = {
    "default": {"BACKEND": "kudosbay.kernel.cache.PatientCache", "LOCATION": "kernel_cache"},
}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("zh-hans", _("Simplified Chinese")),
    ("ar", _("Arabic")),
]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "kudosbay.documents.storage.DurableStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 60 * 60

SECURE = BASE_URL.startswith("https://")
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "kudosbay_session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "kudosbay_csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kudosbay.faces.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if SECURE else []
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = False  # the proxy's work
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
