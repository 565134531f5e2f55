"""The address on paper: the site's own name, or in a demo the one by which the demo was called."""

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from jiaozuo_social.web.http import public_address


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("http://127.0.0.1:8000", "http://192.168.1.20:8000/status/?number=1"),
        ("http://0.0.0.0:8000", "http://192.168.1.20:8000/status/?number=1"),
        ("https://portal.example", "https://portal.example/status/?number=1"),
        ("https://portal.example/", "https://portal.example/status/?number=1"),
    ],
)
def test_the_address_is_one_that_others_can_open(settings: Settings, site: str, expected: str) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = site, ["*"]
    request = RequestFactory().get("/", headers={"host": "192.168.1.20:8000"})
    assert public_address(request, "/status/?number=1") == expected
