"""The files that the phone keeps, and a version that changes with any of them."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

STYLES = ("css/tokens.css", "css/base.css", "css/forms.css", "css/phone.css")
ENTRY = "js/phone/app.js"
# Modules import one another by their plain names, whatever name the page gives the first of them.
MODULES = tuple(
    f"js/phone/{name}.js"
    for name in (
        "classes drafts form levels list outcome photos place position queue shots store transport worker".split()
    )
)
ICON = "img/grid-worker.svg"


def plain(name: str) -> str:
    return f"{settings.STATIC_URL}{name}"


def addresses() -> list[str]:
    return [*(static(name) for name in (*STYLES, ENTRY, ICON)), *(plain(name) for name in MODULES)]


@lru_cache(maxsize=1)
def version() -> str:
    """Digest of the contents; read once per process, as files change with a release only."""
    digest = hashlib.sha256()
    for name in (*STYLES, ENTRY, ICON, *MODULES):
        found = finders.find(name)
        if found is None:
            raise FileNotFoundError(name)
        digest.update(Path(found).read_bytes())
    return digest.hexdigest()[:16]
