"""``python -m benchmarks.fill N [month]``: fill the database of the environment; ``month``: N cases a month."""

import sys

import django

django.setup()

from .seed import Seeder  # noqa: E402 - models need a configured Django
from .seed_month import MONTHS, MonthSeeder  # noqa: E402

FIRST_ID = 20_000  # above the demo's own rows

count = int(sys.argv[1])
if sys.argv[2:] == ["month"]:
    MonthSeeder(count * MONTHS, first_id=FIRST_ID).run()
else:
    Seeder(count, first_id=FIRST_ID).run()
