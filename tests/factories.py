"""Small builders for tests: a department tree, people with duties, petitions in any state."""

import itertools
from typing import Any

from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases import intake, rulebook
from jiaozuo_social.cases.models import Party
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Department, Duty, Membership
from petitions.models import Petition, Suggestion

PASSWORD = "Jiaozuo-2026-demo"
_counter = itertools.count(1)


def rules() -> None:
    rulebook.load()


def department(code: str, *, parent: Department | None = None, **fields: Any) -> Department:
    existing = Department.objects.filter(code=code).first()
    if existing:
        return existing
    fields.setdefault("name", f"单位{code}")
    fields.setdefault("place_code", parent.place_code if parent else "4108")
    return Department.objects.plant(code=code, parent=parent, **fields)


class Town:
    """One city with a petition bureau, a county with its own, two units and a street."""

    def __init__(self) -> None:
        kinds = Department.Kind
        self.city = department("jz", name="焦作市", kind=kinds.GOVERNMENT, place_code="4108")
        self.bureau = department("jzxf", parent=self.city, name="市信访局", kind=kinds.BUREAU)
        self.county = department(
            "jf", parent=self.city, name="解放区", kind=kinds.GOVERNMENT, place_code="410802"
        )
        self.county_bureau = department("jfxf", parent=self.county, name="解放区信访局", kind=kinds.BUREAU)
        self.housing = department("jfzj", parent=self.county, name="解放区住建局", kind=kinds.FUNCTIONAL)
        self.water = department("jfsl", parent=self.county, name="解放区水利局", kind=kinds.FUNCTIONAL)
        self.other_county = department(
            "sy", parent=self.city, name="山阳区", kind=kinds.GOVERNMENT, place_code="410811"
        )
        self.other_bureau = department(
            "syxf", parent=self.other_county, name="山阳区信访局", kind=kinds.BUREAU
        )


def user(name: str = "", **fields: Any) -> User:
    n = next(_counter)
    phone = fields.pop("phone", f"139{n:08d}")
    person = User(username=f"user{n}", name=name or f"工作人员{n}", **fields)
    person.set_password(PASSWORD)
    person.set_phone(phone, verified=True)
    person.save()
    return person


def member(where: Department, *duties: Duty, name: str = "") -> User:
    person = user(name)
    for duty in duties:
        Membership.objects.create(user=person, department=where, duty=duty)
    return person


def petition(
    *,
    purpose: str = "demand",
    place_code: str = "410802001",
    phone: str = "13800001234",
    by: Actor | None = None,
    client_uuid: Any = None,
    **fields: Any,
) -> Petition:
    """A submitted petition; ``petition.code`` is its query code in clear."""
    party = Party(role=Party.Role.PETITIONER)
    party.set_contact(
        name="张三丰", phone=phone, id_number="11010519491231002X", address="民生街道幸福里 1 号"
    )
    case = Petition(
        purpose=purpose,
        place_code=place_code,
        title=fields.pop("title", "小区化粪池外溢无人清理"),
        body=fields.pop("body", "化粪池外溢已有半月，多次反映无人处理。"),
        is_confidential=purpose == "accusation",
        **fields,
    )
    receipt = intake.receive(
        case, by=by or Actor.petitioner(), parties=[party], client_uuid=client_uuid, starts=("P0", "P1")
    )
    case.code = receipt.code  # type: ignore[attr-defined]
    return case


def suggestion(*, place_code: str = "410802001", **fields: Any) -> Suggestion:
    party = Party(role=Party.Role.PETITIONER)
    party.set_contact(name="李四", phone="13800005678")
    case = Suggestion(
        place_code=place_code,
        title=fields.pop("title", "在公交站加装座椅"),
        body=fields.pop("body", "老年人候车站立过久。"),
        proposal=fields.pop("proposal", "在客流大的站点加装折叠座椅。"),
        **fields,
    )
    receipt = intake.receive(case, by=Actor.petitioner(), parties=[party], starts=("J1", "J2"))
    case.code = receipt.code  # type: ignore[attr-defined]
    return case
