"""Real connections at the same moment: an answer meets a merging, two workers answer one campaign."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from jiaozuo_social.cases.models import Document
from jiaozuo_social.outbox.models import Message
from petitions import campaign_answers, campaigns
from petitions.models import Suggestion
from tests import factories

from .conftest import Office, campaign

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> None:
    barrier = threading.Barrier(len(acts))
    errors: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        try:
            barrier.wait()
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert errors == []


@pytest.fixture
def town(transactional_db: None) -> Iterator[Office]:
    factories.rules()
    yield Office()


def test_whoever_is_merged_while_the_answer_is_signed_gets_the_answer(town: Office) -> None:
    for _ in range(5):
        first, second = town.at("studying"), town.at("received")
        mine = Suggestion.objects.get(pk=first.pk)
        at_once(
            lambda: first.reply(by=town.lead, result="adopted", answer_text="予以采纳"),  # noqa: B023
            lambda: second.merge(by=town.desk, first=mine, note="相同"),  # noqa: B023
        )
        second.refresh_from_db()
        assert (second.state, second.result) == ("replied", "adopted")
        assert Document.objects.filter(case=second).count() == 1


def test_two_workers_answer_a_campaign_once(town: Office) -> None:
    asked = campaign(town)
    for _ in range(6):
        town.at("received", campaign=asked)
    campaigns.close(asked, by=town.solicitor)
    campaigns.summarise(asked, by=town.solicitor, summary="结果")
    at_once(*[lambda: campaign_answers.answer_campaign(asked.pk)] * 4)
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"replied"}
    assert Document.objects.count() == 6
    assert Message.objects.filter(kind="suggestion.reply_collectively").count() == 6
