"""A citizen's browser without JavaScript, and the words on a page."""

import re
from typing import Any

from django.test import Client

from jiaozuo_social.places import selectors
from jiaozuo_social.places.models import Division

NUMERALS = {word: number for number, word in enumerate("零一二三四五六七八九")}
PLACES = [
    ("4108", "焦作市", 2, None),
    ("410802", "解放区", 3, "4108"),
    ("410802001", "民生街道", 4, "410802"),
]


def plant_places() -> None:
    for code, name, level, parent in PLACES:
        Division.objects.create(code=code, name=name, full_name=name, level=level, parent_id=parent)
    selectors.refresh()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def proof(page: str) -> dict[str, str]:
    """The answer to the question that stands in for the proof of work."""
    asked = re.search(r"([一二三四五六七八九])加([一二三四五六七八九])等于几", page)
    assert asked
    answer = NUMERALS[asked[1]] + NUMERALS[asked[2]]
    return {
        "client_uuid": hidden(page, "client_uuid"),
        "human_token": hidden(page, "human_token"),
        "human_answer": str(answer),
    }


def written(client: Client, path: str = "/petitions/suggestions/new/", **changes: Any) -> dict[str, Any]:
    page = client.get(path).content.decode()
    return {
        **proof(page),
        "campaign": "",
        "title": "在公交站加装折叠座椅",
        "body": "老年人候车站立过久。",
        "proposal": "在客流大的站点加装折叠座椅。",
        "place_code_0": "410802",
        "place_code_1": "410802001",
        "place_code_2": "",
        "contributor_kind": "person",
        "name": "李四",
        "phone": "138 0000 5678",
        "wants_sms": "on",
        **changes,
    }
