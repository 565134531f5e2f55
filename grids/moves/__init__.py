"""Every move of a grid case (rules §5.4), with its limits by clock rule code."""

from jiaozuo_social.cases.moves import MoveTable

from ..states import GridState as S
from .check import CHECKS
from .intake import INTAKE
from .oversight import OVERSIGHT
from .work import DELAYS, WORK

MOVES = MoveTable(
    moves=(*INTAKE, *WORK, *DELAYS, *CHECKS, *OVERSIGHT),
    final=frozenset({S.VOID, S.CLOSED, S.EVALUATED}),
)
