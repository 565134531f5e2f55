"""Reports from a phone: each exactly once, position and time of the shot, nothing lost by a refusal."""

import datetime as dt
import io
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from constance.test import override_config
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from grids.models import Delivery, GridCase
from jiaozuo_social.cases.models import Attachment
from jiaozuo_social.orgs.models import Duty
from tests import factories
from tests.threads import at_once

from .conftest import COMMUNITY, GRID, phone_of, photo, send

Written = Callable[..., dict[str, Any]]
pytestmark = pytest.mark.django_db


def test_arrives_with_photo_position_and_time(phone: Client, area: SimpleNamespace, written: Written) -> None:
    data = written()
    answer = send(phone, data)
    case = GridCase.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "client_uuid": data["client_uuid"], "message": f"已上报，编号 {case.number}。", "link": f"/grids/m/tasks/{case.pk}/",
    }  # fmt: skip
    assert (case.place_code, case.category, case.registered_by) == (GRID, area.event, area.worker)
    assert (str(case.longitude), str(case.latitude), case.accuracy_m) == ("113.205000", "35.205000", 12)
    assert case.taken_at is not None and abs(timezone.now() - case.taken_at) < dt.timedelta(seconds=10)
    assert Attachment.objects.get(case=case).stage == "before"
    assert Delivery.objects.get().device is not None


def test_sent_again_it_is_answered_alike_and_done_once(phone: Client, written: Written) -> None:
    data = written()
    first = send(phone, data)
    again = send(phone, {**data, "photos": photo("b.jpg")})
    assert first.json() == again.json() and again.status_code == 201
    assert GridCase.objects.count() == Attachment.objects.count() == Delivery.objects.count() == 1


def test_a_worn_photo_of_a_repeat_is_not_even_looked_at(phone: Client, written: Written) -> None:
    data = written()
    send(phone, data)
    broken = SimpleUploadedFile("a.jpg", b"\xff\xd8\xffcut", "image/jpeg")
    assert send(phone, {**data, "photos": broken}).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_give_one_case(area: SimpleNamespace, written: Written) -> None:
    number = str(uuid.uuid4())
    bodies = [written(client_uuid=number) for _ in range(8)]
    phones = [phone_of(area.worker) for _ in bodies]
    answers = at_once(
        [lambda p=p, b=b: send(p, b) for p, b in zip(phones, bodies, strict=True)], threads=8
    )  # fmt: skip
    assert [getattr(answer, "status_code", answer) for answer in answers] == [201] * 8
    assert len({answer.json()["message"] for answer in answers}) == 1  # type: ignore[union-attr]
    assert GridCase.objects.count() == Attachment.objects.count() == 1


def test_another_workers_number_is_refused(area: SimpleNamespace, phone: Client, written: Written) -> None:
    data = written()
    send(phone, data)
    answer = send(phone_of(area.leader), {**data, "photos": photo()})
    assert answer.status_code == 409
    assert GridCase.objects.count() == 1


def test_the_grid_is_found_from_the_position(phone: Client, written: Written) -> None:
    send(phone, written(place_code=""))
    assert GridCase.objects.get().place_code == GRID


def test_the_workers_choice_goes_before_the_position(phone: Client, written: Written) -> None:
    send(phone, written(place_code=COMMUNITY))
    assert GridCase.objects.get().place_code == COMMUNITY


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"place_code": "", "longitude": "", "latitude": ""}, "place_code"),
        ({"place_code": "", "longitude": "2.35", "latitude": "48.85"}, "place_code"),
        ({"place_code": "410802"}, "place_code"),
        ({"place_code": "999999999999"}, "place_code"),
        ({"event": ""}, "event"),
        ({"event": "nonsense"}, "event"),
        ({"photos": ""}, "photos"),
        ({"photos": SimpleUploadedFile("a.jpg", b"no photo", "image/jpeg")}, "photos"),
        ({"self_handled": "on"}, "after_photos"),
        ({"urgency": "x"}, "urgency"),
        ({"body": "x" * 2001}, "body"),
        ({"client_uuid": "x"}, "client_uuid"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(
    phone: Client, written: Written, changes: dict[str, Any], field: str
) -> None:
    answer = send(phone, written(**changes))
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not GridCase.objects.exists() and not Delivery.objects.exists()


@pytest.mark.parametrize("name", ["accuracy_m", "taken_at", "device_now", "located_at", "latitude"])
@pytest.mark.parametrize("value", ["NaN", "-1", "9" * 400, "1e400", "早"])
def test_readings_that_make_no_sense_are_dropped(
    phone: Client, written: Written, name: str, value: str
) -> None:
    assert send(phone, written(**{name: value})).status_code == 201


def test_handled_on_the_spot_with_photos_before_and_after(phone: Client, written: Written) -> None:
    data = written(self_handled="on", handled_note="已清扫", after_photos=photo("after.jpg"))
    assert send(phone, data).status_code == 201
    case = GridCase.objects.get()
    assert case.is_self_handled and case.result_text == "已清扫"
    assert sorted(case.attachments.values_list("stage", flat=True)) == ["after", "before"]


def millis(moment: dt.datetime) -> str:
    return str(round(moment.timestamp() * 1000))


@pytest.mark.parametrize(
    "wrong_by", [dt.timedelta(days=-20_000), dt.timedelta(hours=-3), dt.timedelta(days=400)]
)
def test_a_wrong_clock_is_told_and_corrected(phone: Client, written: Written, wrong_by: dt.timedelta) -> None:
    """The photo was taken ten minutes before it was sent, whatever the phone takes the time to be."""
    now = timezone.now() + wrong_by
    answer = send(phone, written(taken_at=millis(now - dt.timedelta(minutes=10)), device_now=millis(now)))
    assert "手机时间不准" in answer.json()["message"]
    case, delivery = GridCase.objects.get(), Delivery.objects.get()
    assert (
        case.taken_at is not None
        and delivery.device_taken_at is not None
        and delivery.clock_offset is not None
    )
    assert abs(timezone.now() - dt.timedelta(minutes=10) - case.taken_at) < dt.timedelta(seconds=10)
    assert abs(delivery.clock_offset + wrong_by.total_seconds()) < 10
    assert abs(delivery.device_taken_at - (now - dt.timedelta(minutes=10))) < dt.timedelta(seconds=1)


def test_a_few_minutes_are_no_wrong_clock(phone: Client, written: Written) -> None:
    now = timezone.now() - dt.timedelta(minutes=2)
    assert "不准" not in send(phone, written(device_now=millis(now), taken_at=millis(now))).json()["message"]


def test_a_photo_of_the_future_was_taken_now(phone: Client, written: Written) -> None:
    send(phone, written(taken_at=millis(timezone.now() + dt.timedelta(days=2))))
    case = GridCase.objects.get()
    assert case.taken_at is not None and case.taken_at <= timezone.now()


def test_the_photo_is_written_anew(phone: Client, written: Written) -> None:
    content = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SecretCameraMaker"
    Image.new("RGB", (64, 64)).save(content, "JPEG", exif=exif)
    send(phone, written(photos=SimpleUploadedFile("a.jpg", content.getvalue() + b"payload", "image/jpeg")))
    kept = Attachment.objects.get().file.read()
    assert b"SecretCameraMaker" not in kept and b"payload" not in kept


def test_too_many_are_held_back_but_a_repeat_is_not_counted(phone: Client, written: Written) -> None:
    with override_config(GRID_REPORT_RATE="1/h"):
        data = written()
        assert send(phone, data).status_code == 201
        assert send(phone, written()).status_code == 429
        assert send(phone, {**data, "photos": photo()}).status_code == 201


def test_a_plain_form_does_the_same(phone: Client, written: Written) -> None:
    answer = phone.post("/grids/m/report/", written(), follow=True)
    assert "已上报" in answer.content.decode()
    wrong = phone.post("/grids/m/report/", written(event="", body="写了很多字"))
    assert wrong.status_code == 400 and "写了很多字" in wrong.content.decode()


def test_who_has_no_duty_to_report_is_told(area: SimpleNamespace, written: Written) -> None:
    client = phone_of(factories.member(area.town.housing, Duty.HANDLER))
    assert send(client, written()).status_code == 403
    assert "/grids/m/report/" not in client.get("/grids/m/").content.decode()


def test_a_form_without_its_token_is_refused(area: SimpleNamespace, phone: Client, written: Written) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = phone.cookies
    assert send(strict, written()).status_code == 403
    token = strict.get("/grids/m/state/").json()["csrf"]
    headers = {"Accept": "application/json", "X-CSRFToken": token}
    assert strict.post("/grids/m/report/", written(), headers=headers).status_code == 201
