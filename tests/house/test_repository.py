"""What the repository may hold, and where."""

import re
import subprocess

import pytest

from tests.house.source import ROOT, modules, name_of

TOP_LEVEL = {
    *("manage.py", "Makefile", "README.md", "pyproject.toml", "docker-compose.yml"),
    *("requirements.txt", "requirements-dev.txt", "LICENSE", ".gitignore", ".ci"),
    *("jiaozuo_social", "petitions", "grids", "volunteers", "associations", "riders"),
    *("templates", "static", "tests", "docs", "benchmarks"),
}
# Where packages come from is each installation's own business.
REGISTRY = re.compile(
    r"py"
    r"pi\.|files\.python"
    r"hosted|registry\.npm"
    r"js|--(extra-)?index"
    r"-url|un"
    r"pkg\.com|jsdel"
    r"ivr"
)
LOCK_OPTION = "--no-emit-index-url"
LOCK_FILES = ("requirements.txt", "requirements-dev.txt", "docs/deploy/requirements.txt")


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """Files that git keeps or would keep; an archive without .git cannot be asked."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_top_level_holds_only_what_is_known(tracked: list[str]) -> None:
    assert {name.split("/")[0] for name in tracked} <= TOP_LEVEL


def test_no_package_registry_is_named(tracked: list[str]) -> None:
    texts = {name: (ROOT / name).read_text(errors="ignore") for name in tracked}
    found = {name for name, text in texts.items() if REGISTRY.search(text.replace(LOCK_OPTION, ""))}
    assert found == set()


@pytest.mark.parametrize("lock", LOCK_FILES)
def test_every_dependency_is_pinned_with_hashes(lock: str) -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text())
    loose = [block.splitlines()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block]
    assert [line for line in loose if not line.startswith("#")] == []


@pytest.mark.parametrize("lock", LOCK_FILES)
def test_every_direct_dependency_is_locked(lock: str) -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("[dependency-groups]")]
    wanted = {
        re.sub(r"[._]", "-", name.lower()) for name in re.findall(r'^  "([\w.-]+)', block, re.MULTILINE)
    }
    locked = set(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==", (ROOT / lock).read_text(), re.MULTILINE))
    assert wanted - locked == set()


def test_migrations_have_names() -> None:
    found = [name_of(path) for path in modules(migrations=True) if "_auto_" in path.name]
    assert found == []


def test_nothing_is_left_to_do() -> None:
    mark = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    assert [name_of(path) for path in modules() if mark.search(path.read_text())] == []


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_readme_names_the_two_commands(command: str) -> None:
    assert command in (ROOT / "README.md").read_text()
