"""Too often: the sentence, the status, and the text that was written."""

from constance.test import override_config

from jiaozuo_social.cases.models import Case

from .conftest import Citizen, number_of


@override_config(FILING_RATE_IP="2/h")
def test_one_address_is_stopped_but_keeps_its_text(citizen: Citizen) -> None:
    for _ in range(2):
        number_of(citizen.file())
    answer = citizen.file(facts="这段文字不能丢")
    assert answer.status_code == 429
    assert "提交得太频繁" in answer.content.decode() and "这段文字不能丢" in answer.content.decode()
    assert Case.objects.count() == 2


@override_config(FILING_RATE_PHONE="1/d")
def test_one_phone_is_stopped_from_every_address(citizen: Citizen) -> None:
    number_of(citizen.file())
    other = Citizen(REMOTE_ADDR="10.1.1.1")
    data = other.written(phone="+86 138-0000-1234", facts="这段文字不能丢")
    assert other.send(data).status_code == 429
    answer = other.send(data)
    assert answer.status_code == 429 and "这段文字不能丢" in answer.content.decode()
    assert "这个电话号码今天" in answer.content.decode()
    number_of(other.file(phone="13900001234"))


@override_config(FILING_RATE_PHONE="1/d")
def test_the_same_form_again_is_not_another_one(citizen: Citizen) -> None:
    data = citizen.written()
    assert number_of(citizen.send(data)) == number_of(citizen.send(data))


@override_config(STATUS_RATE_IP="1/h")
def test_lookups_are_limited(citizen: Citizen) -> None:
    data = {"number": "XF202611230000174", "code": "AAAAAAAA"}
    assert citizen.client.post("/status/", data).status_code == 200
    answer = citizen.client.post("/status/", data)
    assert answer.status_code == 429 and "XF202611230000174" in answer.content.decode()


@override_config(FILING_RATE_IP="")
def test_an_empty_rate_sets_no_limit(citizen: Citizen) -> None:
    for _ in range(3):
        number_of(citizen.file())
