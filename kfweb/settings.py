"""
Settings.

Everything that differs between a laptop and a cluster is an address in the environment, each with a
default that needs nothing installed:

    KF_DATA_DIR       where everything of this machine lies          ./var
    KF_DATABASE_URL   sqlite:///file | postgres://user:pw@host/db    a file in the data directory
    KF_BROKER_URL     redis://… | redis+socket://… | amqp://…        the studio's Valkey
    KF_CHANNELS_URL   redis://… | unix://…                           the studio's Valkey
    KF_MEDIA_URL      file:///folder | s3://bucket?endpoint=…        a folder in the data directory
    KF_MAIL_URL       console: | smtp://user:pw@host:587?tls=1       mail is printed to the terminal
    KF_SECRET_KEY     generated once into the data directory
    KF_HOST, KF_PORT  where the pages are served                     127.0.0.1, 8000

The rest is explained in docs/operations.md.
"""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from kfweb import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.path("KF_DATA_DIR", BASE_DIR / "var")
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

SECRET_KEY = env.secret("KF_SECRET_KEY", DATA_DIR / "secret_key")
DEBUG = env.flag("KF_DEBUG", default=False)
HOST = env.text("KF_HOST", "127.0.0.1")
PORT = env.number("KF_PORT", 8000, most=65535)  # 0: any free one
ALLOWED_HOSTS = env.words("KF_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
HTTPS = env.flag("KF_HTTPS", default=False)  # people come by https, through a proxy of ours

ROOT_URLCONF = "kfweb.urls"
ASGI_APPLICATION = "kfweb.asgi.application"
AUTH_USER_MODEL = "editor.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "channels",
    "kfweb",
    "editor",
    "jobs",
]

MIDDLEWARE = [
    "kfweb.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kfweb.headers.HeadersMiddleware",
    "kfweb.static_files.StaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "kfweb.cookieless.CookielessMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kfweb.trouble.TroubleMiddleware",
    "kfweb.viewer.ViewerMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        # In development a changed template shows at the next reload, so none is kept.
        **({"APP_DIRS": True} if not DEBUG else {}),
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
            **(
                {
                    "loaders": [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ]
                }
                if DEBUG
                else {}
            ),
        },
    },
]

# -- Rows -------------------------------------------------------------------------------------------

DATABASES = {"default": env.database("KF_DATABASE_URL", env.locator("sqlite", DATA_DIR / "kfweb.sqlite3"))}

# How many projects that are edited each web process knows, so that an edit need not read all of one.
DOCUMENTS_KEPT = 32

# -- Bell and stream --------------------------------------------------------------------------------

VALKEY_SOCKET = env.socket_path(DATA_DIR)
_OWN_BROKER = env.locator("redis+socket", VALKEY_SOCKET, "virtual_host=0")
_OWN_CHANNELS = env.locator("unix", VALKEY_SOCKET, "db=1")
CELERY_BROKER_URL = env.text("KF_BROKER_URL", _OWN_BROKER)
CHANNELS_URL = env.text("KF_CHANNELS_URL", _OWN_CHANNELS)
# Without a broker of its own the studio is the only machine, so whoever drew before it is gone.
OWN_BROKER = CELERY_BROKER_URL == _OWN_BROKER
OWN_VALKEY = OWN_BROKER or CHANNELS_URL == _OWN_CHANNELS
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [CHANNELS_URL], "prefix": "kf", "capacity": 2000},
    }
}

CELERY_BROKER_TRANSPORT_OPTIONS = (
    # The lease on the segment's row decides when work is lost; this only bounds how long a stale
    # message may linger.
    {"visibility_timeout": 3600} if CELERY_BROKER_URL.startswith(("redis", "rediss", "unix")) else {}
)
CELERY_TASK_DEFAULT_QUEUE = "segments"
CELERY_TASK_ROUTES = {"editor.exports.tasks.*": {"queue": "films"}}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SOFT_TIME_LIMIT = 840
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 1_500_000  # KiB
CELERY_WORKER_LOST_WAIT = 2.0
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 2.0
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# Limits on sign-in attempts are counted here: in memory while one process serves the pages, together
# with the events when several do.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if CHANNELS_URL == _OWN_CHANNELS
    else {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CHANNELS_URL,
        "KEY_PREFIX": "kfcache",
    }
}

# -- Rendering --------------------------------------------------------------------------------------

LEASE_SECONDS = env.number("KF_LEASE_SECONDS", 15, least=1)
OWNER_RUNNING = env.number("KF_OWNER_RUNNING", 0)  # segments one owner may have running; 0 = no limit
WORKERS = env.number("KF_WORKERS", 0, most=256)  # segments the studio draws at once; 0 = one per core
OWNER_WAITING = env.number("KF_OWNER_WAITING", 2000)  # segments one owner may have waiting

# -- Pictures ---------------------------------------------------------------------------------------

STORAGES = {
    "default": env.media("KF_MEDIA_URL", env.locator("file", DATA_DIR / "media")),
    "staticfiles": {"BACKEND": "kfweb.storage.StaticStorage"},
}
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = env.path("KF_STATIC_DIR", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "kfweb.bundles.BundleFinder",
]
BUNDLE_DIR = DATA_DIR / "bundle"
# In development a changed module or style shows at the next reload: files are served from where they
# are written, under their plain names.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
DISK_FREE_MB = env.number("KF_DISK_FREE_MB", 200)  # less than this and /readyz is red
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20

# -- People -----------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_ADAPTER = "kfweb.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "kfweb.signup.WithName"
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_GET = False
# Beside allauth's own limits: how often somebody may try a link's password, and how often all may; how often
# somebody may be wrong about a class' code, and about the words to come back to it, for one alias or several.
ACCOUNT_RATE_LIMITS = {
    "link_password": "20/5m/ip,100/h/key",
    "class_code": "30/10m/ip",
    "come_back": "60/10m/ip,10/15m/key",
    "invitation": "60/h/key",
    "copy": "10/m/key",
    "comment": "30/m/key,600/h/key",
}
# A guest is signed in as far as Django knows, and must still reach the doors of accounts.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("KF_PROXIES", 1 if HTTPS else 0)  # proxies of ours in front
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/projects"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
globals().update(env.mail("KF_MAIL_URL", "console:"))
DEFAULT_FROM_EMAIL = env.text("KF_MAIL_FROM", "kfweb <kfweb@localhost>")
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# -- Browsers ---------------------------------------------------------------------------------------

_MEDIA = env.media_origins(STORAGES["default"])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],  # the nonce is for the import map, the one script inside a page
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "blob:", "data:", *_MEDIA],
        "media-src": [SELF, "blob:", *_MEDIA],
        "connect-src": [SELF, *_MEDIA],  # 'self' covers the WebSocket of the same host and port
        "font-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer", "browsing-topics", "camera", "display-capture",
        "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment",
        "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    )
}  # fmt: skip
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "kfweb.trouble.foreign"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
if HTTPS:
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.flag("KF_HSTS_SUBDOMAINS", default=False)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whether a domain's other hosts speak https is known to its owner alone.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# -- What is written down ---------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "kfweb.logs.Line", "fmt": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["terminal"], "level": "WARNING", "propagate": False},
        # What a visitor did wrong was answered to them; here it would only bury what we did wrong.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        **{
            name: {"handlers": ["terminal"], "level": env.text("KF_LOG_LEVEL", "INFO"), "propagate": False}
            for name in ("kfweb", "editor", "jobs")
        },
    },
}

# -- Words ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어")]  # each in its own words
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
