"""The citizen's form: whole POSTs beside a bare Django view that does one INSERT, in turn."""

import time
import uuid
from typing import Any

from constance import config
from django.conf import settings
from django.core import signing
from django.test import Client
from django.test.utils import override_settings

from jiaozuo_social.web.antiabuse import SALT, _digest

from ..timing import percentile

WARM_UP, TIMES = 5, 100
FORM = "/petitions/new/write/"
LIMITS = ("/bare-form/", "/bare-insert/")
RATES, NEVER_REACHED = ("FILING_RATE_IP", "FILING_RATE_PHONE"), "100000000/h"  # counted all the same


def form(turn: int) -> dict[str, str]:
    number = str(uuid.uuid4())
    return {
        "client_uuid": number, "purpose": "demand", "title": "小区化粪池外溢无人清理",
        "request": "请住建局督促物业清理。", "facts": "外溢半个月，找过物业三次，每次都说等配件。",
        "place_code_0": "410802", "place_code_1": "410802001", "place_code_2": "", "place_detail": "幸福里1号楼",
        "people_count": "3", "anonymity": "named", "name": "测试", "phone": f"139{turn:08d}",
        "address": "民生街道幸福里1号", "wants_sms": "on",
        "human_token": signing.dumps([number, _digest(7, number)], salt=SALT), "human_answer": "7",
    }  # fmt: skip


def visitor() -> Client:
    """A browser that has the form open: a token for it, no session yet."""
    client = Client(enforce_csrf_checks=True)
    assert client.get(FORM).status_code == 200
    return client


def post(client: Client, address: str, turn: int) -> int:
    """Post the citizen's form as somebody new: no session, an own phone and an own network address."""
    client.cookies.pop(settings.SESSION_COOKIE_NAME, None)
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    data = {**form(turn), "csrfmiddlewaretoken": token}
    return client.post(address, data, REMOTE_ADDR=f"10.9.{turn >> 8}.{turn & 255}").status_code


def measure() -> dict[str, Any]:
    """The three take turns, so that a busy moment of the machine falls on all of them."""
    for rate in RATES:
        setattr(config, rate, NEVER_REACHED)
    taken: dict[str, list[float]] = {address: [] for address in (FORM, *LIMITS)}
    with override_settings(ROOT_URLCONF="benchmarks.urls"):
        client = visitor()
        for turn in range(WARM_UP + TIMES):
            for address, seconds in taken.items():
                began = time.perf_counter()
                status = post(client, address, turn)
                took = time.perf_counter() - began
                assert status in (200, 302), (address, status)
                seconds += [took] if turn >= WARM_UP else []
    return {
        address: {"p50": percentile(each, 50), "p95": percentile(each, 95)} for address, each in taken.items()
    }
