"""Role × address × object: one row per address of the portal. A new view without a row fails the test.

The API has its own table in ``tests/api/test_matrix.py``; allauth's own pages and the admin's are theirs
to test. To add a view: one row in the table of its readers, and its name in FORMS or POST_ONLY if it takes
a POST.
"""

from dataclasses import dataclass

STAFF = frozenset(
    "clerk approver worker head co_worker reviewer rechecker warden stranger leader other_worker "
    "accused_officer city_officer solicitor admin burden secretary dispatcher "
    "grid_worker checker".split()
)
OUTSIDE = frozenset({"former", "citizen"})
# Who sees the ordinary case of the county, sent to a unit and a co-unit; who the accusation.
SEES = frozenset("clerk approver worker head co_worker reviewer rechecker".split())
OFFICERS = frozenset({"warden", "city_officer"})
UNIT = frozenset({"worker", "head"})
DESKS = frozenset("clerk worker co_worker other_worker".split())
IMPORTERS = frozenset("clerk approver stranger burden dispatcher admin secretary".split())
URGERS = frozenset("approver warden stranger accused_officer city_officer".split())
SOLICITOR = frozenset({"solicitor"})
BURDEN = frozenset({"burden"})
PLATFORM = frozenset({"dispatcher"})
# Who sees a report of the community's 网格员, and what was proposed as a 类问题 there.
GRID = frozenset("grid_worker secretary dispatcher".split())
PLATFORMS = frozenset("secretary dispatcher".split())
# Everybody of a unit may look at the 减负 ledger, to find what it leads; what others lead is not found.
LEDGER = frozenset("burden secretary grid_worker leader worker head co_worker other_worker".split())
SECRETARY = frozenset({"secretary"})
# The leader of the matrix leads the city, of which the community is a part.
CONSULTED = frozenset({"secretary", "grid_worker", "leader"})
# Who goes from door to door drafts and enters votes; what binds the community is its leader's.
CANVASSERS = frozenset({"secretary", "grid_worker"})
TASK_READERS = frozenset("burden secretary grid_worker leader worker head".split())
# Handlers of grid cases and a 网格长; whose tasks and reports they see: tests/grids/phone.
PHONES = frozenset("worker co_worker other_worker secretary grid_worker checker".split())
REPORTERS = frozenset("secretary grid_worker checker".split())
CREATORS = frozenset({"admin", "dispatcher"})
MANAGERS = CREATORS | {"secretary"}
REPORT_READERS = frozenset("approver leader solicitor".split())
# 部门领导, 调度员 and 网格长; the secretary is the 网格长 of a community.
BOARD_READERS = frozenset("leader secretary dispatcher".split())


@dataclass(frozen=True)
class Row:
    """``allowed`` staff get ``ok``; ``seen`` ones, who may look but not act, get 403; others ``refused``.

    ``missing`` ones may use such pages, but this object is not theirs: 404.

    People without a duty always get 403, nobody is sent to the login.
    """

    method: str
    name: str
    args: str
    allowed: frozenset[str]
    ok: int = 200
    refused: int = 404
    seen: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


STAFF_ROWS = (
    Row("get", "cases:start", "", STAFF),
    Row("get", "cases:inbox", "", STAFF),
    Row("post", "cases:save-view", "", STAFF, ok=302),
    Row("get", "cases:save-view", "", STAFF, ok=405),
    Row("post", "cases:delete-view", "view", frozenset({"clerk"}), ok=302),
    Row("get", "cases:bulk", "bulk", URGERS),
    Row("post", "cases:bulk", "bulk", URGERS),
    Row("get", "cases:case", "case", SEES),
    Row("get", "cases:case", "secret", OFFICERS),
    Row("get", "cases:case", "suggestion", SOLICITOR),
    Row("get", "cases:reveal", "case", SEES),
    Row("post", "cases:reveal", "secret", OFFICERS),
    Row("get", "cases:move", "case accept", UNIT, seen=SEES - UNIT),
    Row("post", "cases:move", "case accept", UNIT, seen=SEES - UNIT),
    Row("get", "cases:move", "case urge", frozenset({"approver"}), seen=SEES - {"approver"}),
    Row("get", "cases:move", "case contact", UNIT, seen=SEES - UNIT),
    Row("post", "cases:move", "case contact", UNIT, seen=SEES - UNIT),
    Row("get", "cases:move", "secret dispatch", OFFICERS),
    Row("post", "cases:move", "secret dispatch", OFFICERS),
    Row("post", "cases:move", "suggestion screen", SOLICITOR),
    Row("get", "cases:attachment", "case file", SEES),
    Row("get", "cases:attachment", "secret file", OFFICERS),
    Row("get", "cases:attachment", "crossed file", frozenset()),
    Row("get", "cases:preview", "case photo", SEES),
    Row("get", "cases:preview", "secret file", frozenset()),
    Row("get", "cases:preview", "case file", frozenset()),
    Row("get", "cases:document", "case paper", SEES),
    Row("get", "cases:document", "secret paper", OFFICERS),
    Row("get", "cases:document", "crossed paper", frozenset()),
    Row("get", "cases:document-docx", "case paper", SEES),
    Row("get", "cases:document-docx", "secret paper", OFFICERS),
    Row("get", "ledger:imports", "", IMPORTERS, refused=403),
    Row("get", "ledger:import-new", "", IMPORTERS, refused=403),
    Row("get", "ledger:import", "token", IMPORTERS, ok=404, refused=403),
    Row("get", "ledger:import-mapping", "token", IMPORTERS, ok=404, refused=403),
    Row("post", "ledger:mapping-delete", "token mapping", IMPORTERS, ok=404, refused=403),
    Row("get", "ledger:import-progress", "token", IMPORTERS, ok=404, refused=403),
    Row("post", "ledger:import-start", "token", IMPORTERS, ok=404, refused=403),
    Row("post", "ledger:import-discard", "token", IMPORTERS, ok=404, refused=403),
    Row("get", "ledger:import-errors", "token form", IMPORTERS, ok=404, refused=403),
    Row("get", "ledger:exports", "", STAFF),
    Row("get", "ledger:export-new", "", STAFF),
    Row("get", "ledger:export", "token", frozenset()),
    Row("get", "ledger:export-progress", "token", frozenset()),
    Row("get", "ledger:export-file", "token", frozenset()),
    Row("get", "petitions:desk", "", DESKS, refused=403),
    Row("post", "petitions:desk", "", DESKS, refused=403),
    Row("get", "petitions:desk-receipt", "case", DESKS, ok=302, refused=403),
    Row("get", "petitions:suggestion-register", "", SOLICITOR, refused=403),
    Row("get", "petitions:campaign-list", "", SOLICITOR, refused=403),
    Row("get", "petitions:campaign-new", "", SOLICITOR, refused=403),
    Row("get", "petitions:campaign-detail", "campaign", SOLICITOR, refused=403),
    Row("get", "petitions:campaign-edit", "campaign", SOLICITOR, refused=403),
    Row("post", "petitions:campaign-move", "campaign close", SOLICITOR, refused=403),
    Row("get", "grids:phone-today", "", PHONES, refused=403),
    Row("get", "grids:phone-state", "", PHONES, refused=403),
    Row("get", "grids:phone-place", "", PHONES, refused=403),
    Row("get", "grids:phone-report", "", REPORTERS, refused=403),
    Row("post", "grids:phone-report", "", REPORTERS, ok=400, refused=403),
    Row("get", "grids:phone-task", "case", PHONES, ok=404, refused=403),  # no grid case
    Row("get", "grids:phone-move", "case accept", PHONES, ok=404, refused=403),
    Row("get", "grids:phone-photo", "case file", PHONES, ok=404, refused=403),
    Row("get", "grids:phone-preview", "case file", PHONES, ok=404, refused=403),
    Row("get", "grids:phone-visits", "", PHONES, refused=403),
    Row("get", "grids:phone-visit-new", "", PHONES, refused=403),
    Row("get", "grids:phone-me", "", PHONES, refused=403),
    Row("post", "grids:phone-visit-followed", "missing", PHONES, ok=404, refused=403),
    Row("post", "grids:phone-device-revoke", "missing", PHONES, ok=404, refused=403),
    Row("post", "grids:phone-notices-read", "", PHONES, ok=302, refused=403),
    Row("post", "grids:phone-logout", "", PHONES, ok=302, refused=403),
    Row("get", "reports:list", "", REPORT_READERS, refused=403),
    Row("get", "reports:report", "month", REPORT_READERS, refused=403),
    Row("post", "reports:compute", "month", REPORT_READERS, ok=302, refused=403),
    Row("post", "reports:freeze", "month", REPORT_READERS, ok=404, refused=403),
    Row("get", "reports:differences", "month", REPORT_READERS, ok=404, refused=403),
    Row("get", "reports:rows", "month", REPORT_READERS - {"leader"}, ok=404, refused=403),
    Row("get", "reports:file", "month json", REPORT_READERS, ok=404, refused=403),
    Row("get", "cases:case", "grid case", GRID),
    Row("get", "cases:reveal", "grid case", GRID),
    Row("get", "cases:move", "grid case escalate", frozenset({"secretary"}), seen=GRID - {"secretary"}),
    Row("post", "cases:move", "grid case escalate", frozenset({"secretary"}), seen=GRID - {"secretary"}),
    Row("post", "cases:move", "grid case file", frozenset(), seen=GRID),
    Row("get", "grids:desk", "", PLATFORMS, refused=403),
    Row("get", "grids:proposals", "", PLATFORMS, refused=403),
    Row("get", "grids:proposal", "proposal", PLATFORMS),
    Row("post", "grids:proposal", "proposal", frozenset({"secretary"}), seen=PLATFORMS),
    Row("get", "grids:board", "", BOARD_READERS, refused=403),
    Row("get", "grids:burden-tasks", "", LEDGER, refused=403),
    Row("get", "grids:burden-task", "task", TASK_READERS, refused=403, missing=LEDGER),
    Row("get", "grids:burden-task-new", "", BURDEN, refused=403),
    Row("get", "grids:burden-task-edit", "task", BURDEN, refused=403),
    Row("get", "grids:burden-step", "task progress", UNIT, refused=403, missing=LEDGER - TASK_READERS),
    Row(
        "post",
        "grids:burden-step",
        "task rate",
        CANVASSERS,
        refused=403,
        missing=LEDGER - TASK_READERS,
    ),
    Row(
        "get", "grids:burden-check", "task check", BURDEN, ok=404, refused=403, missing=LEDGER - TASK_READERS
    ),
    Row("get", "grids:burden-file", "task file", TASK_READERS, refused=403, missing=LEDGER),
    Row("get", "grids:burden-catalogue", "", LEDGER, refused=403),
    Row("get", "grids:burden-category-edit", "burden category", frozenset(), refused=403),
    Row("get", "grids:burden-item-new", "", frozenset(), refused=403),
    Row("get", "grids:burden-item-edit", "burden item", frozenset(), refused=403),
    Row("get", "grids:burden-inventory", "", LEDGER, refused=403),
    Row("get", "grids:burden-row-new", "", frozenset({"burden", "secretary", "grid_worker"}), refused=403),
    Row("get", "grids:burden-row", "inventory row", TASK_READERS, refused=403, missing=LEDGER),
    Row("get", "grids:burden-row-edit", "inventory row", BURDEN, refused=403),
    Row("get", "grids:burden-row-file", "inventory file", TASK_READERS, refused=403, missing=LEDGER),
    Row("get", "grids:burden-twice", "", LEDGER, refused=403),
    Row("get", "grids:burden-synonyms", "", BURDEN, refused=403),
    Row("post", "grids:burden-synonym-delete", "synonym", BURDEN, ok=302, refused=403),
    Row("get", "grids:burden-export", "burden export", LEDGER, refused=403),
    Row("get", "grids:map", "", STAFF),
    Row("get", "grids:map-boundaries", "", frozenset()),
    Row("get", "grids:map-cases", "", STAFF),
    Row("get", "grids:map-heat", "", STAFF),
    Row("get", "grids:areas", "", MANAGERS, ok=302, refused=403),
    Row("get", "grids:area", "community", MANAGERS, refused=403),
    Row("get", "grids:boundary-upload", "", CREATORS, refused=403),
    Row("get", "grids:grid", "grid", MANAGERS, refused=403),
    Row("get", "grids:grid-new", "community", CREATORS, refused=403),
    Row("get", "grids:grid-edit", "grid", MANAGERS, refused=403),
    Row("post", "grids:grid-switch", "grid close", CREATORS, ok=302, refused=403),
    Row("get", "grids:term-new", "grid", MANAGERS, refused=403),
    Row("get", "grids:term-end", "grid term", MANAGERS, refused=403),
    Row("get", "grids:consultation-list", "", CONSULTED, refused=403),
    Row("get", "grids:consultation-new", "", CANVASSERS, refused=403),
    Row("get", "grids:consultation-households", "", CANVASSERS, refused=403),
    Row("post", "grids:consultation-household-strike", "household", CANVASSERS, ok=302, refused=403),
    Row("get", "grids:consultation", "consultation", CONSULTED, refused=403),
    Row("get", "grids:consultation-edit", "consultation", CANVASSERS, ok=409, refused=403),
    Row("get", "grids:consultation-step", "consultation begin", SECRETARY, refused=403),
    Row("post", "grids:consultation-step", "consultation begin", SECRETARY, ok=302, refused=403),
    Row("get", "grids:consultation-file", "consultation file", CONSULTED, refused=403),
    Row("get", "grids:consultation-vote-entry", "consultation", CANVASSERS, ok=409, refused=403),
    Row("get", "grids:consultation-slips", "consultation", CANVASSERS, ok=409, refused=403),
    Row("get", "grids:consultation-reveal", "consultation", SECRETARY, refused=403),
    Row("get", "grids:consultation-receive", "consultation", CANVASSERS, ok=409, refused=403),
    Row("get", "grids:consultation-pay", "consultation", SECRETARY, ok=409, refused=403),
    Row("get", "grids:consultation-void", "consultation vote", SECRETARY, ok=404, refused=403),
    Row("get", "grids:consultation-relieve", "consultation share", SECRETARY, ok=404, refused=403),
    Row("get", "grids:consultation-reverse", "consultation line", SECRETARY, ok=404, refused=403),
    Row("get", "grids:order-sources", "", PLATFORM, refused=403),
    Row("get", "grids:order-source", "order source", PLATFORM, refused=403),
    Row("get", "grids:order-results", "order source", PLATFORM, ok=404, refused=403),
    Row("post", "grids:order-returned", "order source", PLATFORM, ok=404, refused=403),
    Row("get", "api-tokens", "", STAFF),
    Row("post", "api-token-revoke", "api token", frozenset({"clerk"}), ok=302),
)

# (method, name, arguments, answer to whoever is logged in); nobody is sent to the login.
LOGGED_IN_ROWS = (
    ("get", "notices", "", 200),
    ("post", "notices-read-all", "", 302),
    ("get", "notice-open", "notice", 405),
    ("get", "status:mine", "", 200),
    ("get", "account_me", "", 200),
    ("post", "account-device-revoke", "missing", 404),
)

# (method, name, arguments, answer): the same to everybody, logged in or not.
PUBLIC_ROWS = (
    ("get", "home", "", 200),
    ("get", "petitions-home", "", 302),
    ("get", "healthz", "", 200),
    ("get", "large-print", "", 302),
    ("get", "privacy-notice", "", 200),
    ("get", "accessibility", "", 200),
    ("get", "place-children", "", 200),
    ("get", "petitions:file", "", 200),
    ("get", "petitions:write", "", 200),
    ("get", "petitions:similar", "", 200),
    ("get", "petitions:published", "", 200),
    ("get", "petitions:published-one", "case", 404),
    ("get", "status:open", "", 200),
    ("post", "status:leave", "", 302),
    ("get", "status:receipt", "case number", 404),
    ("get", "status:case", "case number", 302),
    ("get", "status:case", "secret number", 302),
    ("get", "status:move", "case number supplement", 302),
    ("get", "status:file", "case number file", 302),
    ("get", "status:preview", "case number file", 302),
    ("get", "status:document", "case number paper", 302),
    ("get", "status:docx", "case number paper", 302),
    ("get", "petitions:suggestions", "", 200),
    ("get", "petitions:campaign", "campaign", 200),
    ("get", "petitions:suggest", "", 200),
    ("get", "petitions:suggestions-similar", "", 200),
    ("get", "petitions:adopted", "", 200),
    ("get", "petitions:adopted-one", "case number", 404),
    ("post", "petitions:adopted-vote", "case number", 404),
    ("get", "grids:notices", "", 200),
    ("get", "grids:report-similar", "", 200),
    ("get", "grids:notice", "grid", 200),
    ("get", "grids:sign", "grid", 200),
    ("get", "grids:consultations", "", 200),
    ("get", "grids:consultation-public", "consultation", 200),
    ("get", "grids:consultation-vote", "consultation", 200),
    ("get", "grids:consultation-public-file", "consultation file", 404),
    ("get", "grids:report", "", 200),
    ("get", "grids:scanned", "grid", 302),
    ("get", "grids:signs", "grid", 200),
    ("get", "grids:sign-picture", "grid", 200),
    ("get", "demo-outbox", "", 200),
    ("get", "grids:phone-queue", "", 200),
    ("get", "grids:phone-worker", "", 200),
    ("get", "grids:phone-manifest", "", 200),
    ("get", "grids:phone-icon", "icon", 200),
    ("get", "account_reset_password", "", 200),
    ("get", "account_email", "", 302),
)

# (name, answer to nobody, answer to who is logged in already).
LOGIN_ROWS = (
    ("account_login", 200, 302),
    ("account_request_login_code", 200, 302),
    ("account_confirm_login_code", "login", 302),
    ("grids:phone-login", 200, 403),
    ("mfa_index", "login", 200),
    ("socialaccount_connections", "login", 200),
)

# What the holder of a receipt gets, of the own case and of others (302: asked for the receipt).
HOLDER_ROWS = (
    ("status:case", "case number", 200),
    ("status:case", "secret number", 302),
    ("status:case", "suggestion number", 302),
    ("status:move", "case number supplement", 200),
    ("status:move", "case number accept", 404),
    ("status:file", "case number crossed file", 404),
    ("status:preview", "case number crossed file", 404),
    ("status:document", "case number paper", 200),
    ("status:document", "case number crossed paper", 404),
    ("status:docx", "case number crossed paper", 404),
    ("status:receipt", "case number", 404),
    ("cases:case", "case", "login"),
    ("cases:attachment", "case file", "login"),
    ("cases:preview", "case file", "login"),
)

# What takes a POST; everything else answers it with 405.
POST_ONLY = frozenset(
    "cases:save-view cases:delete-view notices-read-all notice-open ledger:mapping-delete ledger:import-start "
    "ledger:import-discard status:leave petitions:adopted-vote api-token-revoke reports:compute "
    "reports:freeze grids:burden-synonym-delete account-device-revoke grids:phone-visit-followed "
    "grids:phone-device-revoke grids:phone-notices-read grids:phone-logout grids:grid-switch "
    "grids:consultation-household-strike grids:order-returned".split()
)
FORMS = frozenset(
    "grids:desk cases:bulk cases:reveal cases:move ledger:import-new ledger:import-mapping ledger:export-new "
    "petitions:desk petitions:write petitions:suggest status:open status:move "
    "grids:boundary-upload grids:grid-new grids:grid-edit grids:term-new grids:term-end "
    "petitions:suggestion-register petitions:campaign-new petitions:campaign-edit petitions:campaign-move "
    "api-tokens large-print grids:report grids:burden-task-new grids:burden-task-edit grids:burden-step grids:burden-check "
    "grids:burden-category-edit grids:burden-item-new grids:burden-item-edit grids:burden-row-new "
    "grids:burden-row-edit grids:burden-synonyms grids:phone-login grids:phone-report grids:phone-move "
    "grids:phone-visit-new grids:consultation-new grids:consultation-edit "
    "grids:consultation-households grids:consultation-step grids:consultation-vote-entry grids:consultation-reveal "
    "grids:consultation-receive grids:consultation-pay grids:consultation-reverse grids:consultation-vote "
    "grids:consultation-void grids:consultation-relieve "
    "grids:proposal".split()
)
