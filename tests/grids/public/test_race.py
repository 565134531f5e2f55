"""Eight phones that send the same form at once get one case and one receipt."""

import pytest

from jiaozuo_social.cases.models import Case, Entry, Party
from tests.petitions.public.conftest import number_of
from tests.threads import at_once

from .conftest import Reporter

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_form_from_eight_threads(reporter: Reporter) -> None:
    data = reporter.written(phone="13800001234")
    numbers = at_once([lambda: number_of(Reporter().send(data)) for _ in range(8)], threads=8)
    case = Case.objects.get()
    assert set(numbers) == {case.number}
    assert Party.objects.count() == 1 and Entry.objects.count() == 1
