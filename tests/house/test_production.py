"""Production starts whole or not at all; the compose file holds no secret."""

import os
import re
import subprocess
import sys

import pytest
import yaml

from tests.house.source import ROOT

KEYS = {
    "SECRET_KEY": "s" * 64,
    "PERSONAL_DATA_KEYS": "k1=" + "eHh4" * 10 + "eHg=",
    "DIGEST_KEY": "d",
    "ALTCHA_HMAC_KEY": "a",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ALLOWED_HOSTS": "portal.example",
    "SITE_URL": "https://portal.example",
}
COMPOSE = (ROOT / "docker-compose.yml").read_text()


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    code = "import django; django.setup()"
    settings = {"DJANGO_SETTINGS_MODULE": "jiaozuo_social.settings.production", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env={**settings, **environment}, capture_output=True, text=True)


def test_starts_with_all_keys() -> None:
    done = start(KEYS)
    assert done.returncode == 0, done.stderr


def test_one_message_names_every_missing_key() -> None:
    message = start({}).stderr.splitlines()[-1]
    assert all(name in message for name in KEYS)


@pytest.mark.parametrize("name", KEYS)
def test_refuses_without(name: str) -> None:
    done = start({key: value for key, value in KEYS.items() if key != name})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("keys", ["k1", "k1=short", "=" + KEYS["PERSONAL_DATA_KEYS"][3:], "k1=***"])
def test_refuses_keys_that_encrypt_nothing(keys: str) -> None:
    done = start({**KEYS, "PERSONAL_DATA_KEYS": keys})
    assert "PERSONAL_DATA_KEYS" in done.stderr.splitlines()[-1]


def test_deploy_check_is_clean() -> None:
    done = subprocess.run(
        [sys.executable, ".ci/check_production.py"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_no_secret_has_a_default() -> None:
    secrets = re.findall(r"\$\{(\w*(?:KEY|PASSWORD)\w*)(.*?)\}", COMPOSE)
    assert secrets
    assert [name for name, rest in secrets if not rest.startswith(":?")] == []


@pytest.mark.parametrize("service", ["postgres", "valkey", "migrate", "web", "worker", "beat", "proxy"])
def test_services_are_watched_and_not_root(service: str) -> None:
    described = yaml.safe_load(COMPOSE)["services"][service]
    assert "healthcheck" in described or service == "migrate"
    assert described.get("user", "") != "root"
    assert "no-new-privileges:true" in described["security_opt"]
    if service == "proxy":
        assert "USER caddy" in (ROOT / "docs/deploy/proxy.Dockerfile").read_text()
    else:
        assert described["user"]
