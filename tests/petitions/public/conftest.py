"""A town with its places, a browser without JavaScript, and what a citizen would write."""

import re
from typing import Any

import pytest
from django.test import Client

from jiaozuo_social.places import selectors
from jiaozuo_social.places.models import Division
from tests import factories

PLACES = [
    ("4108", "焦作市", 2, None),
    ("410802", "解放区", 3, "4108"),
    ("410802001", "民生街道", 4, "410802"),
    ("410802001001", "幸福里社区居委会", 5, "410802001"),
]
ANSWERS = {word: number for number, word in enumerate("零一二三四五六七八九")}


@pytest.fixture
def town(db: None) -> factories.Town:
    factories.rules()
    for code, name, level, parent in PLACES:
        Division.objects.create(code=code, name=name, full_name=name, level=level, parent_id=parent)
    selectors.refresh()
    return factories.Town()


class Citizen:
    """Reads a page's hidden fields and question as a person does, and sends the form."""

    def __init__(self, **client: Any) -> None:
        self.client = Client(**client)

    def page(self, path: str) -> str:
        return self.client.get(path).content.decode()

    def written(self, **changes: Any) -> dict[str, Any]:
        page = self.page("/petitions/new/write/")
        data = {
            "client_uuid": hidden(page, "client_uuid"),
            "human_token": hidden(page, "human_token"),
            "human_answer": answer_to(page),
            "purpose": "demand",
            "title": "小区化粪池外溢无人清理",
            "request": "请住建局督促物业清理。",
            "facts": "外溢半个月，找过物业三次。",
            "place_code_0": "410802",
            "place_code_1": "410802001",
            "place_code_2": "",
            "place_detail": "幸福里1号楼",
            "people_count": "3",
            "anonymity": "named",
            "name": "张三丰",
            "phone": "138 0000 1234",
            "address": "民生街道幸福里1号",
            "wants_sms": "on",
            "is_public": "on",
        }
        return {name: value for name, value in {**data, **changes}.items() if value is not None}

    def send(self, data: dict[str, Any]) -> Any:
        return self.client.post("/petitions/new/write/", data)

    def file(self, **changes: Any) -> Any:
        return self.send(self.written(**changes))


def hidden(page: str, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def answer_to(page: str) -> str:
    found = re.search(r"(.)加(.)等于几", page)
    assert found
    return str(ANSWERS[found[1]] + ANSWERS[found[2]])


def number_of(answer: Any) -> str:
    """From the redirect to the receipt."""
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"].rstrip("/").rsplit("/", 1)[-1])


@pytest.fixture
def citizen(town: factories.Town) -> Citizen:
    return Citizen()
