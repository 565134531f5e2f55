"""``manage.py check --deploy`` under production settings, with keys that are made up for this run."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
environment = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "jiaozuo_social.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "PERSONAL_DATA_KEYS": "k1=" + base64.b64encode(secrets.token_bytes(32)).decode(),
    "DIGEST_KEY": secrets.token_urlsafe(32),
    "ALTCHA_HMAC_KEY": secrets.token_urlsafe(32),
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ALLOWED_HOSTS": "portal.example",
    "SITE_URL": "https://portal.example",
}
command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
sys.exit(subprocess.run(command, cwd=ROOT, env=environment).returncode)
