"""REMOTE_ADDR is the client's address: not the proxy's, and not what a client claims."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from jiaozuo_social.web.proxies import TrustedProxyMiddleware

PROXY, INNER, CLIENT = "172.30.0.5", "172.30.0.9", "203.0.113.7"


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        (PROXY, CLIENT, CLIENT),
        (PROXY, f"{CLIENT}, {INNER}", CLIENT),
        (PROXY, f"10.0.0.1, {CLIENT}", CLIENT),  # the client wrote the first one itself
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, f"{CLIENT}, nonsense", PROXY),
        (PROXY, "2001:db8::1", "2001:db8::1"),
        (CLIENT, "10.0.0.1", CLIENT),
        ("", "10.0.0.1", ""),
    ],
)
def test_client_address(settings: Settings, peer: str, forwarded: str, expected: str) -> None:
    settings.TRUSTED_PROXIES = ["172.30.0.0/24"]
    assert passed_on(peer, HTTP_X_FORWARDED_FOR=forwarded)["REMOTE_ADDR"] == expected


def test_only_a_trusted_proxy_may_say_https(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["172.30.0.0/24"]
    assert "HTTP_X_FORWARDED_PROTO" in passed_on(PROXY, HTTP_X_FORWARDED_PROTO="https")
    assert "HTTP_X_FORWARDED_PROTO" not in passed_on(CLIENT, HTTP_X_FORWARDED_PROTO="https")


def passed_on(peer: str, **headers: str) -> dict[str, str]:
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    TrustedProxyMiddleware(view)(RequestFactory().get("/", REMOTE_ADDR=peer, **headers))
    return seen[0].META
