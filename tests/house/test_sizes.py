"""Small files with one purpose, short functions."""

import statistics

from tests.house.source import ROOT, functions, modules, name_of

MAX_FILE, MAX_MEDIAN, MAX_FUNCTION, MAX_SETTINGS = 400, 80, 40, 250

# "module:function" with the reason; keep it short.
LONG_FUNCTIONS: dict[str, str] = {}


def lines(path) -> int:  # type: ignore[no-untyped-def]
    return len(path.read_text().splitlines())


def test_no_file_is_long() -> None:
    files = [*modules(), *(ROOT / "tests").rglob("*.py")]
    assert {name_of(path): lines(path) for path in files if lines(path) > MAX_FILE} == {}


def test_most_files_are_small() -> None:
    sizes = [lines(path) for path in modules() if path.name != "__init__.py"]
    assert statistics.median(sizes) < MAX_MEDIAN


def test_no_function_is_long() -> None:
    long = {
        f"{name_of(path)}:{name}": length
        for path in modules()
        for name, length in functions(path)
        if length > MAX_FUNCTION and f"{name_of(path)}:{name}" not in LONG_FUNCTIONS
    }
    assert long == {}


def test_exceptions_are_still_needed() -> None:
    names = {
        f"{name_of(path)}:{name}" for path in modules() for name, n in functions(path) if n > MAX_FUNCTION
    }
    assert set(LONG_FUNCTIONS) <= names


def test_base_settings_can_be_read_at_one_sitting() -> None:
    assert lines(ROOT / "jiaozuo_social/settings/base.py") < MAX_SETTINGS
