from typing import Any

from django.core.management.base import BaseCommand

from jiaozuo_social.cases import dictionary


class Command(BaseCommand):
    help = "Write the content categories and text templates that are missing; changes made here stay."

    def handle(self, *args: Any, **options: Any) -> None:
        categories, templates = dictionary.load()
        self.stdout.write(f"新增内容分类 {categories} 个、文书模板 {templates} 个。")
