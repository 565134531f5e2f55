"""Production: every key comes from the environment, and none has a default."""

import base64
import binascii
import os

from django.core.exceptions import ImproperlyConfigured

REQUIRED = (
    "SECRET_KEY",
    "PERSONAL_DATA_KEYS",
    "DIGEST_KEY",
    "ALTCHA_HMAC_KEY",
    "DATABASE_URL",
    "REDIS_URL",
    "ALLOWED_HOSTS",
    "SITE_URL",
)
missing = [name for name in REQUIRED if not os.environ.get(name)]
if missing:
    raise ImproperlyConfigured(
        f"生产环境缺少以下环境变量，拒绝启动：{'、'.join(missing)}（见 docs/operations.md）"
    )

for key in os.environ["PERSONAL_DATA_KEYS"].split(","):
    name, _, text = key.partition("=")
    try:
        usable = bool(name) and len(base64.b64decode(text, validate=True)) == 32
    except binascii.Error:
        usable = False
    if not usable:
        raise ImproperlyConfigured("PERSONAL_DATA_KEYS 应为“编号=32 字节密钥的 base64”，多个用逗号分隔。")

from .base import *  # noqa: E402, F403
from .base import BASE_DIR, DATABASES, SITE_URL, env  # noqa: E402

DEBUG = False
# Never the demo gateway: its page shows every text message, login codes included.
SMS_GATEWAY = env("SMS_GATEWAY", default="jiaozuo_social.outbox.gateways.HttpGateway")
if SMS_GATEWAY.endswith(".ConsoleGateway"):
    raise ImproperlyConfigured("生产环境不得使用演示短信网关（SMS_GATEWAY），拒绝启动。")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# TLS ends at the reverse proxy; TrustedProxyMiddleware removes this header from anybody else.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A pool per web process; Celery's forked workers keep one plain connection each.
pool_size = env.int("DATABASE_POOL_SIZE", default=0)
if pool_size:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
