"""Bring a change of state to a department's own system, and to no address inside our network."""

import ipaddress
import socket
import ssl
from urllib.parse import SplitResult, urlsplit

import urllib3
from django.conf import settings
from urllib3.exceptions import HTTPError

from ..models import Webhook
from .base import PermanentFailure, TemporaryFailure
from .signing import signed_headers

GONE = 410
# Addresses that a translator inside the network turns into IPv4 ones.
TRANSLATED = ipaddress.ip_network("64:ff9b::/32")


class ForbiddenAddress(ValueError):
    """The address may not be called; the text says why and may be shown."""


def post(webhook: Webhook, payload: bytes, *, idempotency_key: str) -> None:
    """POST one event; anything but 2xx is tried again later, except 410 Gone."""
    try:
        status = _send(webhook, payload, idempotency_key)
    except ForbiddenAddress as error:
        raise PermanentFailure(str(error)) from error
    except ValueError as error:  # an address or name that cannot even be read
        raise PermanentFailure("地址有误") from error
    except (HTTPError, OSError) as error:
        raise TemporaryFailure(type(error).__name__) from error
    if status == GONE:
        raise PermanentFailure(f"HTTP {status}")
    if not 200 <= status < 300:
        raise TemporaryFailure(f"HTTP {status}")


def check_url(url: str) -> SplitResult:
    """The parts of an address that may be called; what its name leads to is checked at each call."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.WEBHOOK_ALLOW_PRIVATE):
        raise ForbiddenAddress("地址须以 https:// 开头。")
    if not parts.hostname or parts.username or parts.password:
        raise ForbiddenAddress("地址中须有主机名，不能有用户名和密码。")
    return parts


def _send(webhook: Webhook, payload: bytes, idempotency_key: str) -> int:
    parts = check_url(webhook.url)
    host = str(parts.hostname)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _public_address(host, port)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc, **signed_headers(webhook.secret, payload, idempotency_key)}
    with _pool(parts.scheme, address, port, host) as pool:
        response = pool.urlopen(
            "POST", path, body=payload, headers=headers, redirect=False, retries=False, preload_content=False
        )
        try:
            return response.status
        finally:
            response.close()


def _pool(scheme: str, address: str, port: int, host: str) -> urllib3.HTTPConnectionPool:
    """Connects to the very address that was checked: a name may lead elsewhere a moment later."""
    timeout = urllib3.Timeout(total=settings.WEBHOOK_TIMEOUT_SECONDS)
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        address, port, timeout=timeout, server_hostname=host, assert_hostname=host,
        ssl_context=ssl.create_default_context(),
    )  # fmt: skip


def _public_address(host: str, port: int) -> str:
    """The first address of the name; all of them must be public unless the setting says otherwise."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings.WEBHOOK_ALLOW_PRIVATE and not all(_is_public(one) for one in found):
        raise ForbiddenAddress("地址指向内部网络，不能推送。")
    return found[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner:
            return _is_public(str(inner))
        if ip in TRANSLATED:
            return False
    return ip.is_global and not ip.is_multicast
