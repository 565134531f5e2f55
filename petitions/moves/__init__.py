"""Every move of a petition (rules §1.5), with its limits (§1.2, §1.3) by clock rule code."""

from jiaozuo_social.cases.moves import MoveTable

from ..states import PetitionState as S
from .citizen import CITIZEN
from .desk import INTAKE, OBJECTION
from .keeping import KEEPING
from .oversight import OVERSIGHT
from .publishing import PUBLISHING
from .review import REVIEWS
from .unit import UNIT_MOVES

MOVES = MoveTable(
    moves=(*INTAKE, *OBJECTION, *UNIT_MOVES, *REVIEWS, *OVERSIGHT, *CITIZEN, *PUBLISHING, *KEEPING),
    final=frozenset({S.REJECTED, S.CONCLUDED, S.CLOSED, S.WITHDRAWN}),
)  # fmt: skip
