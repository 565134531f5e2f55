"""Tables and data of the demo; every step may run again and then finds little to do."""

import time
from collections.abc import Callable

import django
from django.core.management import call_command, get_commands

STEPS = (
    ("migrate", "建立或更新数据表"),
    ("load_divisions", "载入焦作行政区划"),
    ("load_calendar", "载入工作日历"),
    ("load_rules", "载入办理时限规则"),
    ("load_categories", "载入内容分类和文书模板"),
    ("load_burden", "载入减负类别和事项的空位"),
    ("load_demo", "载入演示数据"),
)


def load(say: Callable[[str], None]) -> None:
    django.setup()
    known = get_commands()
    for command, purpose in STEPS:
        if command not in known:
            continue
        began = time.monotonic()
        say(f"{purpose} …")
        call_command(command, verbosity=0 if command == "migrate" else 1)
        say(f"{purpose}：完成（{time.monotonic() - began:.1f} 秒）")
    from django.db import connections

    connections.close_all()
