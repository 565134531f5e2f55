"""The page of a move: made once, refused with a sentence, stale pages told what changed."""

import io
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from jiaozuo_social.cases.models import Entry
from jiaozuo_social.cases.moves import Actor
from petitions.models import Petition

Login = Callable[[Any], Client]


def move_url(case: Petition, name: str) -> str:
    return reverse("cases:move", args=[case.pk, name])


@pytest.mark.django_db
def test_a_note_is_required_where_the_verb_needs_one(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    case = walk.to("dispatched")
    client = login(staff.approver)
    assert client.post(move_url(case, "urge"), {"note": ""}).status_code == 200
    assert not Entry.objects.filter(case=case, move="urge").exists()
    assert client.post(move_url(case, "urge"), {"note": "请尽快办理"}).status_code == 302
    assert Entry.objects.get(case=case, move="urge").note == "请尽快办理"


@pytest.mark.django_db
def test_a_stale_page_says_what_changed_and_keeps_the_text(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    case = walk.to("dispatched")
    client = login(staff.worker)
    seen = client.get(move_url(case, "accept")).context["form"].fields["seen"].initial
    case.urge(by=Actor.staff(staff.approver), note="请尽快受理此件")

    data = {"seen": seen, "route": "petition", "body": "我写好的告知书"}
    stale = client.post(move_url(case, "accept"), data)
    text = stale.content.decode()
    assert stale.status_code == 409
    assert "请尽快受理此件" in text and "我写好的告知书" in text
    assert not Entry.objects.filter(case=case, move="accept").exists()

    again = dict(data, seen=stale.context["form"].data["seen"])
    assert client.post(move_url(case, "accept"), again).status_code == 302
    assert Petition.objects.get(pk=case.pk).state == "accepted"


@pytest.mark.django_db
def test_a_refused_move_answers_409_with_its_sentence_and_the_typed_text(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    case = walk.to("accepted")
    answer = login(staff.worker).post(move_url(case, "accept"), {"route": "petition", "body": "迟到的告知书"})
    text = answer.content.decode()
    assert answer.status_code == 409 and "不能受理" in text and "迟到的告知书" in text


@pytest.mark.django_db
def test_a_duty_that_may_not_is_told_so(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    case = walk.to("registered")
    assert login(staff.clerk).post(move_url(case, "dispatch"), {}).status_code == 403


@pytest.mark.django_db
def test_moves_need_a_csrf_token(walk: Any, staff: SimpleNamespace) -> None:
    case = walk.to("dispatched")
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff.approver)
    assert client.post(move_url(case, "urge"), {"note": "催"}).status_code == 403
    assert not Entry.objects.filter(case=case, move="urge").exists()


@pytest.mark.django_db
def test_who_loses_sight_of_the_case_lands_in_the_inbox(
    walk: Any, staff: SimpleNamespace, login: Login, town: Any
) -> None:
    case = walk.to("submitted")
    data = {
        "title": case.title, "purpose": "accusation", "people_count": 1, "accused": town.housing.pk,
        "place_code_0": "410802", "place_code_1": "410802001",
    }  # fmt: skip
    answer = login(staff.clerk).post(move_url(case, "register"), data)
    assert answer.status_code == 302 and answer["Location"] == reverse("cases:inbox")
    assert Petition.objects.get(pk=case.pk).is_confidential


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_make_the_same_move_one_wins(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    case = walk.to("dispatched")
    clients = [login(staff.worker) for _ in range(1)]
    cookies = clients[0].cookies
    statuses: list[int] = []
    start = threading.Barrier(8)

    def press() -> None:
        client = Client()
        client.cookies = cookies.copy()
        start.wait()
        try:
            statuses.append(client.post(move_url(case, "accept"), {"route": "petition"}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [302] + [409] * 7
    assert Entry.objects.filter(case=case, move="accept").count() == 1
    assert case.documents.count() == 1


def png() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    return SimpleUploadedFile("现场.png", content.getvalue(), "image/png")


@pytest.mark.django_db
def test_files_go_with_the_move_or_not_at_all(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    case = walk.to("handling", co=True)
    url = move_url(case, "co_answer")
    bad = SimpleUploadedFile("run.exe", b"MZ" + b"0" * 64)
    refused = login(staff.co_worker).post(url, {"note": "已查", "attachments": [bad]})
    assert "attachments" in refused.context["form"].errors and not case.attachments.exists()

    assert login(staff.co_worker).post(url, {"note": "已查", "attachments": [png()]}).status_code == 302
    kept = case.attachments.get()
    assert (kept.origin, kept.uploaded_by, kept.is_public_to_petitioner) == ("staff", staff.co_worker, False)

    again = login(staff.co_worker).post(url, {"note": "再交", "attachments": [png()]})
    assert again.status_code == 409 and case.attachments.count() == 1
