"""Fill an empty database with N invented petitions and what hangs on them, by COPY.

Rows are built from the models' own defaults, so that a new column needs no change here.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, models
from django.utils import timezone

from jiaozuo_social.cases.models import Assignment, Case, Category, Clock, Entry, Party, Rating
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.places.models import Division
from jiaozuo_social.privacy import cipher
from petitions.models import Petition

WHERE = "小区 家属院 村口 学校 医院 市场 河道 路口 工地 公园 车站 广场".split()
WHAT = "下水道 路灯 电梯 围墙 化粪池 供暖 自来水 垃圾 油烟 噪声 违建 停车".split()
HOW = "堵塞 不亮 停运 倒塌 外溢 不热 浑浊 无人清运 扰民 严重 影响通行 乱收费".split()
MORE = (
    "多次反映没有结果 希望尽快处理 老人孩子出行不便 已经持续半个月 物业一直推诿 冬天结冰容易摔倒 "
    "夜里无法休息 要求公开收费标准 请派人现场查看 请书面答复"
).split()
CHANNELS = ("web", "letter", "visit", "phone")
STATES = ("closed",) * 7 + ("submitted", "dispatched", "handling")
DAYS = 730
CHUNK = 100_000


class Seeder:
    """``Seeder(n, first_id).run()``; the same numbers give the same rows."""

    days = DAYS

    def __init__(self, count: int, *, first_id: int = 1) -> None:
        self.count, self.first = count, first_id
        self.now = timezone.now()
        self.places = list(Division.objects.filter(level=4).order_by("code").values_list("code", flat=True))
        units = Department.objects.filter(kind=Department.Kind.FUNCTIONAL).order_by("pk")
        self.units = list(units.values_list("pk", flat=True))
        self.classes = list(
            Category.objects.filter(kind="petition").order_by("pk").values_list("pk", flat=True)
        )
        self.people = [(cipher.encrypt(f"测试{n}"), cipher.encrypt(f"139{n:08d}")) for n in range(1000)]

    def run(self) -> None:
        end = self.first + self.count
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        for start in range(self.first, end, CHUNK):
            self._fill(range(start, min(start + CHUNK, end)))
        with connection.cursor() as cursor:
            for table in ("cases_case", "cases_entry", "cases_party", "cases_assignment", "cases_clock"):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
                )
            cursor.execute("ANALYZE")

    def _fill(self, ids: range) -> None:
        copy_in(Case, (self.case(i) for i in ids))
        copy_in(Petition, (self.petition(i) for i in ids), parents=False)
        copy_in(Entry, (self.entry(i) for i in ids))
        copy_in(Party, (self.party(i) for i in ids))
        copy_in(Assignment, (self.assignment(i) for i in ids if self.state(i) != "submitted"))
        copy_in(Clock, (clock for i in ids for clock in self.clocks(i)))
        copy_in(Rating, (row for i in ids for row in self.ratings(i)))

    def dice(self, i: int, salt: int = 0) -> int:
        return int.from_bytes(hashlib.blake2b(b"%d:%d" % (i, salt), digest_size=7).digest())

    def state(self, i: int) -> str:
        return STATES[i % 10]

    def received(self, i: int) -> dt.datetime:
        """Matters are numbered in the order in which they came in, as in life; the last one came just now."""
        return self.now - dt.timedelta(days=self.days) * ((self.first + self.count - 1 - i) / self.count)

    def unit(self, i: int) -> int:
        return self.units[self.dice(i, 2) % len(self.units)]

    def case(self, i: int) -> dict[str, Any]:
        h, state = self.dice(i), self.state(i)
        place, what, how = WHERE[h % 12], WHAT[h // 12 % 12], HOW[h // 144 % 12]
        tail = "，".join(MORE[h // 1728 // 10**k % 10] for k in range(4))
        is_open, received = state != "closed", self.received(i)
        return {
            "id": i, "kind": "petition", "number": f"XF{i:015d}", "state": state,
            "title": f"{place}{what}{how}", "body": f"{place}{h % 997}号{what}{how}，{tail}。",
            "channel": CHANNELS[h % 4], "category_id": self.classes[h // 7 % len(self.classes)],
            "place_code": self.places[h % len(self.places)],
            "department_id": None if state == "submitted" else self.unit(i),
            "received_at": received, "due_at": received + dt.timedelta(days=60) if is_open else None,
            "closed_at": None if is_open else received + dt.timedelta(days=40), "is_open": is_open,
            "is_confidential": i % 500 == 0, "is_supervised": i % 50 == 9, "updated_at": self.now,
        }  # fmt: skip

    def petition(self, i: int) -> dict[str, Any]:
        h, received = self.dice(i, 3), self.received(i)
        done = received + dt.timedelta(days=20 + h % 45) if self.state(i) == "closed" else None
        return {
            "case_ptr_id": i, "purpose": "accusation" if i % 500 == 0 else "demand", "route": "petition",
            "is_repeat": i % 9 == 0, "registered_at": received + dt.timedelta(days=1),
            "accepted_at": received + dt.timedelta(days=8) if done else None, "replied_at": done,
            "decision": "support" if done else "", "people_count": 1 + h % 3,
        }  # fmt: skip

    def entry(self, i: int) -> dict[str, Any]:
        return {"id": i, "case_id": i, "seq": 1, "at": self.received(i), "by": "petitioner", "move": "receive",
                "label": "提交", "after": "submitted", "hash": f"{i:064d}"}  # fmt: skip

    def party(self, i: int) -> dict[str, Any]:
        person = self.dice(i, 4) % max(self.count * 4 // 5, 1)
        name, phone = self.people[person % len(self.people)]
        return {"id": i, "case_id": i, "role": "petitioner", "name": name, "phone": phone,
                "phone_digest": f"{person:064d}"}  # fmt: skip

    def assignment(self, i: int) -> dict[str, Any]:
        return {"id": i, "case_id": i, "department_id": self.unit(i), "role": "lead",
                "state": "answered" if self.state(i) == "closed" else "accepted",
                "assigned_at": self.received(i), "ended_at": None}  # fmt: skip

    def clocks(self, i: int) -> Iterator[dict[str, Any]]:
        received, state = self.received(i), self.state(i)
        p1 = received + dt.timedelta(days=15)
        stop = None if state == "submitted" else received + dt.timedelta(days=3 + i % 15)
        yield self._clock(i, 0, "P1", None, received, p1, stop)
        if state != "submitted":
            p5 = received + dt.timedelta(days=60)
            done = received + dt.timedelta(days=30 + i % 40) if state == "closed" else None
            yield self._clock(i, 1, "P5", self.unit(i), received, p5, done)

    def _clock(
        self, i: int, n: int, rule: str, unit: int | None, start: Any, due: Any, stop: Any
    ) -> dict[str, Any]:
        return {"id": i * 2 + n, "case_id": i, "rule_id": rule, "department_id": unit, "started_at": start,
                "due_at": due, "original_due_at": due, "stopped_at": stop,
                "is_late": bool(stop and stop > due), "next_step_at": None if stop else due}  # fmt: skip

    def ratings(self, i: int) -> Iterator[dict[str, Any]]:
        if self.state(i) == "closed" and i % 3 == 0:
            for n, about in enumerate(("bureau", "unit")):
                yield {"id": i * 2 + n, "case_id": i, "about": about, "department_id": self.unit(i) if n else None,
                       "level": ("satisfied", "fair", "dissatisfied")[self.dice(i, 5 + n) % 3],
                       "created_at": self.received(i) + dt.timedelta(days=50)}  # fmt: skip


def copy_in(model: type[models.Model], rows: Iterable[dict[str, Any]], *, parents: bool = True) -> None:
    """COPY rows given as {column: value}; what a row leaves out takes the model's default."""
    fields = model._meta.concrete_fields if parents else model._meta.local_concrete_fields
    fields = [field for field in fields if not field.generated and field.model._meta.concrete_model is model]
    blank = model()
    defaults = {f.column: f.get_db_prep_save(getattr(blank, f.attname), connection) for f in fields}
    columns = list(defaults)
    names = ", ".join(f'"{name}"' for name in columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([row.get(name, defaults[name]) for name in columns])
