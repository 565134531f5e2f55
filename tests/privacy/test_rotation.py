"""All sealed columns come under the first key, whoever edits meanwhile; digests follow their key."""

import base64
import os
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from jiaozuo_social.accounts.models import User
from jiaozuo_social.api.services import create_token, find_token
from jiaozuo_social.cases import receipts
from jiaozuo_social.cases.models import Party
from jiaozuo_social.privacy import cipher, rotation
from jiaozuo_social.privacy.fields import EncryptedTextField
from tests import factories

pytestmark = pytest.mark.django_db
NEW = base64.b64encode(os.urandom(32)).decode()


@pytest.fixture
def people() -> list[User]:
    factories.Town()
    factories.rules()
    factories.petition()
    return [factories.user() for _ in range(5)]


@pytest.fixture
def ring(people: list[User], settings: Any) -> Any:
    """The data are under the old key; the new one stands first."""
    settings.PERSONAL_DATA_KEYS = {"new": NEW, **settings.PERSONAL_DATA_KEYS}
    return settings


def rotate(*args: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("rotate_keys", *args, stdout=out, stderr=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def raw(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} <> '' ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


REFUSING = """
    SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgrelid = %s::regclass AND p.proname = 'cases_refuse_change' AND t.tgtype & 16 > 0 AND (
        t.tgattr = '' OR (SELECT attnum FROM pg_attribute WHERE attrelid = t.tgrelid AND attname = %s)
            = ANY (t.tgattr::int2[]))
"""  # 16: ON UPDATE; no columns: ON UPDATE of any


def test_every_encrypted_field_of_every_app_is_found() -> None:
    declared = {
        f"{model._meta.label}.{field.column}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedTextField)
    }
    found = {str(column) for column in rotation.sealed_columns()}
    assert (
        declared <= found and {"cases.Party.name", "outbox.Webhook.secret", "mfa.Authenticator.data"} <= found
    )


def test_no_trigger_stands_in_the_way_of_a_new_key() -> None:
    """A table that is append-only lets its sealed columns be written again, and only those."""
    for column in rotation.sealed_columns():
        table = column.model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(REFUSING, [table, column.name])
            refusing = [name for (name,) in cursor.fetchall()]
        assert refusing == [], f"{column} cannot get a new key"


def test_all_values_move_to_the_new_key_and_the_old_one_can_go(ring: Any) -> None:
    before = [(party.name, party.phone, party.id_number) for party in Party.objects.all()]
    code, text = rotate("--batch", "2")
    assert code == 0 and "left 0, unreadable 0" in text
    for table, column in (("cases_party", "name"), ("accounts_user", "phone"), ("outbox_message", "body")):
        assert all(value.startswith("new:") for value in raw(table, column))
    ring.PERSONAL_DATA_KEYS = {"new": NEW}
    assert [(party.name, party.phone, party.id_number) for party in Party.objects.all()] == before
    assert "rotated 0" in rotate()[1]


def test_a_dry_run_counts_and_changes_nothing(ring: Any) -> None:
    before = raw("accounts_user", "phone")
    code, text = rotate("--dry-run")
    assert code == 0 and f"accounts.User.phone: {len(before)}" in text
    assert raw("accounts_user", "phone") == before


def test_a_change_of_algorithm_is_a_rotation_too(people: list[User], settings: Any) -> None:
    settings.PERSONAL_DATA_CIPHER = "sm4"
    assert rotate()[0] == 0
    assert all(value.startswith("demo:sm4:") for value in raw("accounts_user", "phone"))
    assert User.objects.by_phone(people[0].phone) == people[0]


def test_whoever_edits_meanwhile_wins(ring: Any, people: list[User], monkeypatch: Any) -> None:
    """The row changes between reading and writing; its new value stays and is under the new key."""
    victim = people[2]
    read = rotation._read

    def read_and_be_overtaken(*args: Any) -> Any:
        rows = read(*args)
        if str(args[0]) == "accounts.User.phone" and rows:
            person = User.objects.get(pk=victim.pk)
            person.set_phone("13700000007")
            person.save()
        return rows

    monkeypatch.setattr(rotation, "_read", read_and_be_overtaken)
    assert rotate()[0] == 0
    assert User.objects.get(pk=victim.pk).phone == "13700000007"


def test_a_value_that_cannot_be_read_is_named_and_the_rest_goes_on(ring: Any, people: list[User]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET phone = 'lost:aes:AAAA' WHERE id = %s", [people[0].pk])
    code, text = rotate()
    assert code == 1 and f"accounts.User.phone id={people[0].pk}" in text and "unreadable 1" in text
    assert sum(value.startswith("new:") for value in raw("accounts_user", "phone")) == len(people) - 1


def test_second_factors_move_too(people: list[User], settings: Any) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(people[0], secret)
    settings.PERSONAL_DATA_KEYS = {"new": NEW, **settings.PERSONAL_DATA_KEYS}
    assert "mfa.Authenticator.data: 1" in rotate()[1]
    stored = Authenticator.objects.get().data["secret"]
    assert stored.startswith("new:") and cipher.decrypt(stored) == secret


def test_digests_follow_their_key(people: list[User], settings: Any) -> None:
    settings.DIGEST_KEYS_OLD, settings.DIGEST_KEY = [settings.DIGEST_KEY], "another-key"
    assert User.objects.by_phone(people[0].phone) is None
    code, text = rotate("--digests")
    assert code == 0 and "accounts.User.phone_digest: 5" in text and "cases.Party.id_digest: 1" in text
    assert User.objects.by_phone(people[0].phone) == people[0]
    party = Party.objects.get()
    fresh = Party()
    fresh.set_contact(phone=party.phone, id_number=party.id_number)
    assert (party.phone_digest, party.id_digest) == (fresh.phone_digest, fresh.id_digest)
    assert "rotated 0" in rotate("--digests")[1]


def test_receipts_and_tokens_given_out_earlier_stay_good(people: list[User], settings: Any) -> None:
    case = factories.petition(phone="13800001235")
    token, text = create_token(user=people[0], label="核对", scope="read", days=5)
    old = settings.DIGEST_KEY
    settings.DIGEST_KEY = "another-key"
    with pytest.raises(receipts.WrongCode):
        receipts.open_with(case.number, case.code)  # type: ignore[attr-defined]
    assert find_token(text) is None
    settings.DIGEST_KEYS_OLD = [old]
    assert receipts.open_with(case.number, case.code).pk == case.pk  # type: ignore[attr-defined]
    assert find_token(text) == token
    with pytest.raises(receipts.WrongCode):
        receipts.open_with(case.number, "WRONG234")
