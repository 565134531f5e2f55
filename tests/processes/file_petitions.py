"""A program of its own, as the web server is: files petitions and prints how long each took."""

import json
import sys
import time

import django

django.setup()

from tests import factories  # noqa: E402


def main(count: int) -> None:
    seconds = []
    for n in range(count):
        began = time.monotonic()
        factories.petition(phone=f"1390000{n:04d}")
        seconds.append(time.monotonic() - began)
    print(json.dumps(seconds))


main(int(sys.argv[1]))
