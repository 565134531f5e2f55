"""``rotate_keys [--batch N] [--dry-run] [--digests]``: may be stopped and started again at any time."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jiaozuo_social.privacy import rotation

# A process that still runs with the old ring may write old values behind us; more passes find them.
PASSES = 3
SHOWN = 20


class Command(BaseCommand):
    help = "用第一把密钥重新加密全部个人信息；--digests 用现在的 DIGEST_KEY 重算电话和证件号的检索摘要。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500)
        parser.add_argument("--dry-run", action="store_true", help="只报告有多少，不写入")
        parser.add_argument("--digests", action="store_true", help="重算检索摘要，而不是重新加密")

    def handle(self, *args: Any, **options: Any) -> None:
        find = rotation.digest_columns if options["digests"] else rotation.sealed_columns
        changed, faults, left = 0, [], 0
        for column in find():
            done, bad, left_here = self._renew(column, options["batch"], options["dry_run"])
            self.stdout.write(f"{column}: {done}")
            changed, left = changed + done, left + left_here
            faults += bad
        for fault in faults[:SHOWN]:
            self.stderr.write(f"不能解密：{fault}")
        word = "due" if options["dry_run"] else "rotated"
        self.stdout.write(f"{word} {changed}, left {left}, unreadable {len(faults)}")
        if faults or left:
            sys.exit(1)

    def _renew(self, column: rotation.Column, batch: int, dry_run: bool) -> tuple[int, list[str], int]:
        """Rows changed, rows that cannot be read, rows still old after the last pass."""
        done = rotation.renew(column, batch=batch, dry_run=dry_run)
        changed, left = done.changed, 0
        for _ in range(0 if dry_run else PASSES):
            left = rotation.renew(column, batch=batch, dry_run=True).changed
            if not left:
                break
            changed += rotation.renew(column, batch=batch).changed
        return changed, done.unreadable, left
