"""The demo and every bare ``manage.py`` command: fixed demo keys, debug off, own servers."""

from pathlib import Path

from .base import *  # noqa: F403
from .base import BASE_DIR, env

INSTALLED_APPS += ["jiaozuo_social.demo"]  # noqa: F405
SECRET_KEY = "demo-only-not-a-secret-and-never-used-in-production"
ALLOWED_HOSTS = ["*"]
PERSONAL_DATA_KEYS = {"demo": "ZGVtby1vbmx5LWtleS1kZW1vLW9ubHkta2V5LTEyMzQ="}
DIGEST_KEY = "demo-only"
ALTCHA_HMAC_KEY = "demo-only"

# Uploads live and die with the demo's other data; files for the browser come straight from packages.
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE_DIR / ".demo/media")))
WHITENOISE_USE_FINDERS = True

# The demo's logins are printed on the terminal; everywhere else staff need a second factor.
STAFF_SECOND_FACTOR_REQUIRED = False
# A demo's other system runs on the same machine.
WEBHOOK_ALLOW_PRIVATE = True
