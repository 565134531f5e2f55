#!/usr/bin/env python
"""Run a management command; without further settings it uses the demo's servers."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaozuo_social.settings.demo")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
