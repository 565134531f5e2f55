"""Read a file in a process of its own and print its fate and the growth of its memory in MB."""

import os
import resource
import sys
from pathlib import Path

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaozuo_social.settings.test")
    django.setup()
    from jiaozuo_social.ledger import readers

    # Everything a reader loads once is loaded before the measuring begins.
    list(readers.rows(Path(sys.argv[2])))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count, fate = 0, "read"
    try:
        for _ in readers.rows(Path(sys.argv[1])):
            count += 1
    except readers.UnreadableFile as exc:
        fate = str(exc)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    print(f"{count}|{grown}|{fate}")


if __name__ == "__main__":
    main()
