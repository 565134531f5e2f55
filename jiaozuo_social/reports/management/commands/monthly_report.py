"""Write a month's report to a file: the approved one if there is one, else of the data as they are."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jiaozuo_social.reports import access, files, frames, services


class Command(BaseCommand):
    help = "Write the monthly report: monthly_report 2026-10 --format docx --out report.docx"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("month", help="like 2026-10")
        parser.add_argument("--format", choices=sorted(files.FORMS), default="docx")
        parser.add_argument("--out", required=True, help="file to write")
        parser.add_argument("--area", default=settings.CITY_CODE, help="the city's or a county's code")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            period = frames.month_of(options["month"])
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        if options["area"] not in dict(access.all_scopes()):
            raise CommandError(f"{options['area']} has no report: give the code of the city or a county")
        kept = services.valid(period, options["area"])
        snapshot = kept if kept and kept.is_frozen else services.draft(period, options["area"])
        Path(options["out"]).write_bytes(files.render(snapshot, options["format"]))
        state = "approved" if snapshot.is_frozen else "preview"
        self.stdout.write(f"{options['month']} {options['area']} {state} sha256 {snapshot.sha256}")
