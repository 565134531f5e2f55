"""Settings shared by every environment; the environment is read here, the others only differ."""

from pathlib import Path

import environ

from .beat import CELERY_BEAT_SCHEDULE  # noqa: F401
from .outbox import *  # noqa: F403
from .policy import CONSTANCE_CONFIG, CONSTANCE_CONFIG_FIELDSETS  # noqa: F401

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

SITE_NAME = env("SITE_NAME", default="焦作社会工作平台")
DEPARTMENT_NAME = env("DEPARTMENT_NAME", default="中共焦作市委社会工作部")
CITY_CODE = env("CITY_CODE", default="4108")  # NBS prefix of the city this portal serves
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "jiaozuo_social.web",
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "unfold.contrib.constance",
    "django.contrib.admin",
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
    "axes",
    "constance",
    "django_altcha",
    "django_filters",
    "django_htmx",
    "import_export",
    "rest_framework",
    "jiaozuo_social.accounts",
    "jiaozuo_social.audit",
    "jiaozuo_social.places",
    "jiaozuo_social.orgs",
    "jiaozuo_social.workcalendar",
    "jiaozuo_social.outbox",
    "jiaozuo_social.cases",
    "jiaozuo_social.ledger",
    "petitions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

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

DATABASES = {
    "default": {
        **env.db_url("DATABASE_URL", default="postgresql://postgres@127.0.0.1:5432/jiaozuo_social"),
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {"options": "-c jit=off -c statement_timeout=60000"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        # A dead cache must slow a citizen down, never turn the form into an error.
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1},
    }
}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
RATELIMIT_FAIL_OPEN = True

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Asia/Shanghai"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE_DIR / "media")))

CONSTANCE_BACKEND = "constance.backends.database.DatabaseBackend"

# Personal data: a ring of keys, the first encrypts (see jiaozuo_social/privacy/cipher.py).
PERSONAL_DATA_CIPHER = env("PERSONAL_DATA_CIPHER", default="aes")
PERSONAL_DATA_KEYS: dict[str, str] = env.dict("PERSONAL_DATA_KEYS", default={})
DIGEST_KEY: str = env("DIGEST_KEY", default="")
SECRET_KEY: str = env("SECRET_KEY", default="")
ALTCHA_HMAC_KEY: str = env("ALTCHA_HMAC_KEY", default="")

REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
}
