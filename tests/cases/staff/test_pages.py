"""Who sees which page, and what the pages offer."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases import kinds, numbers
from jiaozuo_social.cases.models import Attachment, Case, Document
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Duty
from tests import factories

pytestmark = pytest.mark.django_db
Login = Callable[[Any], Client]

SEES_ORDINARY = {
    "clerk": True,
    "approver": True,
    "worker": True,
    "head": True,
    "co_worker": False,
    "reviewer": True,  # of the county, which is above the unit
    "warden": False,
    "stranger": False,
    "leader": False,
}
SEES_CONFIDENTIAL = dict.fromkeys(SEES_ORDINARY, False) | {"warden": True}


def attach(case: Case) -> Attachment:
    return Attachment.objects.create(
        case_id=case.pk,
        file=ContentFile(b"%PDF-1.4", name="a.pdf"),
        name="证据.pdf",
        content_type="application/pdf",
        size=8,
        sha256="0" * 64,
        origin="petitioner",
    )


def issue(case: Case) -> Document:
    return Document.objects.create(
        case_id=case.pk,
        kind="reply",
        number=numbers.next_document_number("焦信处"),
        title="意见书",
        body="正文",
    )


def addresses(case: Case) -> list[str]:
    return [
        reverse("cases:case", args=[case.pk]),
        reverse("cases:reveal", args=[case.pk]),
        reverse("cases:move", args=[case.pk, "add_note"]),
        reverse("cases:attachment", args=[case.pk, attach(case).token]),
        reverse("cases:document", args=[case.pk, issue(case).pk]),
        reverse("cases:document-docx", args=[case.pk, issue(case).pk]),
    ]


@pytest.mark.parametrize("role", SEES_ORDINARY)
def test_every_way_to_a_case_knows_the_same_rights(
    role: str, walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    ordinary, secret = walk.to("dispatched", title="路灯不亮"), walk.to("registered", purpose="accusation")
    client = login(getattr(staff, role))
    for case, sees in ((ordinary, SEES_ORDINARY[role]), (secret, SEES_CONFIDENTIAL[role])):
        for address in addresses(case):
            expected = {200, 403} if sees else {404}  # 403: sees the case, has no say in this move
            assert client.get(address).status_code in expected, address
        listed = client.get(reverse("cases:inbox"), {"tab": "all"}).content.decode()
        assert (case.number in listed) is sees
        by_number = client.get(reverse("cases:inbox"), {"q": case.number}).content.decode()
        assert (reverse("cases:case", args=[case.pk]) in by_number) is sees
        by_phone = client.get(reverse("cases:inbox"), {"q": "13800001234"}).content.decode()
        assert (reverse("cases:case", args=[case.pk]) in by_phone) is sees


def test_an_unknown_case_and_an_unknown_move_are_not_found(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    case = walk.to("registered")
    client = login(staff.approver)
    assert client.get(reverse("cases:case", args=[case.pk + 999])).status_code == 404
    assert client.get(reverse("cases:move", args=[case.pk, "fly"])).status_code == 404


def test_citizens_and_strangers_stay_outside(walk: Any, login: Login, client: Client) -> None:
    case = walk.to("registered")
    for address in (reverse("cases:inbox"), *addresses(case)):
        assert client.get(address).status_code == 302
        assert login(factories.user()).get(address).status_code == 403


def test_only_confidential_cases_leave_a_trace_of_looking(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    ordinary, secret = walk.to("registered"), walk.to("registered", purpose="accusation")
    login(staff.clerk).get(reverse("cases:case", args=[ordinary.pk]))
    login(staff.warden).get(reverse("cases:case", args=[secret.pk]))
    looks = Access.objects.filter(action=Access.Action.VIEW)
    assert [look.object_id for look in looks] == [str(secret.pk)]


def test_a_confidential_case_is_no_hint_anywhere(
    walk: Any, staff: SimpleNamespace, login: Login, town: factories.Town
) -> None:
    """Not even for whoever may see both: an ordinary page is read over shoulders and printed."""
    ordinary = walk.to("registered", title="干部收受礼金情况反映", phone="13800005555")
    secret = walk.to("registered", purpose="accusation", title="干部收受礼金情况反映甲")
    both = factories.member(town.county_bureau, Duty.APPROVER, Duty.CONFIDENTIAL)
    for user in (staff.approver, both):
        page = login(user).get(reverse("cases:case", args=[ordinary.pk])).content.decode()
        assert secret.number not in page


def test_similar_and_same_person_are_shown_to_who_may_see_them(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    first = walk.to("dispatched", title="小区化粪池外溢无人清理")
    second = walk.to("registered", title="小区化粪池外溢没人清理")
    page = login(staff.approver).get(reverse("cases:case", args=[second.pk])).content.decode()
    assert "同一信访人的其他事项" in page and "相似事项" in page and first.number in page
    worker = login(staff.worker).get(reverse("cases:case", args=[first.pk])).content.decode()
    assert second.number not in worker


STATES = ("submitted", "registered", "dispatched", "accepted", "handling", "replied")


@pytest.mark.parametrize("state", STATES)
def test_moves_offered_are_the_moves_accepted(
    state: str, walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    """Each button leads to a form, every other move is refused with a sentence, for each duty.

    Of the others each state asks its share, so that all states together ask every one.
    """
    case = walk.to(state)
    for role in ("clerk", "approver", "worker", "head"):
        user = getattr(staff, role)
        client = login(user)
        if not Case.objects.visible_to(user).filter(pk=case.pk).exists():
            continue
        page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
        offered = {move.name for move in kinds.get("petition").moves.available(case, Actor.staff(user))}
        for turn, move in enumerate(kinds.get("petition").moves):
            address = reverse("cases:move", args=[case.pk, move.name])
            assert (f'href="{address}"' in page) is (move.name in offered), (role, move.name)
            if move.name not in offered and turn % len(STATES) != STATES.index(state):
                continue
            answer = client.get(address)
            assert (answer.status_code == 200) is (move.name in offered), (role, move.name)
            assert answer.status_code in (200, 403, 409)


def test_personal_data_is_masked_until_a_reason_is_given(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    case = walk.to("registered")
    client = login(staff.clerk)
    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "138****1234" in page and "13800001234" not in page and "张三丰" not in page

    address = reverse("cases:reveal", args=[case.pk])
    assert "13800001234" not in client.post(address, {"reason": ""}).content.decode()
    assert not Access.objects.filter(action=Access.Action.REVEAL).exists()

    shown = client.post(address, {"reason": "电话核实情况"})
    assert "13800001234" in shown.content.decode() and "no-store" in shown["Cache-Control"]
    kept = Access.objects.get(action=Access.Action.REVEAL)
    assert (kept.user, kept.reason, kept.object_id) == (staff.clerk, "电话核实情况", str(case.pk))
    assert "13800001234" not in client.get(address).content.decode()


def test_downloads_are_logged_and_cannot_run_scripts(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    case = walk.to("registered")
    file = attach(case)
    Attachment.objects.filter(pk=file.pk).update(content_type="text/html")
    answer = login(staff.clerk).get(reverse("cases:attachment", args=[case.pk, file.token]))
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert Access.objects.filter(action=Access.Action.DOWNLOAD, user=staff.clerk).count() == 1


def test_a_file_is_not_reached_through_another_case(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    mine, other = walk.to("registered"), walk.to("registered")
    answer = login(staff.clerk).get(reverse("cases:attachment", args=[mine.pk, attach(other).token]))
    assert answer.status_code == 404
