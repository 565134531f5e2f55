"""The people and cases of tests.casework, and programs that act for them."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from jiaozuo_social.accounts.models import User
from jiaozuo_social.api.services import create_token
from tests.casework import login, staff, town, walk  # noqa: F401

Program = Callable[..., APIClient]


@pytest.fixture
def program() -> Program:
    """A client with a fresh token of a user."""

    def start(user: User, scope: str = "write") -> APIClient:
        _, text = create_token(user=user, label="测试系统", scope=scope, days=30)
        client = APIClient(raise_request_exception=False)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
        return client

    return start


def intake(**changes: Any) -> dict[str, Any]:
    """A body that the intake accepts."""
    return {
        "client_uuid": str(uuid.uuid4()),
        "channel": "phone",
        "title": "小区路灯不亮",
        "body": "门口三盏路灯都不亮，请尽快修复。",
        "place_code": "410802001",
        "name": "张三丰",
        "phone": "13800001234",
        **changes,
    }
