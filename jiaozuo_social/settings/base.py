"""Settings shared by every environment; the environment is read here, the others only differ."""

from importlib.util import find_spec
from pathlib import Path

import environ

from .api import *  # noqa: F403
from .beat import CELERY_BEAT_SCHEDULE  # noqa: F401
from .login import *  # noqa: F403
from .login import SOCIAL_LOGIN_APPS
from .outbox import *  # noqa: F403
from .policy import (  # noqa: F401
    CONSTANCE_ADDITIONAL_FIELDS,
    CONSTANCE_CONFIG,
    CONSTANCE_CONFIG_FIELDSETS,
)
from .security import *  # noqa: F403
from .tasks import *  # noqa: F403
from .unfold import unfold

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

SITE_NAME = env("SITE_NAME", default="焦作社会工作平台")
DEPARTMENT_NAME = env("DEPARTMENT_NAME", default="中共焦作市委社会工作部")
CONTACT_PHONE = env("CONTACT_PHONE", default="")
CONTACT_ADDRESS = env("CONTACT_ADDRESS", default="")
CITY_CODE = env("CITY_CODE", default="4108")  # NBS prefix of the city this portal serves
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "jiaozuo_social.web",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "unfold.contrib.constance",
    "jiaozuo_social.accounts.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *SOCIAL_LOGIN_APPS,
    "axes",
    "constance",
    "django_altcha",
    "django_filters",
    "django_htmx",
    "import_export",
    "rest_framework",
    "drf_spectacular",
    "jiaozuo_social.accounts",
    "jiaozuo_social.audit",
    "jiaozuo_social.places",
    "jiaozuo_social.orgs",
    "jiaozuo_social.workcalendar",
    "jiaozuo_social.outbox",
    "jiaozuo_social.api",
    "jiaozuo_social.cases",
    "jiaozuo_social.ledger",
    "jiaozuo_social.reports",
    "grids",
    "petitions",
]

MIDDLEWARE = [
    "jiaozuo_social.web.middleware.RequestIdMiddleware",
    "jiaozuo_social.web.proxies.TrustedProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jiaozuo_social.web.csp.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jiaozuo_social.accounts.middleware.DeviceSessionMiddleware",
    "jiaozuo_social.accounts.middleware.SessionRulesMiddleware",
    "jiaozuo_social.accounts.middleware.StaffGateMiddleware",
    "axes.middleware.AxesMiddleware",
]

TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=[])  # networks of our own proxies

ROOT_URLCONF = "jiaozuo_social.urls"
WSGI_APPLICATION = "jiaozuo_social.wsgi.application"
ASGI_APPLICATION = "jiaozuo_social.asgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jiaozuo_social.web.context.page",
            ],
        },
    },
]

_database = env.db_url("DATABASE_URL", default="postgresql://postgres@127.0.0.1:5432/jiaozuo_social")
DATABASES = {
    "default": {
        **_database,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            # Solid-state disks: a page here and there costs hardly more than the next one.
            "options": "-c jit=off -c random_page_cost=1.1 -c statement_timeout=60000",
            **_database.get("OPTIONS", {}),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "jiaozuo_social.web.caches.PortalCache",
        "LOCATION": REDIS_URL,
        # A dead cache must slow a citizen down, never turn the form into an error.
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.3, "SOCKET_TIMEOUT": 0.3},
    }
}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
RATELIMIT_FAIL_OPEN = True

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "jiaozuo_social/web/locale"]  # Chinese for packages that lack it
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# Of django-leaflet the browser files only: as an app it would ask for GDAL.
_leaflet = Path(str(find_spec("leaflet").origin)).parent  # type: ignore[union-attr]
STATICFILES_DIRS = [BASE_DIR / "static", ("leaflet", _leaflet / "static/leaflet")]
# Background of the map, WGS-84 or CGCS2000 (天地图), with {z} {x} {y} and where needed {s} {key}; empty: none.
MAP_TILE_URL = env("MAP_TILE_URL", default="")
MAP_TILE_KEY = env("MAP_TILE_KEY", default="")
MAP_TILE_SUBDOMAINS = env("MAP_TILE_SUBDOMAINS", default="01234567")
MAP_TILE_CREDIT = env("MAP_TILE_CREDIT", default="")
# Virus scanner of uploads: "host:port" or the path of a socket of clamd; empty switches it off.
CLAMD_ADDRESS = env("CLAMD_ADDRESS", default="")
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE_DIR / "media")))

CONSTANCE_BACKEND = "jiaozuo_social.web.livesettings.HeldBackend"

# Personal data: a ring of keys, the first encrypts (see jiaozuo_social/privacy/cipher.py).
PERSONAL_DATA_CIPHER = env("PERSONAL_DATA_CIPHER", default="aes")
PERSONAL_DATA_KEYS: dict[str, str] = env.dict("PERSONAL_DATA_KEYS", default={})
DIGEST_KEY: str = env("DIGEST_KEY", default="")
DIGEST_KEYS_OLD: list[str] = env.list("DIGEST_KEYS_OLD", default=[])  # receipts and tokens given out earlier
SECRET_KEY: str = env("SECRET_KEY", default="")
ALTCHA_HMAC_KEY: str = env("ALTCHA_HMAC_KEY", default="")

UNFOLD = unfold(SITE_NAME)
CSRF_FAILURE_VIEW = "jiaozuo_social.web.errors.csrf_failure"
