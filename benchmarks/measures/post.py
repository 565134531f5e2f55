"""The citizen's form: whole POSTs per second beside a bare Django view that does one INSERT."""

import uuid
from typing import Any

from constance import config
from django.core import signing
from django.test import Client
from django.test.utils import override_settings

from jiaozuo_social.web.antiabuse import SALT, _digest

from ..timing import percentile, seconds

TIMES = 60
RATES = ("FILING_RATE_IP", "FILING_RATE_PHONE")


def form() -> dict[str, str]:
    number = str(uuid.uuid4())
    return {
        "client_uuid": number, "purpose": "demand", "title": "小区化粪池外溢无人清理",
        "request": "请住建局督促物业清理。", "facts": "外溢半个月，找过物业三次，每次都说等配件。",
        "place_code_0": "410802", "place_code_1": "410802001", "place_code_2": "", "place_detail": "幸福里1号楼",
        "people_count": "3", "anonymity": "named", "name": "测试", "phone": "13800001234",
        "address": "民生街道幸福里1号", "wants_sms": "on",
        "human_token": signing.dumps([number, _digest(7, number)], salt=SALT), "human_answer": "7",
    }  # fmt: skip


def measure() -> dict[str, Any]:
    for rate in RATES:
        setattr(config, rate, "")
    client = Client(enforce_csrf_checks=False)

    def file() -> None:
        answer = client.post("/petitions/new/write/", form())
        assert answer.status_code == 302, answer.status_code

    def bare() -> None:
        assert client.post("/bare-insert/", form()).status_code == 200

    with override_settings(ROOT_URLCONF="benchmarks.urls"):
        filed, inserted = seconds(file, times=TIMES), seconds(bare, times=TIMES)
    return {
        "post": percentile(filed, 50),
        "bare": percentile(inserted, 50),
        "post_p95": percentile(filed, 95),
    }
