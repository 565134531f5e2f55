"""Spreadsheets of departments and duties: rows through the services, errors per row, no formulas."""

import tablib
from django.test import Client

from jiaozuo_social.accounts.models import User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.orgs.models import Department, Membership
from jiaozuo_social.orgs.resources import DepartmentResource, MembershipResource

Tree = dict[str, Department]


def load(resource: type, by: User, headers: list[str], *rows: list[str]):  # type: ignore[no-untyped-def]
    return resource().import_data(tablib.Dataset(*rows, headers=headers), user=by, raise_errors=False)


def complaints(result) -> dict[int, str]:  # type: ignore[no-untyped-def]
    """Sentences by row number, whichever list the library put them in."""
    said = {row.number: str(row.error) for row in result.invalid_rows}
    said.update({number: str(errors[0].error) for number, errors in result.row_errors()})
    return said


DEPARTMENT = ["代码", "名称", "类别", "上级代码", "区划代码"]


def test_departments_come_in_and_move(tree: Tree, administrator: User) -> None:
    result = load(
        DepartmentResource,
        administrator,
        DEPARTMENT,
        ["new", "新单位", "职能部门", "jf", "410802"],
        ["jfzj", "解放区住建局", "职能部门", "jz", "410802"],
    )
    assert complaints(result) == {}
    assert Department.objects.get(code="new").path == "jz/jf/new/"
    assert Department.objects.get(code="jfzj").path == "jz/jfzj/"
    assert Access.objects.filter(action="change", object_id=str(tree["jfzj"].pk)).exists()


def test_bad_department_rows_say_why(tree: Tree, administrator: User) -> None:
    result = load(
        DepartmentResource,
        administrator,
        DEPARTMENT,
        ["a", "甲", "职能部门", "nowhere", "410802"],
        ["b", "乙", "没有这类", "jf", "410802"],
        ["jf", "解放区", "党委政府", "jfzj", "410802"],
    )
    said = complaints(result)
    assert "没有单位“nowhere”" in said[1]
    assert "不在可选值内" in said[2]
    assert "下级单位之下" in said[3]
    assert Department.objects.count() == len(tree)


MEMBERSHIP = ["用户名", "姓名", "手机号", "单位代码", "职责", "起"]


def test_people_come_in_with_their_duties(tree: Tree, administrator: User) -> None:
    result = load(
        MembershipResource,
        administrator,
        MEMBERSHIP,
        ["wang", "王经办", "13900000077", "jfzj", "承办单位经办", "2026-01-01"],
        ["wang", "王经办", "", "jf", "handler", "2026-01-01"],
    )
    assert complaints(result) == {}
    user = User.objects.get(username="wang")
    assert (user.name, user.phone, user.has_usable_password()) == ("王经办", "13900000077", False)
    assert {m.department.code for m in user.memberships.all()} == {"jfzj", "jf"}
    assert Access.objects.filter(action="change", user=administrator).count() == 2


def test_bad_people_rows_say_why(tree: Tree, administrator: User) -> None:
    result = load(
        MembershipResource,
        administrator,
        MEMBERSHIP,
        ["", "无名", "", "jfzj", "承办单位经办", "2026-01-01"],
        ["wang", "王", "", "nowhere", "承办单位经办", "2026-01-01"],
        ["wang", "王", "", "jfzj", "市长", "2026-01-01"],
        ["guanli", "李", "", "jfzj", "信访专管员", "2026-01-01"],
    )
    said = complaints(result)
    assert "用户名不能为空" in said[1]
    assert "没有单位“nowhere”" in said[2]
    assert "不在可选值内" in said[3]
    assert "不能给自己" in said[4]


def test_an_end_in_the_ledger_ends_the_duty(tree: Tree, administrator: User, registrar: User) -> None:
    load(
        MembershipResource,
        administrator,
        ["用户名", "单位代码", "职责", "起", "止"],
        [
            "dengji",
            "jfxf",
            "信访登记员",
            Membership.objects.get(user=registrar).started_on.isoformat(),
            "2099-01-01",
        ],
    )
    assert Membership.objects.get(user=registrar).ended_on.year == 2099


def test_exports_are_formula_safe_and_masked(tree: Tree, administrator: User, registrar: User) -> None:
    for n, start in enumerate(("=", "+", "-", "@", "\t", "\r")):
        Department.objects.plant(code=f"f{n}", name=f"{start}cmd|' /C calc'!A0", place_code="4108")
    names = DepartmentResource().export(Department.objects.filter(code__startswith="f"))["名称"]
    assert len(names) == 6
    assert all(name.startswith("'") for name in names)
    people = MembershipResource().export().csv
    assert "139****0002" in people
    assert "13900000002" not in people


def test_files_through_the_admin(desk: Client, tree: Tree) -> None:
    for page in ("/admin/orgs/department/", "/admin/orgs/membership/"):
        assert desk.get(f"{page}import/").status_code == 200
        assert desk.get(f"{page}export/").status_code == 200
    assert Access.objects.filter(action="export").count() == 0
