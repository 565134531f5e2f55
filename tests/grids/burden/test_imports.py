"""The two ledgers of the 减负专班: good rows in, every fault of a row told, nothing twice."""

from pathlib import Path
from typing import Any

from grids.burden.imports import INVENTORY, TASKS
from grids.burden.models import BurdenTask, InventoryRow
from jiaozuo_social.ledger import importing, targets
from tests.grids.burden.conftest import Office

HEAD = "编号,事项,问题,整治措施,完成标准,牵头单位,配合单位,完成时限,状态\n"


class Faults:
    def __init__(self) -> None:
        self.found: list[tuple[int, str, str]] = []

    def write(self, errors: list[importing.RowError]) -> None:
        self.found += [(one.row, one.column, one.reason) for one in errors]


def bring(
    ledger: targets.Ledger, path: Path, text: str
) -> tuple[importing.Result, list[tuple[int, str, str]]]:
    path.write_text(text, encoding="utf-8")
    columns = ledger.guess(text.splitlines()[0].split(","))
    target = ledger.build(columns=columns, source="台账", place_code="410802", area="410802")
    faults, run = Faults(), importing.begin(target, path, source="台账")
    return importing.run_import(target, path, faults, run=run), faults.found


def test_tasks(office: Office, tmp_path: Path) -> None:
    text = HEAD + (
        "7,1,群太多,合并,减半,单位jfsl,jfzj,2027-01-31,推进中\n"
        "8,99,群太多,合并,减半,不存在的局,,2027-01-31,\n"
        "7,1,又一项,合并,减半,jfzj,,2027-01-31,\n"
        "9,1,又一项,合并,减半,jfzj,,,已完成\n"
    )
    text = text.replace("单位jfsl", office.water.name)
    result, faults = bring(TASKS, tmp_path / "a.csv", text)
    task = BurdenTask.objects.get()
    assert (task.number, task.state, task.lead, list(task.co.all())) == (
        "7",
        "ongoing",
        office.water,
        [office.housing],
    )
    assert (result.imported, result.rejected) == (1, 3)
    columns = {(row, column) for row, column, _ in faults}
    assert columns == {(3, "事项"), (3, "牵头单位"), (4, "编号"), (5, "完成时限"), (5, "状态")}


def test_inventory(office: Office, tmp_path: Path) -> None:
    text = "类别,名称,提出单位,清理前数量,清理后数量,处理,字段\n" + (
        "报表,人口表,jfzj,2,,,姓名、手机号\n报表,人口表,jfzj,2,,,姓名\n挂牌,牌子,jfzj,x,,,\n挂牌,牌子,jfzj,3,1,取消,\n"
    )
    result, faults = bring(INVENTORY, tmp_path / "b.csv", text)
    row = InventoryRow.objects.get()
    assert sorted(row.fields.values_list("name", flat=True)) == ["姓名", "手机号"]
    assert (row.reported_by, row.place_code, row.before_count) == (office.county, "410802", 2)
    assert (result.imported, result.rejected) == (1, 3)
    assert {(row, column) for row, column, _ in faults} == {(3, "名称"), (4, "清理前数量"), (5, "清理后数量")}


def test_only_the_office_may_import(office: Office) -> None:
    assert [desk for _, desk in targets.open_to(office.clerk)] == [office.county, office.county]
    people: list[Any] = [office.lead, office.secretary, office.leader]
    offered = [ledger.name for person in people for ledger, _ in targets.open_to(person)]
    assert not [name for name in offered if name.startswith("burden")]
