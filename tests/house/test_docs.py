"""docs/ says what the code says: words, states, settings, labels."""

import re
from pathlib import Path

import pytest

from jiaozuo_social.cases import diagrams, kinds, rulebook
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.settings.policy import CONSTANCE_CONFIG

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_page_of_states_is_the_moves_tables() -> None:
    """Run ``python manage.py write_states`` after a change of the tables."""
    assert text("states.md") == diagrams.page()


def test_the_glossary_names_every_state_move_duty_rule_and_kind() -> None:
    words = set(re.findall(r"`([^`]+)`", text("glossary.md")))
    used = {str(duty) for duty in Duty} | {spec.code for spec in rulebook.registered()}
    for kind in kinds.all_kinds():
        used |= {kind.code, *kind.states.values, *(move.name for move in kind.moves)}
    assert used - words == set()


def test_operations_lists_every_policy_setting() -> None:
    assert [name for name in CONSTANCE_CONFIG if f"`{name}`" not in text("operations.md")] == []


def test_operations_lists_every_environment_variable() -> None:
    read = set()
    for path in (ROOT / "jiaozuo_social/settings").glob("*.py"):
        read |= set(re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"", path.read_text(encoding="utf-8")))
    assert {name for name in read if f"`{name}`" not in text("operations.md")} == set()


@pytest.mark.parametrize("manual", ["manual-citizen.md", "manual-staff.md"])
def test_words_quoted_in_the_manuals_are_on_the_pages(manual: str) -> None:
    shown = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("templates", "petitions", "jiaozuo_social")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".html", ".py"}
    )
    assert [label for label in re.findall("「([^」]+)」", text(manual)) if label not in shown] == []


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
