from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ... import diagrams


class Command(BaseCommand):
    help = "Write docs/states.md from the moves tables."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs/states.md"
        path.write_text(diagrams.page(), encoding="utf-8")
        self.stdout.write(f"{path.name} 已更新")
