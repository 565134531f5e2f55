"""``python -m benchmarks.fill N [month|grid]``: fill the database; ``month``: N cases a month, ``grid``: grid cases."""

import sys

import django

django.setup()

from .seed import Seeder  # noqa: E402 - models need a configured Django
from .seed_grid import GridSeeder  # noqa: E402
from .seed_month import MONTHS, MonthSeeder  # noqa: E402

FIRST_ID = 20_000  # above the demo's own rows

count = int(sys.argv[1])
if sys.argv[2:] == ["month"]:
    MonthSeeder(count * MONTHS, first_id=FIRST_ID).run()
elif sys.argv[2:] == ["grid"]:
    GridSeeder(count, first_id=FIRST_ID).run()
else:
    Seeder(count, first_id=FIRST_ID).run()
