"""Values of the rules marked R (recalled) or D (our design), editable in the admin.

``from constance import config; config.QUERY_CODE_TRIES``. Each entry: default, help text with the
source, type. Verified limits of law live in ``cases.ClockRule`` rows instead.
"""

from typing import Any

CONSTANCE_CONFIG: dict[str, tuple[Any, ...]] = {
    "QUERY_CODE_TRIES": (5, "查询码连续输错几次后锁定（rules §1.4 D）", int),
    "QUERY_CODE_LOCK_MINUTES": (30, "查询码锁定分钟数（rules §1.4 D）", int),
    "MAX_REPRESENTATIVES": (5, "走访代表人数上限（信访工作条例第20条）", int),
    "GROUP_VISIT_PEOPLE": (5, "集体访起算人数（rules §1.1 R）", int),
    "UPLOAD_MAX_FILES": (9, "每次最多附件数", int),
    "UPLOAD_MAX_MB": (20, "单个附件上限（MB）", int),
    "RATING_WINDOW_DAYS": (30, "答复后可评价天数（rules §1.4 R）", int),
    "REPLY_EXTENSION_MAX_DAYS": (30, "延期最多天数（信访工作条例第34条）", int),
    "REPEAT_SUPERVISE_COUNT": (2, "第几次重复信访自动督办（rules §1.2 D）", int),
    "DIGEST_HOUR": (9, "每日提醒短信从几点起发送（D）", int),
}

CONSTANCE_CONFIG_FIELDSETS = {
    "查询与评价": ("QUERY_CODE_TRIES", "QUERY_CODE_LOCK_MINUTES", "RATING_WINDOW_DAYS"),
    "受理与办理": (
        "MAX_REPRESENTATIVES",
        "GROUP_VISIT_PEOPLE",
        "REPLY_EXTENSION_MAX_DAYS",
        "REPEAT_SUPERVISE_COUNT",
    ),
    "附件": ("UPLOAD_MAX_FILES", "UPLOAD_MAX_MB"),
    "消息": ("DIGEST_HOUR",),
}
