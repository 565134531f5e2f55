#!/usr/bin/env python
"""Run a management command; without further settings it uses the demo's servers."""

import os
import signal
import sys
from pathlib import Path

DEMO_SETTINGS = "jiaozuo_social.settings.demo"
# These neither read nor write data.
WITHOUT_SERVERS = {
    *("help", "version", "check", "collectstatic", "findstatic", "diffsettings", "spectacular"),
    *("makemessages", "compilemessages", "startapp", "startproject"),
}


def main() -> None:
    _use_our_python()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEMO_SETTINGS)
    if not _needs_servers():
        _execute()
        return
    from jiaozuo_social.demo import folders, servers

    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))  # stop servers, too
    try:
        with servers.running(folders.DEMO_FOLDER, _say) as addresses:
            os.environ.update(addresses)
            _execute()
    except folders.ServerFailed as problem:
        sys.exit(str(problem))


def _execute() -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def _use_our_python() -> None:
    """``python manage.py`` means the environment of this project, whichever Python was found."""
    ours = Path(__file__).resolve().parent / ".venv/bin/python"
    try:
        import django  # noqa: F401
    except ImportError:
        if not ours.exists():
            sys.exit("还没有安装依赖。请先运行 make install（或 make demo）。")
        os.execv(ours, [str(ours), *sys.argv])


def _needs_servers() -> bool:
    """Only the demo's settings, without a database of the user's choice, and with a real command."""
    chosen = os.environ["DJANGO_SETTINGS_MODULE"] != DEMO_SETTINGS or os.environ.get("DATABASE_URL")
    asks = sys.argv[1:2]
    help_only = not asks or asks[0].startswith("-") or {"-h", "--help"} & set(sys.argv)
    return not (chosen or help_only or asks[0] in WITHOUT_SERVERS)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
