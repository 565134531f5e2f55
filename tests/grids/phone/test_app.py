"""What makes the pages an app: worker, manifest, icons, files, weight."""

import gzip
import io
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from grids.phone import files
from jiaozuo_social.places import selectors as places
from jiaozuo_social.settings.login import DEVICE_SESSION_PREFIX

from .conftest import COMMUNITY, GRID, divide

pytestmark = pytest.mark.django_db
MAX_BYTES = 100_000


def test_the_worker_serves_the_phones_pages_only(client: Client) -> None:
    answer = client.get("/grids/m/sw.js")
    source = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    data = json.loads(re.search(r"serve\((\{.*\})\);", source).group(1))  # type: ignore[union-attr]
    assert data["home"] == DEVICE_SESSION_PREFIX
    assert all(page.startswith(DEVICE_SESSION_PREFIX) for page in data["pages"])


def test_every_module_is_kept_by_the_phone() -> None:
    """A module left out of the list would be missing without a network."""
    folder = Path(str(finders.find(files.ENTRY))).parent
    on_disk = {f"js/phone/{path.name}" for path in folder.glob("*.js")}
    assert on_disk == {files.ENTRY, *files.MODULES}


def test_the_version_changes_with_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def version() -> str:
        files.version.cache_clear()
        return files.version()

    before = version()
    changed = tmp_path / "app.js"
    changed.write_text("changed")
    real = finders.find
    monkeypatch.setattr(
        files.finders, "find", lambda name: str(changed) if name == files.ENTRY else real(name)
    )
    assert version() != before
    files.version.cache_clear()


def test_the_manifest_makes_it_installable(client: Client) -> None:
    answer = client.get("/grids/m/app.webmanifest")
    body = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (body["start_url"], body["scope"], body["display"]) == ("/grids/m/", "/grids/m/", "standalone")
    for icon in body["icons"]:
        if icon["type"] == "image/png":
            drawn = Image.open(io.BytesIO(client.get(icon["src"]).content))
            assert f"{drawn.width}x{drawn.height}" == icon["sizes"]
    assert client.get("/grids/m/icon-9999.png").status_code == 404


def test_the_first_load_is_light(phone: Client, area: SimpleNamespace) -> None:
    """≤ 100 kB over the network with the report's form; the map is another page."""
    pages = [phone.get(address).content for address in ("/grids/m/", "/grids/m/report/")]
    pages.append(phone.get("/grids/m/state/").content)  # outlines and names for the work without a network
    worker = phone.get("/grids/m/sw.js").content
    parts = [
        Path(str(finders.find(name))).read_bytes()
        for name in (*files.STYLES, files.ENTRY, files.ICON, *files.MODULES)
    ]
    total = sum(len(gzip.compress(part)) for part in [*pages, worker, *parts])
    assert total < MAX_BYTES, total


def test_state_gives_the_outlines_once(phone: Client, area: SimpleNamespace) -> None:
    first = phone.get("/grids/m/state/").json()
    assert first["user"]["name"] == area.worker.name and first["csrf"]
    assert [grid["code"] for grid in first["grids"]["list"]] == [area.grid.code]
    assert "grids" not in phone.get(f"/grids/m/state/?known={first['grids']['digest']}").json()


def test_state_gives_the_names_of_the_own_street_down_to_the_micro_grids(
    phone: Client, area: SimpleNamespace
) -> None:
    """Every county and street, and everything below the own street; of other streets nothing more."""
    micro = divide(f"{GRID}01", "第一微网格", 7)
    divide(f"{GRID}02", "第二微网格", 7)
    type(micro).objects.filter(pk=f"{GRID}02").update(is_active=False)
    street = {"code": "410802099", "name": "别处街道", "level": 4, "parent_id": "410802"}
    other = {"code": "410802099001", "name": "别处社区", "level": 5, "parent_id": "410802099"}
    for one in (street, other):
        type(micro).objects.create(full_name=one["name"], **one)
    places.refresh()
    known = phone.get("/grids/m/state/").json()["grids"]
    names = dict(known["names"])
    assert known["streets"] == [COMMUNITY[:9]]
    assert {"410802", COMMUNITY[:9], "410802099", COMMUNITY, GRID, micro.code} <= set(names)
    assert other["code"] not in names and f"{GRID}02" not in names
    assert names[micro.code] == "第一微网格"
    page = phone.get("/grids/m/report/").content.decode()
    assert f'value="{micro.code}"' in page and f'value="{GRID}02"' not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("longitude=113.205&latitude=35.205", True),
        ("longitude=2&latitude=48", False),
        ("", False),
        ("longitude=x", False),
    ],
)
def test_a_position_leads_to_its_grid(phone: Client, area: SimpleNamespace, query: str, found: bool) -> None:
    answer = phone.get(f"/grids/m/place/?{query}").json()
    assert answer["code"] == (area.grid.code if found else "")
    assert bool(answer["label"]) == found
