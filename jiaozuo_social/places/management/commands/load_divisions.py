from typing import Any

from django.core.management.base import BaseCommand

from jiaozuo_social.places.services import load_divisions


class Command(BaseCommand):
    help = "装载统计用区划代码（市、县、街道、村社区），可重复执行，不覆盖管理员改过的名称。"

    def handle(self, *args: Any, **options: Any) -> None:
        written, kept = load_divisions()
        self.stdout.write(f"区划：写入 {written} 个，其中保留本地名称 {kept} 个。")
