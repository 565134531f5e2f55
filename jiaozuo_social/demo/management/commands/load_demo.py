from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ... import registry
from ...people import load_people


class Command(BaseCommand):
    help = "Load the demo's departments, people and cases; what exists is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        if "demo" not in settings.PERSONAL_DATA_KEYS:
            raise CommandError("演示数据只能载入演示库：当前设置使用正式密钥。")
        self.stdout.write(load_people())
        for seed in registry.seeds():
            self.stdout.write(seed())
