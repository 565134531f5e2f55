"""Test settings: fast hashing, real PostgreSQL, naive datetimes are errors."""

import os
import warnings

from .demo import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"].setdefault("TEST", {})["NAME"] = env(  # noqa: F405
    "TEST_DATABASE_NAME", default="test_jiaozuo_social"
)
# Workers of pytest-xdist run side by side on one Valkey.
CACHES["default"]["KEY_PREFIX"] = f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"  # noqa: F405
WHITENOISE_AUTOREFRESH = True  # looks for a file when asked, instead of at the start of each test's client
warnings.filterwarnings(
    "error", r"DateTimeField .* received a naive datetime", RuntimeWarning, r"django\.db\.models"
)
