"""Small pictures of photos: made when stored, shown to whom the photo is shown, gone with it."""

import datetime as dt
import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases import casepage, retention, status, uploads
from jiaozuo_social.cases.models import Attachment, Case, Clock
from jiaozuo_social.cases.photos import PREVIEW_SIDE
from tests import factories
from tests.cases.test_uploads import pdf, photo, sent

pytestmark = pytest.mark.django_db
Login = Callable[[Any], Client]
OWN, STAFF = Attachment.Origin.PETITIONER, Attachment.Origin.STAFF


def attach(case: Case, content: bytes = b"", name: str = "现场.jpg", **fields: Any) -> Attachment:
    clean = uploads.clean_upload(sent(content or photo(), name))
    return uploads.attach(case, clean, **{"origin": OWN, **fields})


def address(case: Case, file: Attachment) -> str:
    return reverse("cases:preview", args=[case.pk, file.token])


@pytest.fixture
def case(db: None) -> Case:
    factories.rules()
    return factories.petition()


@pytest.mark.parametrize(("format_", "mode", "name"), [("JPEG", "RGB", "a.jpg"), ("PNG", "RGBA", "a.png")])
def test_a_photo_gets_a_small_bare_jpeg(case: Case, format_: str, mode: str, name: str) -> None:
    file = attach(case, photo(format_, size=(900, 600), mode=mode), name)
    content = file.preview.read()
    assert b"SecretPhone" not in content and b"Exif" not in content and file.preview.name != file.file.name
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, max(image.size), dict(image.getexif())) == ("JPEG", PREVIEW_SIDE, {})


def test_other_files_have_none_and_old_photos_stay_links(case: Case) -> None:
    paper, old, new = attach(case, pdf(), "a.pdf"), attach(case), attach(case)
    Attachment.objects.filter(pk=old.pk).update(preview="")
    parts = status.pictures_and_others(case, case.attachments.all())
    assert parts == {"pictures": [new], "attachments": [paper, old]} and not paper.preview


def test_the_page_shows_what_its_reader_may_fetch_and_nobody_else(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    case, other = walk.to("dispatched"), factories.petition()
    file, foreign = attach(case, stage="after"), attach(other)
    old = attach(case)
    Attachment.objects.filter(pk=old.pk).update(preview="")
    client = login(staff.worker)
    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert f'<img src="{address(case, file)}" alt="处置后照片：现场.jpg" loading="lazy"' in page
    assert address(case, old) not in page and reverse("cases:attachment", args=[case.pk, old.token]) in page
    answer = client.get(address(case, file))
    assert answer["Content-Type"] == "image/jpeg" and answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"] and "no-store" not in answer["Cache-Control"]
    assert not Access.objects.filter(user=staff.worker).exclude(action=Access.Action.LOGIN).exists()
    for wrong in (address(case, old), address(case, foreign), address(other, foreign)):
        assert client.get(wrong).status_code == 404
    assert login(staff.stranger).get(address(case, file)).status_code == 404
    assert login(factories.user()).get(address(case, file)).status_code == 403


def test_a_confidential_case_shows_links_only(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    secret = walk.to("registered", purpose="accusation")
    file = attach(secret)
    context = casepage.context(secret, staff.warden)
    assert (context["pictures"], context["attachments"]) == ([], [file])
    assert login(staff.warden).get(address(secret, file)).status_code == 404
    assert status.context(secret, staff.warden)["pictures"] == []


def test_the_holder_of_a_receipt_sees_only_what_was_given(case: Any, client: Client) -> None:
    own, inner, given = attach(case), attach(case, origin=STAFF), attach(case, origin=STAFF, visible=True)
    path = f"/status/{case.number}/files/"
    assert client.get(f"{path}{own.token}/preview/").status_code == 302
    client.post(reverse("status:open"), {"number": case.number, "code": case.code})
    answers = [client.get(f"{path}{file.token}/preview/") for file in (own, inner, given)]
    assert [answer.status_code for answer in answers] == [200, 404, 200]
    assert "no-store" in answers[0]["Cache-Control"]
    page = client.get(f"/status/{case.number}/").content.decode()
    assert f"{own.token}/preview/" in page and f"{inner.token}" not in page


def test_retention_and_the_sweep_take_the_preview_along(case: Case) -> None:
    file = attach(case)
    left = uploads.store(uploads.clean_upload(sent(photo(), "b.jpg")))
    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        uploads.sweep()
    assert default_storage.exists(file.preview.name) and not default_storage.exists(left.preview)
    long_ago = timezone.now() - dt.timedelta(days=11 * 366)
    Clock.objects.filter(case=case).update(stopped_at=timezone.now())
    Case.objects.filter(pk=case.pk).update(is_open=False, closed_at=long_ago)
    with time_machine.travel(timezone.now() + dt.timedelta(days=11 * 366)):
        assert retention.run().cases == 1
    assert not default_storage.exists(file.preview.name) and not default_storage.exists(file.file.name)


def test_a_form_that_comes_back_keeps_the_preview() -> None:
    stored = uploads.store(uploads.clean_upload(sent(photo(), "b.jpg")))
    assert uploads.preview_of(stored.path) == stored.preview != ""
    assert uploads.preview_of("cases/2020/01/none.pdf") == ""


def test_a_file_that_the_disk_has_lost_is_not_found_and_is_in_the_log(
    walk: Any, staff: SimpleNamespace, login: Any, caplog: pytest.LogCaptureFixture
) -> None:
    case = walk.to("registered")
    photo = attach(case)
    photo.file.storage.delete(photo.file.name)
    address = reverse("cases:attachment", args=[case.pk, photo.token])
    assert login(staff.clerk).get(address).status_code == 404
    assert "missing on the disk" in caplog.text
