"""A citizen without JavaScript who reports a grid matter."""

from typing import Any

import pytest

from grids.models import EverydayEvent
from tests.gridwork import GRID, GridTown, grid_town, grid_walk
from tests.petitions.public.conftest import Citizen, answer_to, hidden

__all__ = ["grid_town", "grid_walk"]
REPORT = "/grids/report/"


class Reporter(Citizen):
    def written(self, *, at: str = REPORT, **changes: Any) -> dict[str, Any]:
        page = self.client.get(at, follow=True).content.decode()
        data = {
            "client_uuid": hidden(page, "client_uuid"),
            "human_token": hidden(page, "human_token"),
            "human_answer": answer_to(page),
            "event": str(EverydayEvent.objects.get(words="垃圾没人清").pk),
            "body": "楼下垃圾堆了三天没人清。",
            "place_code_0": "410804",
            "place_code_1": "410804001",
            "place_code_2": "",
            "place_detail": "3号楼东侧",
            "reporter": "public",
        }
        if 'name="grid"' in page:
            data |= {"grid": GRID, "place_code_0": "", "place_code_1": ""}
        return {name: value for name, value in {**data, **changes}.items() if value is not None}

    def send(self, data: dict[str, Any]) -> Any:
        return self.client.post(REPORT, data)

    def report(self, **changes: Any) -> Any:
        return self.send(self.written(**changes))


@pytest.fixture
def reporter(grid_town: GridTown) -> Reporter:
    return Reporter()
