"""``verify_audit [--since DATE] [--known HASH]``: exit code 1 on any fault."""

import datetime as dt
import sys
import time
from collections import Counter
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from jiaozuo_social.audit import seals
from jiaozuo_social.cases import verification

STALE_AFTER = dt.timedelta(days=2)


class Command(BaseCommand):
    help = "核对办理记录的散列链、每日封存和访问记录封存；有一处不符即以 1 退出。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", type=dt.date.fromisoformat, help="只核对这一天以后封存和新增的部分")
        parser.add_argument("--known", action="append", default=[], help="库外留存的封存值，可重复")
        parser.add_argument("--show", type=int, default=20, help="最多列出几处不符（默认 20）")

    def handle(self, *args: Any, **options: Any) -> None:
        began, seen = time.monotonic(), Counter[str]()
        since = options["since"] and timezone.make_aware(dt.datetime.combine(options["since"], dt.time()))
        faults = verification.verify(since=since, seen=seen)
        count = 0
        for fault in islice(faults, options["show"]):
            count += 1
            self.stdout.write(f"  {fault}")
        count += sum(1 for _ in faults)
        for known in options["known"]:
            if not verification.has_seal(known):
                count += 1
                self.stdout.write(f"  封存值 {known}：库内没有这一次封存")
        self._say_seals()
        self.stdout.write(
            f"cases {seen['cases']}, entries {seen['entries']}, seals {seen['seals']}, faults {count}"
            f" ({time.monotonic() - began:.1f} s)"
        )
        if count:
            self.stdout.write("核对不通过。")
            sys.exit(1)
        self.stdout.write("核对通过。")

    def _say_seals(self) -> None:
        for chain in verification.CHAINS:
            last = seals.latest(chain)
            if last is None:
                self.stdout.write(f"{chain.label}：还没有封存")
                continue
            self.stdout.write(
                f"{chain.label}：最近封存第 {last.number} 号 {timezone.localtime(last.made_at):%F %R} {last.hash}"
            )
            if timezone.now() - last.made_at > STALE_AFTER:
                self.stdout.write("  注意：两天没有封存，请检查定时任务。")
