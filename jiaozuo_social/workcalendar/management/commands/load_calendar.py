from typing import Any

from django.core.management.base import BaseCommand

from jiaozuo_social.workcalendar.services import load_from_package


class Command(BaseCommand):
    help = "装载国务院放假安排（chinesecalendar），可重复执行，不覆盖管理员改过的日子。"

    def handle(self, *args: Any, **options: Any) -> None:
        written, kept = load_from_package()
        self.stdout.write(f"工作日历：写入 {written} 天，保留本地修改 {kept} 天。")
