"""Twenty phones that send the same form at once get one case and one receipt."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from jiaozuo_social.cases.models import Attachment, Case, Clock, Entry, Party
from jiaozuo_social.outbox.models import Message
from tests.cases.test_uploads import photo, sent

from .conftest import Citizen, number_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_form_from_twenty_threads(citizen: Citizen) -> None:
    data = citizen.written()

    def send(_: int) -> str:
        try:
            return number_of(Citizen().send({**data, "files": [sent(photo(), "现场.jpg")]}))
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        numbers: set[Any] = set(pool.map(send, range(20)))
    case = Case.objects.get()
    assert numbers == {case.number}
    counts = [model.objects.filter(case=case).count() for model in (Party, Entry, Attachment, Clock)]
    assert counts == [1, 1, 1, 2] and Message.objects.count() == 1
