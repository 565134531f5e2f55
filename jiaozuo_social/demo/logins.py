"""One login per duty for the demo; printed at its start, never used anywhere else."""

DEMO_PASSWORD = "Jiaozuo-2026"

# (duty label, user name, name, department code, duties)
STAFF = (
    ("信访登记员（市）", "dengji", "登记员甲", "jzxf", ("registrar",)),
    ("信访审批（市）", "shenpi", "审批员甲", "jzxf", ("approver",)),
    ("信访登记员（解放区）", "jf_dengji", "登记员乙", "jfxf", ("registrar",)),
    ("信访审批（解放区）", "jf_shenpi", "审批员乙", "jfxf", ("approver",)),
    ("承办单位经办", "jf_jingban", "经办员甲", "jfzj", ("handler",)),
    ("单位负责人", "jf_fuze", "负责人甲", "jfzj", ("head",)),
    ("协办单位经办", "jf_xieban", "经办员乙", "jfcg", ("handler",)),
    ("协办单位负责人", "jf_cgfuze", "负责人乙", "jfcg", ("head",)),
    ("上级复查", "jf_fucha", "复查员甲", "jf", ("reviewer",)),
    ("上级复核", "fuhe", "复核员甲", "jz", ("reviewer",)),
    ("信访专管员（保密）", "zhuanguan", "专管员甲", "jzxf", ("confidential",)),
    ("征集办", "zhengji", "征集员甲", "jzsg", ("solicitor",)),
    ("网格平台调度员（市）", "wg_shi", "调度员甲", "jzwg", ("dispatcher",)),
    ("网格平台调度员（解放区）", "wg_jf", "调度员乙", "jfwg", ("dispatcher",)),
    ("网格平台调度员（王褚街道）", "wg_wc", "调度员丙", "jfwc", ("dispatcher",)),
    ("网格员（锦祥花园社区）", "wgy_jinxiang", "网格员甲", "jfjx", ("grid_worker",)),
    ("网格长（丽景社区）", "wgz_lijing", "网格长乙", "mclj", ("grid_leader",)),
    ("网格员（丽景社区）", "wgy_lijing", "网格员乙", "mclj", ("grid_worker",)),
    ("网格核查员（解放区）", "wg_hecha", "核查员甲", "jfwg", ("checker",)),
    ("部门领导（只看数字）", "lingdao", "部领导甲", "jzsg", ("leader",)),
    ("减负专班（市）", "jianfu", "减负专员甲", "jzsg", ("burden",)),
    ("减负专班（解放区）", "jf_jianfu", "减负专员乙", "jf", ("burden",)),
    ("社区书记、网格长（锦祥花园社区）", "jf_shequ", "社区书记甲", "jfjx", ("grid_leader",)),
    ("系统管理员", "admin", "管理员甲", "jzsg", ("admin",)),
)

LOGINS = [(label, username, DEMO_PASSWORD) for label, username, _, _, _ in STAFF]
