"""A file that is saved, never opened inside the portal."""

from pathlib import Path

from django.http import FileResponse

from jiaozuo_social.web.storedfiles import inert

TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}


def download(path: Path, name: str) -> FileResponse:
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=TYPES[path.suffix])
    inert(answer)
    answer["Cache-Control"] = "private, no-store"
    return answer
