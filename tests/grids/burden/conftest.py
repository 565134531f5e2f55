"""A county with its 减负专班, a unit that leads, one that helps, a street and two communities."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from grids.burden import acts
from grids.burden.models import BurdenItem, BurdenTask, InventoryRow
from jiaozuo_social.cases import uploads
from jiaozuo_social.orgs.models import Department, Duty
from tests import factories

Kind = Department.Kind


def photo(name: str = "现场.jpg") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), "green").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


class Office(factories.Town):
    def __init__(self) -> None:
        super().__init__()
        self.street = factories.department(
            "jfwc", parent=self.county, kind=Kind.STREET, place_code="410802009"
        )
        self.community = factories.department(
            "jfjx", parent=self.street, kind=Kind.COMMUNITY, place_code="410802009012"
        )
        self.other_community = factories.department(
            "sylj", parent=self.other_county, kind=Kind.COMMUNITY, place_code="410811001001"
        )
        self.clerk = factories.member(self.county, Duty.BURDEN)
        self.second_clerk = factories.member(self.county, Duty.BURDEN)
        self.city_clerk = factories.member(self.city, Duty.BURDEN)
        self.other_clerk = factories.member(self.other_county, Duty.BURDEN)
        self.leader = factories.member(self.county, Duty.LEADER)
        self.lead = factories.member(self.housing, Duty.HANDLER)
        self.helper = factories.member(self.water, Duty.HANDLER)
        self.secretary = factories.member(self.community, Duty.GRID_LEADER)
        self.outsider = factories.member(self.other_community, Duty.GRID_LEADER)
        self.item, _ = BurdenItem.objects.get_or_create(number=1, defaults={"name": "第1项（待部门填写）"})

    def task(self, state: str = "not_started", **fields: Any) -> BurdenTask:
        today = timezone.localdate()
        values: dict[str, Any] = {
            "item": self.item, "department": self.county, "problem": "部门分别向社区要人口底数", "measure": "统一底数",
            "standard": "不再向社区要", "lead": self.housing, "started_on": today - dt.timedelta(days=5),
            "due_on": today + dt.timedelta(days=30), **fields,
        }  # fmt: skip
        task = acts.create(BurdenTask(**values), co=[self.water], by=self.clerk)
        if state != "not_started":
            acts.start(task, by=self.lead)
        if state in ("done", "standing"):
            acts.progress(task, by=self.lead, note="已经统一", files=[uploads.clean_upload(photo())])
            (acts.finish if state == "done" else acts.keep)(task, by=self.clerk, note="对照标准，认定")
        assert task.state == state
        return task

    def report(
        self, name: str, fields: list[str], department: Department | None = None, **more: Any
    ) -> InventoryRow:
        from grids.burden import services

        row = InventoryRow(
            kind="return", name=name, department=department or self.housing, reported_by=self.county,
            **{"place_code": "410802", **more},
        )  # fmt: skip
        return services.save_row(row, by=self.clerk, fields=fields)


@pytest.fixture
def office(db: None) -> Office:
    return Office()
