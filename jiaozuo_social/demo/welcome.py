"""The last lines of ``make demo``: where to go and as whom."""

import unicodedata
from importlib import import_module
from importlib.util import find_spec

from jiaozuo_social.settings.login import DEVICE_SESSION_PREFIX


def address(host: str, port: int) -> str:
    return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"


def welcome(host: str, port: int, seconds: float) -> None:
    base = address(host, port)
    lines = [
        "",
        f"演示已就绪（{seconds:.1f} 秒）。按 Ctrl-C 停止。",
        "",
        f"  群众入口    {base}/",
        f"  工作人员    {base}/accounts/login/",
        f"  网格员手机  {base}{DEVICE_SESSION_PREFIX}",
        f"  系统管理    {base}/admin/",
        f"  演示短信    {base}/demo/outbox/",
        "",
        *_logins(),
    ]
    print("\n".join(lines), flush=True)


def _logins() -> list[str]:
    """One login per duty, from the demo's data."""
    if find_spec("jiaozuo_social.demo.logins") is None:
        return []
    logins: list[tuple[str, str, str]] = import_module("jiaozuo_social.demo.logins").LOGINS
    rows = [("岗位", "用户名", "密码"), *logins]
    widths = [max(_width(row[column]) for row in rows) for column in range(3)]
    return [
        "  " + "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ] + [""]


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
