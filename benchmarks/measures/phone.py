"""The worker's report with a 300 kB photo beside a bare view that takes the same photo and does one INSERT."""

import io
import uuid
from typing import Any

from constance import config
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings
from PIL import Image

from jiaozuo_social.accounts import devices, services
from jiaozuo_social.cases.models import Category
from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.places.models import Division

from ..timing import percentile, seconds

TIMES = 40
PHOTO_BYTES = 300 * 1024


def picture() -> bytes:
    """A JPEG of the size that the phone sends: as large as fits in 300 kB."""
    noise = Image.effect_noise((400, 300), 50).resize((1600, 1200), Image.Resampling.BICUBIC).convert("RGB")
    for quality in range(95, 5, -5):
        content = io.BytesIO()
        noise.save(content, "JPEG", quality=quality)
        if content.tell() <= PHOTO_BYTES:
            break
    return content.getvalue()


def worker() -> tuple[Client, str]:
    """A registered phone of a new worker, and the community that it reports from."""
    community = Division.objects.filter(level=Division.Level.COMMUNITY, code__startswith="410802").earliest(
        "code"
    )
    where = Department.objects.plant(
        code="bench", name="基准社区", kind=Department.Kind.COMMUNITY, place_code=community.code
    )
    user = services.create_user(username="bench", name="基准网格员")
    services.set_password(user, services.temporary_password())
    Membership.objects.create(user=user, department=where, duty=Duty.GRID_WORKER)
    client = Client()
    client.cookies[devices.COOKIE] = devices.register(user, "基准")[1]
    return client, community.code


def measure() -> dict[str, Any]:
    config.GRID_REPORT_RATE = ""
    client, place = worker()
    event = Category.objects.filter(kind="grid", parent__isnull=False).earliest("pk")
    content = picture()

    def data() -> dict[str, Any]:
        return {
            "client_uuid": str(uuid.uuid4()), "event": event.pk, "urgency": "ordinary", "body": "垃圾堆了三天。",
            "place_code": place, "photos": SimpleUploadedFile("a.jpg", content, "image/jpeg"),
        }  # fmt: skip

    def report() -> None:
        answer = client.post("/grids/m/report/", data(), headers={"Accept": "application/json"})
        assert answer.status_code == 201, answer.content

    def bare() -> None:
        assert client.post("/bare-photo/", data()).status_code == 200

    with override_settings(ROOT_URLCONF="benchmarks.urls"):
        reported, inserted = seconds(report, times=TIMES), seconds(bare, times=TIMES)
    return {
        "post": percentile(reported, 50),
        "bare": percentile(inserted, 50),
        "post_p95": percentile(reported, 95),
        "photo_kb": len(content) / 1024,
    }
