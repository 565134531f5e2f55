"""``make bench``: measure, and hold each figure against a limit measured in the same run."""

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from jiaozuo_social.demo import servers

from .databases import filled, quiet
from .timing import Figure

SMALL_SIZE_MEASURES = ("lists", "post", "phone", "imports", "locating")
REPORTED_CASES = 100_000
LARGE_SIZE_MEASURES = ("lists", "search", "exports", "sweep")
Results = dict[int, dict[str, Any]]


def run(sizes: list[int], server_url: str) -> Results:
    results: Results = {}
    for size in sizes:
        wanted = dict.fromkeys([
            *(SMALL_SIZE_MEASURES if size == sizes[0] else ()),
            *(LARGE_SIZE_MEASURES if size == sizes[-1] else ()),
        ])  # fmt: skip
        if not wanted:
            continue
        print(f"filling {size:,} cases …", flush=True)
        with filled(server_url, size) as environment:
            for name in wanted:
                results.setdefault(size, {})[name] = json.loads(
                    quiet(environment, "-m", "benchmarks.measure", name).splitlines()[-1]
                )
                print(f"  {name}: done", flush=True)
    return results


def figures(sizes: list[int], results: Results) -> list[Figure]:
    """The ratios that the aims speak of."""
    small, large = results[sizes[0]], results[sizes[-1]]
    found = []
    for who in ("desk", "unit"):
        few, many = small["lists"][who], large["lists"][who]
        found.append(Figure(
            f"inbox p95 at {sizes[-1]:,} ({who})", many["p95"] * 1000, "ms", few["p95"] * 1000,
            f"≤ 2 × that at {sizes[0]:,}, ≤ 12 queries",
            many["p95"] <= 2 * few["p95"] and many["queries"] <= 12, {"queries": many["queries"]},
        ))  # fmt: skip
    search = large["search"]
    found.append(Figure(
        f"search p95 at {sizes[-1]:,}", search["p95"] * 1000, "ms", None, "nothing missed",
        search["missed"] == 0, {"median ms": round(search["median"] * 1000, 1)},
    ))  # fmt: skip
    found += [posting(small["post"]), of_phone(small["phone"]), exporting(large["exports"])]
    found += sweeping(large["sweep"])
    imported = small["imports"]
    found.append(Figure("import of 50,000 rows", imported["seconds"], "s", notes={
        "peak MiB": round(imported["peak_mib"]), "said": imported["said"],
    }))  # fmt: skip
    found.append(located(small["locating"]))
    return found


def located(measured: dict[str, Any]) -> Figure:
    """Kept fresh and deepest first, it may cost half of the bare tree's speed."""
    asked, bare = measured["per_second"], measured["bare_per_second"]
    return Figure(
        f"point → grid, {measured['polygons']:,} polygons", asked, "/s", bare, "≥ 0.5 × a bare STRtree",
        asked >= 0.5 * bare, {"first build s": round(measured["build_seconds"], 2)},
    )  # fmt: skip


def report_figure(server_url: str) -> Figure:
    """The monthly report has a database of its own, with that many cases in the month."""
    print(f"filling months of {REPORTED_CASES:,} cases …", flush=True)
    with filled(server_url, REPORTED_CASES, "month") as environment:
        found = json.loads(quiet(environment, "-m", "benchmarks.measure", "report").splitlines()[-1])
    return Figure(
        f"monthly report of {found['cases']:,} cases", found["report"] * 1000, "ms", found["bare"] * 1000,
        "≤ 3 × the bare SQL counts", found["report"] <= 3 * found["bare"],
        {name: found[name] for name in ("statements", "bare statements", "word ms", "excel ms")},
    )  # fmt: skip


def grid_figures(sizes: list[int], server_url: str) -> list[Figure]:
    """Grid cases have databases of their own; half of the cases lie in the street whose inbox is measured."""
    found = {}
    for size in (sizes[0], sizes[-1]):
        print(f"filling {size:,} grid cases …", flush=True)
        with filled(server_url, size, "grid") as environment:
            found[size] = json.loads(quiet(environment, "-m", "benchmarks.measure", "grid").splitlines()[-1])
    few, many = found[sizes[0]], found[sizes[-1]]
    inbox, board = many["inbox"], many["board"]
    return [
        Figure(
            f"inbox p95 of a street with {many['in the street']:,} of {many['cases']:,} grid cases",
            inbox["p95"] * 1000, "ms", few["inbox"]["p95"] * 1000, f"≤ 2 × that at {sizes[0]:,}, ≤ 12 queries",
            inbox["p95"] <= 2 * few["inbox"]["p95"] and inbox["queries"] <= 12, {"queries": inbox["queries"]},
        ),
        Figure(
            f"board p95 at {many['cases']:,} grid cases", board["p95"] * 1000, "ms", many["direct"] * 1000,
            "≤ a fifth of counting the cases", board["p95"] <= many["direct"] / 5,
            {"queries": board["queries"], **{name: round(many[name], 1) for name in (
                "kept rows", "made anew s", "made again s")}},
        ),
    ]  # fmt: skip


def of_phone(phone: dict[str, Any]) -> Figure:
    return Figure(
        "worker's report POST", phone["post"] * 1000, "ms", phone["bare"] * 1000,
        "≤ 2 × the bare insert view with the same image work", phone["post"] <= 2 * phone["bare"],
        {"photo kB": round(phone["photo_kb"]), "p95 ms": round(phone["post_p95"] * 1000)},
    )  # fmt: skip


def exporting(taken: dict[str, Any]) -> Figure:
    export, alone = taken["export"], taken["alone"]
    peaks = f"{taken['peak_mib']:.0f} (a tenth of the rows: {taken['peak_mib_at_a_tenth']:.0f})"
    return Figure(
        f"export of {taken['rows']:,} rows × {taken['columns']} columns", export, "s", alone,
        "≤ 2 × the writer alone", export <= 2 * alone, {"peak MiB": peaks},
    )  # fmt: skip


def sweeping(taken: dict[str, Any]) -> list[Figure]:
    found = []
    for name, words in (("idle", "nothing due"), ("busy", f"{taken['due']:,} come up")):
        sweep, bare = taken[name]["sweep"], taken[name]["bare"]
        found.append(Figure(
            f"reminder sweep, {taken['open']:,} open clocks, {words}", sweep * 1000, "ms", bare * 1000,
            "≤ 3 × the bare SQL", sweep <= 3 * bare,
        ))  # fmt: skip
    found[-1].notes["ms for a clock that tells somebody"] = round(taken["ms_per_reminder"], 1)
    return found


def posting(taken: dict[str, Any]) -> Figure:
    form, bare, barest = (taken[address]["p50"] for address in taken)
    return Figure(
        "citizen form POST", form * 1000, "ms", bare * 1000, "≤ 4 × a bare form view with one INSERT",
        form <= 4 * bare, {"a view that reads no form ms": round(barest * 1000, 2)},
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--sizes", default="10000,1000000", help="cases, smallest first")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="jiaozuo-bench-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        with servers.running(root / "servers", lambda line: None, throw_away=True) as addresses:
            os.environ.update(addresses)
            os.environ["DJANGO_SETTINGS_MODULE"] = "jiaozuo_social.settings.demo"
            os.environ["MEDIA_ROOT"] = str(root / "media")
            for figure in figures(sizes, run(sizes, os.environ["DATABASE_URL"])):
                print(figure.line())
            print(report_figure(os.environ["DATABASE_URL"]).line())
            for figure in grid_figures(sizes, os.environ["DATABASE_URL"]):
                print(figure.line())


if __name__ == "__main__":
    main()
