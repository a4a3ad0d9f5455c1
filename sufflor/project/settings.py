"""One settings file for all: each value from the environment, with a default that works at home."""

from __future__ import annotations

import secrets
import sys
from email.utils import parseaddr
from pathlib import Path

from csp.constants import NONE, SELF

from sufflor.lib.mail_server import mail_server
from sufflor.lib.mailboxes import mailbox_place
from sufflor.lib.virus_scanner import virus_scanner
from sufflor.project import logs
from sufflor.project.databases import database
from sufflor.project.environment import env, env_flag, env_number, env_origins, env_read
from sufflor.project.outward import links_are_visited, webhook_reach
from sufflor.project.rooms import ROOMS
from sufflor.project.sign_on import sign_on

ROOT = Path(__file__).resolve().parents[2]
DATA_FOLDER = Path(env("SUFFLOR_DATA_DIR", str(ROOT / "var"), "Folder for the database and files"))
DATA_FOLDER.mkdir(parents=True, exist_ok=True)

DEMO = env_flag("SUFFLOR_DEMO", "0", "Demo institution and demo accounts; never in production")
PRODUCTION = env_flag("SUFFLOR_PRODUCTION", "0", "Served to real people over https")
DEBUG = env_flag("SUFFLOR_DEBUG", "0", "Django's debug pages, for developers only")
TESTING = "pytest" in sys.modules

if DEMO and PRODUCTION:
    raise SystemExit(
        "SUFFLOR_DEMO and SUFFLOR_PRODUCTION are both on. Demo accounts have a known password, "
        "so the demo never starts with production settings. Turn one of them off."
    )
if DEBUG and PRODUCTION:
    raise SystemExit("SUFFLOR_DEBUG shows secrets on error pages. Turn it off in production.")


def _secret_key() -> str:
    """From the environment; outside production one is made and kept in the data folder."""
    given = env("SECRET_KEY", "", "Signs sessions and links; required in production")
    if given:
        return given
    if PRODUCTION:
        raise SystemExit("SECRET_KEY is missing. Give a long random text that only you know.")
    path = DATA_FOLDER / "secret_key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = _secret_key()
PUBLIC_URL = env("PUBLIC_URL", "http://127.0.0.1:8000", "The address people type, without a path")
ALLOWED_HOSTS = env(
    "ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver", "Host names served, with commas"
).split(",")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https://") else []
INSTITUTION = env("INSTITUTION", "Nidelva universitet", "The institution's name, on every page")
ACCESSIBILITY_STATEMENT_URL = env(
    "ACCESSIBILITY_STATEMENT_URL", "", "Address of the accessibility statement at uustatus.no"
)

MAIL_SERVER = env_read(
    "MAIL_URL",
    "",
    "Where mail is handed over: smtp://user:password@host:port, with ?starttls=1, or smtps://; "
    "empty: written as files in the folder mail/ of SUFFLOR_DATA_DIR",
    mail_server,
)
# What real people should have is never put in a folder and called sent: it waits for MAIL_URL.
MAIL_FOLDER = None if PRODUCTION else DATA_FOLDER / "mail"
MAIL_FROM = env("MAIL_FROM", "Sufflør <sufflor@localhost>", "Whom mail is from: Name <address>")
if "@" not in parseaddr(MAIL_FROM)[1]:
    raise SystemExit(f"MAIL_FROM must be an address, with or without a name, not {MAIL_FROM!r}.")
if PRODUCTION and MAIL_SERVER and parseaddr(MAIL_FROM)[1].endswith("@localhost"):
    raise SystemExit("MAIL_FROM is missing. Say whom mail is from: an address that takes replies.")
MAILBOX = env_read(
    "MAILBOX_URL",
    "",
    "The mailbox that is read: imaps://user:password@host/INBOX, imap:// with ?starttls=1, or "
    "maildir:///path; empty: nobody reads mail",
    mailbox_place,
)
MAILBOX_ADDRESS = env(
    "MAILBOX_ADDRESS",
    "",
    "The address whose mail lies there; answers go to it with a tag (name+tag@host); empty: the "
    "address of MAIL_FROM",
) or (parseaddr(MAIL_FROM)[1] if MAILBOX else "")
if MAILBOX_ADDRESS.count("@") != int(bool(MAILBOX_ADDRESS)):
    raise SystemExit(f"MAILBOX_ADDRESS must be one address, not {MAILBOX_ADDRESS!r}.")
VIRUS_SCANNER = env_read(
    "CLAMD_URL",
    "",
    "The clamd that looks for viruses in what people attach: unix:///run/clamav/clamd.ctl or "
    "tcp://host:3310; empty: nobody looks",
    virus_scanner,
)
LINKS_ARE_VISITED = links_are_visited(demo=DEMO)
LINKS_MAY_LEAD_INSIDE = env_flag(
    "LINKS_MAY_LEAD_INSIDE", "0", "Look also at managed links to addresses of inner nets"
)
WEBHOOK_REACH = webhook_reach(may_stay_here=DEMO or TESTING)
FILES_FOLDER = DATA_FOLDER / "files"
BACKUPS_KEPT_DAYS = env_number("BACKUPS_KEPT_DAYS", "0", "Days a backup is kept; 0: not said")
API_CALLS_PER_MINUTE = env_number(
    "API_CALLS_PER_MINUTE", "120", "How often one key of the API may be used in a minute"
)
EMBED_ALLOWED_ORIGINS = env_origins(
    "EMBED_ALLOWED_ORIGINS",
    "",
    "Sites that may show the channel's list in a frame, as https://innsida.example.no, with commas",
)
LIVE_URL = env("LIVE_URL", "/live/", "Where pages find the live stream")
LIVE_MAX_CLIENTS = env_number(
    "LIVE_MAX_CLIENTS", "12000", "Open live streams per process; the rest are asked to poll"
)
LIVE_HOST = env("LIVE_HOST", "127.0.0.1", "Where `python -m sufflor.live` listens")
LIVE_PORT = env_number("LIVE_PORT", "8001", "The port of `python -m sufflor.live`")

ROOT_URLCONF = "sufflor.project.urls"
WSGI_APPLICATION = "sufflor.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organization.User"
SITE_ID = 1

INSTALLED_APPS = [
    *ROOMS,
    "wagtail.admin",
    # No documents are kept, but Wagtail's editor asks for their address on every page.
    "wagtail.documents",
    "wagtail.images",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "sufflor.project.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "sufflor.project.middleware.StaticFilesMiddleware",
    "sufflor.project.middleware.PolicyMiddleware",
    "sufflor.project.middleware.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sufflor.project.middleware.MomentMiddleware",
    "sufflor.project.middleware.ChosenHitMiddleware",
    "sufflor.project.middleware.ReadingMiddleware",
    "sufflor.project.kept_answers.KeptAnswersMiddleware",
    "sufflor.project.middleware.RefusalMiddleware",
    "sufflor.project.cms.EditorRoomMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sufflor.project.chrome.chrome",
            ],
        },
    }
]

DATABASE_URL = env("DATABASE_URL", "", "postgresql://user:password@host/name; empty: SQLite")
DATABASES = {"default": database(DATABASE_URL, DATA_FOLDER)}

# Language: bokmål without a prefix, nynorsk at /nn/, English at /en/.
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
FORMAT_MODULE_PATH = ["sufflor.project.formats"]
LOCALE_PATHS = [ROOT / "sufflor" / "project" / each for each in ("locale", "editor_words")]


# Sign-in.
SIGN_ON = sign_on()
SIGN_ON_COOKIE = "__Host-sufflor-sign-on" if PRODUCTION else "sufflor-sign-on"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "sufflor.project.accounts.Accounts",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Ten wrong passwords lock the pair of account and address for a quarter of an hour; the answer is
# the same whether the account exists or not. The handler has limits for each of the two as well.
AXES_HANDLER = "sufflor.project.wrong_passwords.WrongPasswords"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "frontstage/sign_in_locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SESSION_ENGINE = "sufflor.project.sessions"
SESSION_COOKIE_AGE = env_number("SESSION_SECONDS", "36000", "How long a sign-in lasts")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sufflor.project.errors.csrf_failure"
LANGUAGE_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sufflor"
    CSRF_COOKIE_NAME = "__Host-sufflor-csrf"
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
USE_X_FORWARDED_HOST = False

# Nothing from elsewhere and nothing inline. Wagtail's editor cannot live with that, so its own
# pages get a wider policy in `sufflor.project.cms`.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# Static files: the front-end build writes hashed names with .gz and .br beside them.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# What the front-end build made is named by its content: browsers keep it for good.
WHITENOISE_IMMUTABLE_FILE_TEST = r"/built/[a-z]+-[0-9a-f]{12}\."
MEDIA_ROOT = DATA_FOLDER / "media"
MEDIA_URL = "/media/"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Every mail of ours goes by `messaging`. Wagtail would send its own while somebody waits for a
# page, to a server that nobody has named.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

WAGTAIL_SITE_NAME = "Sufflør"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_FINISH_WORKFLOW_ACTION = "sufflor.knowledge.finishing.publish_approved"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False
# What Wagtail has not in nynorsk stands there in bokmål; our own words are in both.
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# There is one time here, so nobody chooses another.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_LOGIN_URL = "/logg-inn/"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

LOGGING = logs.LOGGING

if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
