"""A town, its clerks, and a way to put a ledger through the pages."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaozuo_social.ledger import working
from jiaozuo_social.ledger.models import ImportRun
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.places import selectors
from jiaozuo_social.places.models import Division
from tests import factories

HEADER = ["编号", "标题", "内容", "收到时间", "类型", "属地", "姓名", "电话"]


def row(number: str, **cells: str) -> list[str]:
    known = {
        "标题": f"标题{number}", "内容": f"内容{number}", "收到时间": "2026-03-02", "类型": "投诉",
        "属地": "解放区", "姓名": "王小明", "电话": "13812345678", **cells,
    }  # fmt: skip
    return [number, *(known[name] for name in HEADER[1:])]


def upload(rows: list[list[str]], name: str = "台账.csv", header: list[str] = HEADER) -> SimpleUploadedFile:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([header, *rows])
    return SimpleUploadedFile(name, stream.getvalue().encode("utf-8-sig"))


@pytest.fixture
def town() -> factories.Town:
    factories.rules()
    for code, name, full, level, parent in (
        ("4108", "焦作市", "河南省焦作市", 2, None),
        ("410802", "解放区", "河南省焦作市解放区", 3, "4108"),
        ("410811", "山阳区", "河南省焦作市山阳区", 3, "4108"),
        ("410802001", "民生街道", "河南省焦作市解放区民生街道", 4, "410802"),
    ):
        Division.objects.get_or_create(
            code=code, defaults={"name": name, "full_name": full, "level": level, "parent_id": parent}
        )
    selectors.refresh()
    return factories.Town()


@pytest.fixture
def clerk(town: factories.Town) -> Any:
    return factories.member(town.county_bureau, Duty.REGISTRAR, name="登记员甲")


@pytest.fixture
def page(clerk: Any) -> Client:
    """The clerk's browser; ``client`` stays free for somebody else."""
    browser = Client()
    browser.force_login(clerk)
    return browser


@pytest.fixture
def sent(page: Client) -> Callable[..., ImportRun]:
    """Upload rows and have them checked with the guessed columns."""

    def send(rows: list[list[str]], **how: Any) -> ImportRun:
        answer = page.post("/ledger/imports/new/", {"file": upload(rows, **how)})
        assert answer.status_code == 302, answer.content.decode()
        run = ImportRun.objects.latest("pk")
        form = page.get(answer["Location"]).context["form"]
        data = {name: form[name].value() or "" for name in form.fields}
        assert page.post(answer["Location"], data).status_code == 302
        working.check(run.pk)
        run.refresh_from_db()
        return run

    return send
