"""``python -m benchmarks.fill N``: fill the database of the environment."""

import sys

import django

django.setup()

from .seed import Seeder  # noqa: E402 - models need a configured Django

FIRST_ID = 20_000  # above the demo's own rows

Seeder(int(sys.argv[1]), first_id=FIRST_ID).run()
