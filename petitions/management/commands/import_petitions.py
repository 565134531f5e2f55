"""``import_petitions FILE [--dry-run] [--map MAPPING]``: bring an existing ledger in."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jiaozuo_social.ledger import importing, readers
from jiaozuo_social.ledger.models import ImportMapping
from petitions.imports import SYNONYMS, PetitionLedger, guess_columns


class Command(BaseCommand):
    help = "导入信访台账（csv、csv.gz、xlsx、xls）：合格的行导入，不合格的行写入错误表。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--map", help="列对应：已保存的名称，或 JSON 文件 {字段: [列名, …]}")
        parser.add_argument("--save-map", metavar="NAME", help="把这次的列对应保存为 NAME")
        parser.add_argument("--source", default="", help="来源名称，编号在同一来源内唯一（默认为文件名）")
        parser.add_argument("--place", default=settings.CITY_CODE, help="无法识别属地的行归入的区划代码")
        parser.add_argument("--errors", type=Path, help="错误表的路径")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"找不到文件 {path}。")
        try:
            self._import(path, options)
        except (readers.UnreadableFile, importing.AlreadyImported) as exc:
            raise CommandError(str(exc)) from exc

    def _import(self, path: Path, options: dict[str, Any]) -> None:
        columns = self._columns(path, options["map"])
        source = options["source"] or path.name.split(".")[0][:40]
        if options["save_map"]:
            ImportMapping.objects.update_or_create(
                target=PetitionLedger.name, name=options["save_map"], defaults={"columns": columns}
            )
        for field, names in columns.items():
            self.stdout.write(f"  {SYNONYMS[field][0]} ← {'、'.join(names)}")
        target = PetitionLedger(columns=columns, source=source, place_code=options["place"])
        folder = Path(settings.MEDIA_ROOT) / "imports"
        sheet = importing.ErrorSheet(options["errors"] or importing.error_sheet_path(folder, path))
        run = None if options["dry_run"] else importing.begin(target, path, source=source)
        try:
            result = importing.run_import(target, path, sheet, run=run, progress=self._progress)
        finally:
            has_errors = sheet.close()
        if has_errors:
            self.stdout.write(f"错误表：{sheet.path}")
        if options["dry_run"]:
            self.stdout.write("试运行：没有写入任何数据。")
        self.stdout.write(f"imported {result.imported}, rejected {result.rejected}")

    def _progress(self, result: importing.Result) -> None:
        self.stderr.write(f"已读 {result.read} 行，导入 {result.imported}，拒绝 {result.rejected}")

    def _columns(self, path: Path, mapping: str | None) -> dict[str, list[str]]:
        header = readers.columns(path)
        columns = guess_columns(header) if mapping is None else self._mapping(mapping)
        unknown = set(columns) - set(SYNONYMS)
        if unknown:
            raise CommandError(
                f"列对应里有不认识的字段：{'、'.join(sorted(unknown))}。可用：{'、'.join(SYNONYMS)}"
            )
        missing = {name for names in columns.values() for name in names} - set(header)
        if missing:
            raise CommandError(f"文件里没有这些列：{'、'.join(sorted(missing))}。现有：{'、'.join(header)}")
        if "body" not in columns:
            raise CommandError(f"没有找到“内容”列。现有：{'、'.join(header)}。请用 --map 指定。")
        return columns

    def _mapping(self, mapping: str) -> dict[str, list[str]]:
        saved = ImportMapping.objects.filter(target=PetitionLedger.name, name=mapping).first()
        if saved is not None:
            return dict(saved.columns)
        try:
            given = json.loads(Path(mapping).read_text(encoding="utf-8"))
        except (OSError, ValueError) as exc:
            raise CommandError(f"没有名为“{mapping}”的列对应，也不是可读的 JSON 文件。") from exc
        return {field: [names] if isinstance(names, str) else list(names) for field, names in given.items()}
