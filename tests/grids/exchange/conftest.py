"""A hotline source of 马村街道, a program of its dispatcher, an order as the hotline sends it."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from grids.models import OrderSource
from jiaozuo_social.cases.models import Category
from tests.api.conftest import Program, program
from tests.casework import login
from tests.gridwork import COMMUNITY, GridTown, grid_town, grid_walk

__all__ = ["grid_town", "grid_walk", "login", "program"]
Source = Callable[..., OrderSource]


@pytest.fixture
def source(grid_town: GridTown) -> OrderSource:
    return OrderSource.objects.create(
        code="12345", name="12345热线", channel="hotline", department=grid_town.street,
        default_event=Category.objects.get(kind="grid", code="90003"),
    )  # fmt: skip


@pytest.fixture
def hotline(source: OrderSource, grid_town: GridTown, program: Program) -> APIClient:
    return program(grid_town.people.street)


def sent(**changes: Any) -> dict[str, Any]:
    return {
        "source": "12345",
        "number": "RX20261124001",
        "title": "丽景社区垃圾没人清",
        "body": "3号楼东侧垃圾堆了三天，请派人清理。",
        "category": "暴露垃圾",
        "urgency": "较急",
        "place": COMMUNITY,
        "name": "张三丰",
        "phone": "13800001234",
        **changes,
    }
