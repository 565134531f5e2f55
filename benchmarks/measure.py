"""``python -m benchmarks.measure NAME``: run one measure against the database of the environment."""

import importlib
import json
import sys

import django

django.setup()

print(json.dumps(importlib.import_module(f"benchmarks.measures.{sys.argv[1]}").measure(), ensure_ascii=False))
