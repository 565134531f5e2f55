"""docs/ says what the code says: words, states, limits, settings, tasks, commands, labels."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from jiaozuo_social.cases import diagrams, kinds, rulebook
from jiaozuo_social.demo.loading import STEPS
from jiaozuo_social.demo.logins import LOGINS
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.settings.beat import CELERY_BEAT_SCHEDULE
from jiaozuo_social.settings.policy import CONSTANCE_CONFIG
from tests.house.labels import shown_labels

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
UNITS = {
    "calendar": "calendar days",
    "working": "working days",
    "hours": "hours",
    "office": "office hours",
    "office_min": "office minutes",
}


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """Cells of every table row of a page."""
    lines = [line for line in text(name).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def pairs(name: str) -> set[tuple[str, str]]:
    """Neighbouring cells: a word of the field and its word in code stand side by side."""
    return {pair for cells in rows(name) for pair in pairwise(cells)}


def test_the_page_of_states_is_the_moves_tables() -> None:
    """Run ``python manage.py write_states`` after a change of the tables."""
    assert text("states.md") == diagrams.page()


def test_the_glossary_has_every_duty_state_and_move_with_its_word() -> None:
    used = {(str(duty.label), f"`{duty}`") for duty in Duty}
    for kind in kinds.all_kinds():
        assert f"## {kind.label} `{kind.code}`" in text("glossary.md")
        used |= {(str(label), f"`{value}`") for value, label in kind.states.choices}
        used |= {(move.label, f"`{move.name}`") for move in kind.moves}
    assert used - pairs("glossary.md") == set()


def test_the_glossary_has_no_move_or_state_that_is_gone() -> None:
    sections = text("glossary.md").split("\n## ")
    for kind in kinds.all_kinds():
        section = next(one for one in sections if one.startswith(f"{kind.label} `{kind.code}`"))
        named = set(re.findall(r"\| `(\w+)`", section))
        assert named == {*kind.states.values, *(move.name for move in kind.moves)}


def test_the_glossary_has_every_clock_rule_as_it_is() -> None:
    expected = []
    for spec in rulebook.registered():
        limit = f"{spec.amount} {UNITS[spec.unit]}" if spec.amount else "date set by the order"
        window = " (window)" if spec.is_window else ""
        expected.append([f"`{spec.code}`", spec.name, limit + window, spec.article, spec.mark])
    assert [row for row in rows("glossary.md") if re.fullmatch(r"`[A-Z]\d+[A-Z]?`", row[0])] == expected


def test_architecture_names_every_room_and_the_layers_of_the_contracts() -> None:
    page = text("architecture.md")
    rooms = {path.parent.name for path in (ROOT / "jiaozuo_social").glob("*/__init__.py")}
    assert {room for room in rooms if f"`{room}`" not in page.split("## The case")[0]} == set()
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    inside = next(one["layers"] for one in contracts["contracts"] if "containers" in one)
    built = [[room for room in re.split(r"[ :|]+", layer) if room[0] != "("] for layer in inside]
    assert " → ".join(f"`{', '.join(layer)}`" for layer in built) in page


def test_operations_lists_every_policy_setting_with_its_default() -> None:
    expected = {
        (
            f"`{name}`",
            {True: "是", False: "否"}.get(entry[0], str(entry[0])) if entry[2] is bool else str(entry[0]),
        )
        for name, entry in CONSTANCE_CONFIG.items()
    }
    assert expected - pairs("operations.md") == set()


def read_variables() -> set[str]:
    """Environment variables that the settings read."""
    read = {f"{name}_{part}" for name in ("WEIXIN", "DINGTALK") for part in ("CLIENT_ID", "CLIENT_SECRET")}
    for path in (ROOT / "jiaozuo_social/settings").glob("*.py"):
        read |= set(re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"", path.read_text(encoding="utf-8")))
    return read - {"TEST_DATABASE_NAME"}


def compose_variables() -> set[str]:
    source = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    return set(re.findall(r"\$\{(\w+)", source)) | {"DJANGO_SETTINGS_MODULE"}


def test_operations_lists_every_environment_variable() -> None:
    wanted = read_variables() | compose_variables()
    assert {name for name in wanted if f"`{name}`" not in text("operations.md")} == set()


def test_operations_names_no_variable_that_nothing_reads() -> None:
    chapter = text("operations.md").split("## 环境变量")[1].split("\n## ")[0]
    named = set(re.findall(r"`([A-Z][A-Z_]+)`", chapter))
    assert named - read_variables() - compose_variables() == set()


def test_what_the_env_file_says_reaches_the_portal() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    for name in ("migrate", "web", "worker", "notifier", "beat"):
        assert services[name]["env_file"] == [{"path": ".env", "required": False}]


def test_operations_lists_every_task_of_the_beat() -> None:
    expected = set()
    for entry in CELERY_BEAT_SCHEDULE.values():
        when = entry["schedule"]
        if isinstance(when, float):
            words = f"每 {when:.0f} 秒"
        else:
            hour, minute = when._orig_hour, when._orig_minute
            words = f"每小时 {minute} 分" if hour == "*" else f"每天 {hour}:{int(minute):02d}"
        expected.add((f"`{entry['task']}`", words))
    assert expected - pairs("operations.md") == set()


def test_operations_loads_all_that_a_new_portal_needs() -> None:
    """The demo's own steps, without its invented people."""
    needed = {name for name, _ in STEPS} - {"load_demo", "migrate"}
    assert {name for name in needed if f"manage.py {name}" not in text("operations.md")} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_the_pages_name_exist(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    targets = set(
        re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert set(re.findall(r"manage\.py ([a-z_]+)", source)) - set(get_commands()) == set()
    assert set(re.findall(r"(?:^|`)make ([a-z0-9]+)", source, re.MULTILINE)) - targets == set()


@pytest.mark.parametrize("manual", ["manual-citizen.md", "manual-staff.md", "manual-grid-worker.md"])
def test_words_quoted_in_the_manuals_are_on_the_pages(manual: str) -> None:
    quoted = set(re.findall("「([^」]+)」", text(manual)))
    assert quoted - shown_labels(ROOT) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_readme_names_logins_that_the_demo_has() -> None:
    told = (ROOT / "README.md").read_text(encoding="utf-8").split("## Where to read on")[0]
    named = set(re.findall(r"`((?:jf_)?[a-z]+)`", told))
    assert named and named - {username for _, username, _ in LOGINS} == set()
