"""The same form sent again and again, at once: one case, one receipt, one first entry."""

import random
import uuid
from functools import partial

import pytest

from jiaozuo_social.cases import intake
from jiaozuo_social.cases.models import Case, Clock, Entry, Party
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.outbox.models import Message
from petitions.models import Petition
from tests import factories
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def post(client_uuid: uuid.UUID) -> tuple[uuid.UUID, str, str, bool]:
    party = Party(role=Party.Role.PETITIONER)
    party.set_contact(name="张三丰", phone="13800001234", id_number="", address="民生街道幸福里 1 号")
    case = Petition(purpose="demand", place_code="410802001", title="化粪池外溢", body="无人处理。")
    receipt = intake.receive(
        case, by=Actor.petitioner(), parties=[party], client_uuid=client_uuid, starts=("P0", "P1")
    )
    return client_uuid, receipt.case.number, receipt.code, receipt.created


def test_200_posts_of_40_forms_from_16_connections_are_40_cases() -> None:
    factories.rules()
    uuids = [uuid.uuid4() for _ in range(40)]
    posts = uuids * 5
    random.Random(2026).shuffle(posts)

    results = at_once([partial(post, one) for one in posts], threads=16)

    assert [one for one in results if isinstance(one, BaseException)] == []
    assert len(results) == 200
    receipts = {(one[0], one[1], one[2]) for one in results}  # type: ignore[index]
    assert len(receipts) == 40  # number and query code are the same however often a form is sent
    assert sum(one[3] for one in results) == 40  # type: ignore[index]
    assert Case.objects.count() == 40
    assert Entry.objects.filter(seq=1, move="receive").count() == Entry.objects.count() == 40
    assert Party.objects.count() == 40
    assert Clock.objects.count() == 80
    assert Message.objects.count() == 40


def test_the_same_form_at_the_same_moment_is_one_case() -> None:
    """Eight times the one form, past the look-up together: the unique index decides."""
    factories.rules()
    one = uuid.uuid4()
    results = at_once([partial(post, one)] * 8, threads=8)
    assert len({(result[1], result[2]) for result in results}) == 1  # type: ignore[index]
    assert sorted(result[3] for result in results) == [False] * 7 + [True]  # type: ignore[index]
    assert Case.objects.count() == 1
