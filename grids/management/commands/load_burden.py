"""``load_burden``: numbered places for 7 categories and 37 items, whose names the department fills in."""

from typing import Any

from django.core.management.base import BaseCommand

from grids.burden.loading import load


class Command(BaseCommand):
    help = "载入减负类别和事项的空位（7类37项，名称由部门填写）和常用同义字段，可以重复执行。"

    def handle(self, *args: Any, **options: Any) -> None:
        categories, items, synonyms = load()
        self.stdout.write(f"减负类别新增 {categories} 个，事项新增 {items} 个，同义字段新增 {synonyms} 个")
