"""The people and cases of tests.casework."""

from tests.casework import login, staff, town, walk  # noqa: F401
