"""The portal's own pages, the size of print, the staff menu."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from jiaozuo_social.web import navigation
from jiaozuo_social.web.http import is_htmx, safe_next
from jiaozuo_social.web.navigation import Navigation, NavItem

pytestmark = pytest.mark.django_db
PAGES = ["/", "/privacy/", "/accessibility/"]


@pytest.mark.parametrize("path", PAGES)
def test_public_pages_carry_their_duties(client: Client, path: str) -> None:
    html = client.get(path).text
    assert 'lang="zh-CN"' in html
    assert "主办单位：中共焦作市委社会工作部" in html
    assert 'href="/privacy/"' in html and 'href="/accessibility/"' in html
    assert 'href="#main"' in html and 'id="main"' in html
    assert "style=" not in html and "<style" not in html
    assert "<script>" not in html and " onclick" not in html


@pytest.mark.parametrize(
    "words", ["处理者", "为什么处理", "怎样处理", "用到哪些信息", "保存多久", "您的权利"]
)
def test_privacy_notice_tells_what_the_law_asks(client: Client, words: str) -> None:
    assert words in client.get("/privacy/").text


def test_large_print_is_kept_and_given_back(client: Client) -> None:
    answer = client.get("/large-print/?on=1&next=/privacy/%3Fa%3D1")
    assert answer.status_code == 302 and answer["Location"] == "/privacy/?a=1"
    html = client.get("/privacy/").text
    assert 'class="large-print"' in html and "标准字号" in html
    client.post("/large-print/", {"on": "0", "next": "/privacy/"})
    assert 'class="large-print"' not in client.get("/privacy/").text


def test_the_switch_brings_back_to_the_page_with_its_question(client: Client) -> None:
    assert "next=%2Fprivacy%2F%3Fa%3D1%26b%3D2" in client.get("/privacy/?a=1&b=2").text


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil", ""]
)
def test_nobody_is_sent_away(client: Client, url: str) -> None:
    assert client.get("/large-print/", {"on": "1", "next": url})["Location"] == "/"
    assert safe_next(RequestFactory().get("/", {"next": url}), "/x/") == "/x/"


def test_is_htmx() -> None:
    factory = RequestFactory()
    assert is_htmx(factory.get("/", headers={"HX-Request": "true"}))
    assert not is_htmx(factory.get("/", headers={"HX-Request": "true", "HX-Boosted": "true"}))
    assert not is_htmx(factory.get("/"))


@pytest.fixture
def menu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "_items", {})
    monkeypatch.setattr(navigation, "_slots", {})
    monkeypatch.setattr(navigation, "_bell", {})
    monkeypatch.setattr(navigation, "_searchers", {})
    yield


def request_at(path: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return request


def test_menu_shows_what_is_allowed_in_order(menu: None) -> None:
    navigation.register(NavItem("乙", "accessibility", order=20, group="组"))
    navigation.register(NavItem("甲", "privacy-notice", order=10, badge=lambda request: 3))
    navigation.register(NavItem("密", "large-print", allowed=lambda request: False))
    navigation.register(NavItem("无", "no-such-page"))
    navigation.register(NavItem("丙", "home", order=30))
    nav = Navigation(request_at("/privacy/x/"))
    assert [(g.label, [link.label for link in g.links]) for g in nav.groups] == [
        ("", ["甲", "丙"]),
        ("组", ["乙"]),
    ]
    links = {link.label: link for group in nav.groups for link in group.links}
    assert links["甲"].badge == 3
    assert [label for label, link in links.items() if link.current] == ["甲"]


def test_staff_page_has_menu_search_and_bell(menu: None) -> None:
    navigation.register(NavItem("收件箱", "privacy-notice"))
    navigation.register_search("accessibility")
    navigation.register_bell("home", lambda request: 7)
    html = render_to_string("web/base_staff.html", {"title": "标题"}, request=request_at("/"))
    assert html.count("收件箱") == 2  # the list on the left and the folded one of a phone
    assert 'role="search"' in html and 'action="/accessibility/"' in html
    assert ">7<" in html and "条未读" in html


def test_who_can_find_nothing_has_no_search(menu: None) -> None:
    navigation.register_search("accessibility", allowed=lambda request: False)
    html = render_to_string("web/base_staff.html", {"title": "标题"}, request=request_at("/"))
    assert 'role="search"' not in html


def test_pages_without_a_menu_count_nothing(menu: None, client: Client) -> None:
    def counted(request: HttpRequest) -> int:
        raise AssertionError("a public page must not count a member of staff's work")

    navigation.register(NavItem("收件箱", "home", badge=counted))
    assert client.get("/privacy/").status_code == 200
