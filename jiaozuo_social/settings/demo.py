"""The demo and every bare ``manage.py`` command: fixed demo keys, debug off, own servers."""

from .base import *  # noqa: F403

SECRET_KEY = "demo-only-not-a-secret-and-never-used-in-production"
ALLOWED_HOSTS = ["*"]
PERSONAL_DATA_KEYS = {"demo": "ZGVtby1vbmx5LWtleS1kZW1vLW9ubHkta2V5LTEyMzQ="}
DIGEST_KEY = "demo-only"
ALTCHA_HMAC_KEY = "demo-only"
