"""Imports go down only; the contracts stand in pyproject.toml."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.source import PACKAGES, ROOT


def test_contracts_are_kept() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_package_stands_in_the_contracts() -> None:
    """An app that is added later must be put in its layer."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    existing = {name for name in PACKAGES if (ROOT / name / "__init__.py").exists()}
    assert set(contracts["root_packages"]) == existing
