"""import_petitions: checks every row, imports the good, names the bad, never twice, goes on after a crash."""

import csv
import gzip
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from jiaozuo_social.cases.models import Case, Clock, Document, Entry, Party
from jiaozuo_social.cases.search import matching
from jiaozuo_social.ledger import importing
from jiaozuo_social.ledger.models import ImportRun
from jiaozuo_social.places.models import Division
from petitions.imports import PetitionLedger, guess_columns
from petitions.models import Petition
from tests import factories

pytestmark = pytest.mark.django_db

HEADER = ["编号", "标题", "内容", "收到时间", "类型", "姓名", "电话", "答复意见", "答复时间"]
GOOD = [
    "A1",
    "路灯不亮",
    "人民路东段路灯三天不亮",
    "2026/3/2 9:05:00",
    "投诉",
    "王小明",
    "13812345678",
    "",
    "",
]


@pytest.fixture(autouse=True)
def rules(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    factories.rules()


def write_csv(path: Path, rows: list[list[Any]], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    return path


def run(path: Path, *args: str) -> str:
    out = StringIO()
    call_command("import_petitions", str(path), *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def errors(tmp_path: Path) -> list[list[str]]:
    (sheet,) = (tmp_path / "media" / "imports").glob("*.csv")
    return list(csv.reader(sheet.open(encoding="utf-8-sig")))[1:]


def test_good_rows_come_in_and_bad_rows_are_named(tmp_path: Path) -> None:
    rows = [
        GOOD,
        ["A2", "", "只有内容，没有标题的一件事", "2026年3月3日", "", "", "", "", ""],
        ["A3", "没有内容", "", "2026-03-04", "投诉", "", "", "", ""],
        ["A4", "日期不对", "内容", "三月四日", "投诉", "", "", "", ""],
        ["A5", "类型不对", "内容", "2026-03-04", "闹着玩", "", "", "", ""],
        ["A1", "编号重复", "内容", "2026-03-04", "投诉", "", "", "", ""],
        ["A6", "答复早于来信", "内容", "2026-03-04", "投诉", "", "", "已办", "2026-03-01"],
    ]
    assert "imported 2, rejected 5" in run(write_csv(tmp_path / "台账.csv", rows))
    assert [(row, column) for row, column, _ in errors(tmp_path)] == [
        ("4", "内容"), ("5", "收到时间"), ("6", "类型"), ("8", "答复时间"), ("7", "编号"),
    ]  # fmt: skip
    first = Petition.objects.get(source_number="A1")
    assert (first.state, first.channel, first.purpose) == ("submitted", "import", "demand")
    assert f"{first.received_at:%F %H:%M}" == "2026-03-02 01:05"
    party = Party.objects.get(case=first)
    assert (party.name, party.phone) == ("王小明", "13812345678")
    assert Clock.objects.filter(case=first, stopped_at=None).count() == 2
    assert first.due_at is not None
    entry = Entry.objects.get(case=first)
    assert entry.hash == entry.digest()
    assert Petition.objects.get(source_number="A2").title == "只有内容，没有标题的一件事"


def test_an_answered_row_is_imported_as_answered(tmp_path: Path) -> None:
    row = [*GOOD[:7], "已更换灯泡", "2026-03-09"]
    run(write_csv(tmp_path / "a.csv", [row]))
    case = Petition.objects.get()
    assert case.state == "replied"
    assert Document.objects.get(case=case).body == "已更换灯泡"
    assert not Clock.objects.exists()


def test_consent_is_read_and_never_assumed(tmp_path: Path) -> None:
    rows = [
        [*GOOD, "是"], ["A2", *GOOD[1:], ""], ["A3", *GOOD[1:], "不同意"], ["A4", *GOOD[1:], "看情况"],
        ["A5", *GOOD[1:4], "举报", *GOOD[5:], "是"],
    ]  # fmt: skip
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[*HEADER, "是否同意公开"], *rows])
    assert "imported 4, rejected 1" in run(path)
    assert errors(tmp_path)[0][:2] == ["5", "是否同意公开"]
    assert [case.source_number for case in Petition.objects.filter(is_public=True)] == ["A1"]


@pytest.mark.parametrize("column", ["收到时间", "来信时间", "时间", "日期"])
def test_the_usual_names_of_the_time_of_receipt_are_known(column: str) -> None:
    assert guess_columns(["编号", "内容", column])["received_at"] == [column]


def test_a_row_without_a_date_is_kept_and_marked(tmp_path: Path) -> None:
    run(write_csv(tmp_path / "a.csv", [[*GOOD[:3], "", *GOOD[4:]]]))
    assert Petition.objects.get().received_unknown is True


def test_the_same_file_is_refused_twice(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [GOOD])
    run(path)
    with pytest.raises(CommandError, match="导入过"):
        run(path)
    assert Case.objects.count() == 1


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [GOOD, GOOD])
    out = run(path, "--dry-run")
    assert "imported 1, rejected 1" in out
    assert not Case.objects.exists() and not ImportRun.objects.exists()
    assert "imported 1, rejected 1" in run(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_encodings(tmp_path: Path, encoding: str) -> None:
    run(write_csv(tmp_path / "a.csv", [GOOD], encoding))
    assert Petition.objects.get().title == "路灯不亮"


def test_gzip_and_xlsx(tmp_path: Path) -> None:
    plain = write_csv(tmp_path / "a.csv", [GOOD])
    packed = tmp_path / "b.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    run(packed)
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(["B1", *GOOD[1:]])
    book.save(tmp_path / "c.xlsx")
    run(tmp_path / "c.xlsx")
    assert Petition.objects.count() == 2


def test_a_broken_file_is_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(CommandError, match="无法打开"):
        run(broken)


def test_accusations_are_confidential_from_the_first_moment(tmp_path: Path) -> None:
    run(write_csv(tmp_path / "a.csv", [[*GOOD[:4], "举报", *GOOD[5:]]]))
    assert Petition.objects.get().is_confidential is True


def test_a_mapping_is_saved_and_used_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["甲", "乙"], ["垃圾无人清运", "2026-01-02"]])
    mapping = tmp_path / "map.json"
    mapping.write_text('{"body": "甲", "received_at": ["乙"]}', encoding="utf-8")
    run(path, "--map", str(mapping), "--save-map", "甲乙表", "--dry-run")
    assert "imported 1" in run(path, "--map", "甲乙表")
    with pytest.raises(CommandError, match="没有名为"):
        run(path, "--map", "不存在")


def test_an_interrupted_import_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["", f"标题{n}", f"内容{n}", "2026-01-02", "", "", "", "", ""] for n in range(10)]
    path = write_csv(tmp_path / "a.csv", rows)
    columns = guess_columns(HEADER)

    class Crash(Exception):
        pass

    def ledger() -> PetitionLedger:
        return PetitionLedger(columns=columns, source="s", place_code="4108")

    def crash(result: importing.Result) -> None:
        raise Crash

    sheet = importing.ErrorSheet(tmp_path / "errors.csv")
    begun = importing.begin(ledger(), path, source="s")
    with pytest.raises(Crash):
        importing.run_import(ledger(), path, sheet, run=begun, progress=crash, batch_size=4)
    assert Case.objects.count() == 4
    again = importing.begin(ledger(), path, source="s")
    result = importing.run_import(ledger(), path, sheet, run=again, batch_size=4)
    assert (result.imported, Case.objects.count()) == (10, 10)


SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
REAL = {
    "taidi_labelled_raw_open.csv.gz": 2620,
    "taidi_annex3_4326_messages.xlsx": 4326,
    "taidi_annex4_2816_replies.xlsx": 2816,
    "fuzhou12345_waterway_open.csv.gz": 984,
}


@pytest.mark.parametrize(("name", "expected"), REAL.items())
def test_real_files_come_in_as_they_are(name: str, expected: int) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip("the real data is not beside this checkout")
    Division.objects.get_or_create(
        code="4108", defaults={"name": "焦作市", "full_name": "河南省焦作市", "level": 2}
    )
    assert f"imported {expected}, rejected 0" in run(path)
    assert Petition.objects.count() == expected


def test_imported_matters_are_found_and_dispatched_like_any_other(tmp_path: Path) -> None:
    from jiaozuo_social.cases.moves import Actor
    from jiaozuo_social.orgs.models import Duty

    town = factories.Town()
    run(write_csv(tmp_path / "a.csv", [GOOD]), "--place", "410802")
    clerk = factories.member(town.county_bureau, Duty.REGISTRAR)
    approver = factories.member(town.county_bureau, Duty.APPROVER)
    (found,) = matching(Case.objects.visible_to(clerk), "路灯三天")
    case = Petition.objects.get(pk=found.pk)
    case.register(by=Actor.staff(clerk))
    case.dispatch(by=Actor.staff(approver), lead=town.housing)
    assert case.state == "dispatched"


@pytest.mark.parametrize(("name", "said"), [("a.xlsm", "宏"), ("a.csv.gz", "没有压缩"), ("a.xlsx", "扩展名")])
def test_hostile_files_end_the_command_with_a_sentence(tmp_path: Path, name: str, said: str) -> None:
    path = write_csv(tmp_path / name, [GOOD])
    with pytest.raises(CommandError, match=said):
        run(path)
    assert not ImportRun.objects.exists()


def test_a_megabyte_in_a_cell_is_an_error_of_its_row(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [[*GOOD[:2], "长" * 350_000, *GOOD[3:]], ["A2", *GOOD[1:]]])
    assert "imported 1, rejected 1" in run(path)
    assert errors(tmp_path)[0] == ["2", "内容", "超过 50000 字（现 350000 字）"]
