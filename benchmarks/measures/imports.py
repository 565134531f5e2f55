"""Import of a ledger of 50,000 rows by the command, with its peak memory."""

import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROWS = 50_000


def ledger(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["编号", "标题", "内容", "收到时间", "类型", "姓名", "电话", "答复意见", "答复时间"])
        for n in range(rows):
            answered = n % 3 == 0
            writer.writerow([
                f"L{n}", f"第{n}件：小区路灯不亮", f"人民路{n % 300}号路灯三天不亮，夜里看不清路，请尽快修理。", "2026-03-02 09:05:00",
                "投诉", "测试", f"139{n:08d}", "已修好并回访。" if answered else "", "2026-03-09" if answered else "",
            ])  # fmt: skip
    return path


def measure() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = ledger(Path(folder) / f"ledger-{time.time_ns()}.csv", ROWS)
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "manage.py", "import_petitions", str(path), "--errors", f"{folder}/errors.csv"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"seconds": took, "peak_mib": peak, "said": done.stdout.strip().splitlines()[-1]}
