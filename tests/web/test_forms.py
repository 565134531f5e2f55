"""A form with errors as a screen reader meets it."""

from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.datastructures import MultiValueDict

from jiaozuo_social.web.error_links import error_links
from jiaozuo_social.web.forms import MultipleFileField
from tests.web.urls import SampleForm

pytestmark = pytest.mark.urls("tests.web.urls")


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]

    def one(self, **wanted: str) -> dict[str, str | None]:
        found = [a for _, a in self.tags if all(a.get(k.rstrip("_")) == v for k, v in wanted.items())]
        assert len(found) == 1, (wanted, found)
        return found[0]


@pytest.fixture
def html(db: None) -> str:
    return Client().post("/t/sample/", {"phone": "1"}).text


def test_summary_links_lead_to_controls_that_exist(html: str) -> None:
    page = Page(html)
    links = [a["href"] or "" for tag, a in page.tags if tag == "a" and str(a.get("href")).startswith("#id_")]
    assert links == ["#id_name", "#id_purpose_0", "#id_kinds_0", "#id_agree"]
    assert {link[1:] for link in links} <= set(page.ids())
    summary = page.one(role="alert")
    assert {"autofocus", "tabindex"} <= set(summary)
    assert "这件事已经提交过" in html


def test_every_id_is_unique_and_every_description_exists(html: str) -> None:
    page = Page(html)
    assert len(page.ids()) == len(set(page.ids()))
    for _, attrs in page.tags:
        for target in (attrs.get("aria-describedby") or "").split():
            assert target in page.ids()


def test_control_is_bound_to_hint_and_error(html: str) -> None:
    control = Page(html).one(id="id_name")
    assert control["aria-describedby"] == "id_name_helptext id_name_error"
    assert control["aria-invalid"] == "true"


def test_groups_have_a_fieldset_with_legend(html: str) -> None:
    tags = [tag for tag, _ in Page(html).tags]
    assert tags.count("fieldset") == tags.count("legend") == 2
    assert any(
        a.get("aria-describedby") == "id_purpose_helptext id_purpose_error"
        for tag, a in Page(html).tags
        if tag == "fieldset"
    )


def test_marks_are_words(html: str) -> None:
    assert html.count("（必填）") == 4
    assert html.count("（选填）") == 1


def test_empty_fields_say_what_to_do(html: str) -> None:
    for sentence in ("姓名：请填写", "目的：请选择", "形式：请至少选一项", "已阅读告知：请勾选"):
        assert sentence in html
    assert "该字段" not in html


def test_title_tells_of_errors(html: str, db: None) -> None:
    assert "<title>有错误：示例" in html
    assert "有错误" not in Client().get("/t/sample/").text


def test_labels_are_escaped() -> None:
    form = SampleForm({"name": "<script>"})
    form.add_error("name", "<b>坏</b>")
    assert "<b>坏" not in str(form)
    assert error_links(form)[0].target == ""


def test_several_files_are_each_checked() -> None:
    field = MultipleFileField(required=True)
    good = SimpleUploadedFile("a.txt", b"a")
    assert field.clean([good, good]) == [good, good]
    for bad in ([], [good, SimpleUploadedFile("b.txt", b"")]):
        with pytest.raises(Exception, match=r"请选择文件|空"):
            field.clean(bad)
    widget = field.widget
    data = MultiValueDict({"f": [good, good]})
    assert widget.value_from_datadict({}, data, "f") == [good, good]
