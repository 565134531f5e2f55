"""``anonymise_parties [--dry-run]``: what the nightly task does, by hand."""

from typing import Any

from constance import config
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from jiaozuo_social.cases import retention


class Command(BaseCommand):
    help = "清除办结已满保存年限的事项中的个人信息；事项和统计数字保留。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="只报告有多少件，不清除")
        parser.add_argument("--batch", type=int, default=500)

    def handle(self, *args: Any, **options: Any) -> None:
        before = retention.limit(timezone.now())
        if before is None:
            self.stdout.write("没有设定保存年限（PARTY_RETENTION_YEARS 为 0），不清除事项。")
        else:
            self.stdout.write(
                f"保存 {config.PARTY_RETENTION_YEARS} 年：{timezone.localtime(before):%F %R} 以前办结且此后没有办理的事项。"
            )
        if options["dry_run"]:
            self.stdout.write(f"due {retention.due().count()}（试运行，没有清除任何数据）")
            return
        done = retention.run(batch=options["batch"])
        self.stdout.write(f"anonymised {done.cases}, messages {done.messages}, notices {done.notices}")
