"""``import_boundaries FILE --datum wgs84 --user NAME [--dry-run] [--allow-gaps]``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from grids import boundary_import
from jiaozuo_social.accounts.models import User
from jiaozuo_social.places.geojson import UnreadableFile
from jiaozuo_social.places.models import Boundary


class Command(BaseCommand):
    help = "导入边界（GeoJSON）：检查重叠、空隙和越界，逐行报告；有一处问题就什么都不写入。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--datum", required=True, choices=Boundary.Datum.values, help="文件的坐标系")
        parser.add_argument("--user", required=True, help="以哪个用户的权限导入（用户名），记入访问记录")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--allow-gaps", action="store_true", help="允许空隙")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"没有用户 {options['user']}。")
        path: Path = options["file"]
        try:
            report = boundary_import.run(
                path.read_bytes(), datum=options["datum"], by=user, source=path.name[:80],
                may_have_gaps=options["allow_gaps"], dry_run=options["dry_run"],
            )  # fmt: skip
        except (OSError, UnreadableFile) as exc:
            raise CommandError(str(exc)) from exc
        for fault in report.faults:
            self.stdout.write(f"第 {fault.row} 个图形 {fault.code}：{fault.sentence}")
        for remark in report.remarks:
            self.stdout.write(remark)
        if report.faults:
            raise CommandError(boundary_import.words_of(report))
        self.stdout.write(boundary_import.words_of(report))
