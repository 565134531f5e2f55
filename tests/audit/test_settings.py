"""A changed number of the rules is kept: who, which, from what to what."""

import pytest
from constance import config
from django.test import Client

from jiaozuo_social.accounts.models import User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.orgs.models import Duty
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/admin/constance/config/"


@pytest.fixture
def boss(client: Client) -> User:
    person = factories.member(factories.Town().city, Duty.ADMIN)
    client.force_login(person)
    return person


def kept() -> list[Access]:
    changes = Access.objects.filter(action=Access.Action.CHANGE, object_type="constance.constance")
    return list(changes.order_by("pk"))


def send(client: Client, **changes: object) -> None:
    form = client.get(PAGE).context["form"]
    data = {name: form.initial.get(name, "") for name in form.fields}
    data = {name: value for name, value in {**data, **changes}.items() if value is not False}
    answer = client.post(PAGE, data, REMOTE_ADDR="10.9.8.7")
    assert answer.status_code == 302, answer.context["form"].errors


def test_who_changed_which_number_from_what_to_what(client: Client, boss: User) -> None:
    send(client, QUERY_CODE_TRIES=7, RETENTION_DELETES_FILES=False)
    rows = {row.object_label.split()[0]: row for row in kept()}
    assert set(rows) == {"QUERY_CODE_TRIES", "RETENTION_DELETES_FILES"}
    one = rows["QUERY_CODE_TRIES"]
    assert (one.user, one.ip) == (boss, "10.9.8.7")
    assert one.detail == {"before": {"QUERY_CODE_TRIES": "5"}, "after": {"QUERY_CODE_TRIES": "7"}}
    assert "查询码连续输错几次" in one.object_label
    send(client, QUERY_CODE_TRIES=6)
    assert kept()[-1].detail["before"] == {"QUERY_CODE_TRIES": "7"}


def test_what_stays_is_not_kept(client: Client, boss: User) -> None:
    send(client)
    assert kept() == []


def test_a_change_by_a_program_is_kept_without_a_person() -> None:
    config.QUERY_CODE_TRIES = 9
    [one] = kept()
    assert one.user is None and one.detail["after"] == {"QUERY_CODE_TRIES": "9"}
