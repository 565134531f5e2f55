"""并案 while the first petition's answer is being signed: nobody is left without an answer."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from jiaozuo_social.cases.models import Document
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.orgs.models import Duty
from petitions.models import Petition
from tests import factories
from tests.petitions.test_flow import ANSWER


@pytest.mark.django_db(transaction=True)
def test_a_petition_merged_while_the_first_is_answered_is_answered_or_refused() -> None:
    factories.rules()
    town = factories.Town()
    clerk = factories.member(town.county_bureau, Duty.REGISTRAR, Duty.APPROVER)
    unit = factories.member(town.housing, Duty.HANDLER, Duty.HEAD)
    first, second = factories.petition(), factories.petition(phone="13900008888")
    for case in (first, second):
        case.register(by=Actor.staff(clerk))
    first.dispatch_simple(by=Actor.staff(clerk), lead=town.housing)
    start, refused = threading.Barrier(2), []

    def reply() -> None:
        try:
            start.wait()
            case = Petition.objects.get(pk=first.pk)
            case.reply(by=Actor.staff(unit), delivered_on=timezone.localdate(), **ANSWER)
        finally:
            connection.close()

    def merge() -> None:
        try:
            start.wait()
            Petition.objects.get(pk=second.pk).merge(by=Actor.staff(clerk), first=first)
        except MoveRefused as exc:
            refused.append(str(exc))
        finally:
            connection.close()

    threads = [threading.Thread(target=reply), threading.Thread(target=merge)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    answered = Document.objects.filter(case=second, kind="reply").count()
    state = Petition.objects.get(pk=second.pk).state
    assert (state, answered, len(refused)) in {("replied", 1, 0), ("registered", 0, 1)}
