"""Environment for a process that a test starts: the same servers, and this test's own database."""

import os
from urllib.parse import quote

from django.db import connection


def environment(**more: str) -> dict[str, str]:
    """Needs ``django_db``; rows are visible to the process only in a transactional test."""
    database = connection.settings_dict
    user = quote(str(database["USER"]))
    if database["PASSWORD"]:
        user += f":{quote(str(database['PASSWORD']))}"
    url = f"postgresql://{user}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    settings = {"DJANGO_SETTINGS_MODULE": "jiaozuo_social.settings.test", "DATABASE_URL": url}
    return {**os.environ, **settings, **more}
