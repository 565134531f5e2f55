"""The kind of case of this app, as the case package must know it."""

from jiaozuo_social.cases.kinds import Facet, Kind
from jiaozuo_social.orgs.models import Duty

from . import casepage, forms_by_move, limits, messages, moves, public_face, seeing, waits
from .choices import ReporterKind, Urgency
from .exchange import results
from .states import GridState

GRID = Kind(
    code="grid",
    label="网格事项",
    model="grids.GridCase",
    prefix="WG",
    states=GridState,
    initial=GridState.REPORTED,
    moves=moves.MOVES,
    desk_duties=frozenset({Duty.DISPATCHER, Duty.GRID_LEADER}),
    template="grids/staff/case.html",
    desk="网格平台",
    unassigned="未派遣",
    forms=forms_by_move.GRID,
    messages=messages.GRID,
    waits=waits.GRID,
    facets=(
        Facet("urgency", "紧急程度", tuple(Urgency.choices), "gridcase__urgency"),
        Facet("reporter", "上报人", tuple(ReporterKind.choices), "gridcase__reporter_kind"),
    ),
    personal=("extension_reason", "suspension_note", "result_text"),
    number_digits=5,
    is_number_checked=False,
    is_held=True,
    shows=seeing.shown_to,
    desks=seeing.desks,
    named=seeing.named,
    limit=limits.of_clock,
    tells_registrar=True,
    context=casepage.context,
    face=public_face.FACE,
    after=results.note_move,
)
