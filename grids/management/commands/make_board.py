"""``make_board``: bring the figures of the leaders' board up to date; ``--all`` counts every day anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from grids.board import making


class Command(BaseCommand):
    help = "更新网格看板的统计数字；--all 全部重新统计"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="全部重新统计")

    def handle(self, *args: Any, **options: Any) -> None:
        changed = making.make(everything=options["all"])
        self.stdout.write(f"看板数字更新 {changed} 行")
