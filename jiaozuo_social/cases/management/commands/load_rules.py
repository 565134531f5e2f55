from typing import Any

from django.core.management.base import BaseCommand

from ... import rulebook


class Command(BaseCommand):
    help = "Load clock rules and reminder ladders; rules that exist are left as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        created = rulebook.load()
        self.stdout.write(f"时限规则：新增 {created} 条，共 {len(rulebook.registered())} 条。")
