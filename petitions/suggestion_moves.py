"""Every move of a people's suggestion (rules §3)."""

from jiaozuo_social.cases.moves import MoveTable

MOVES = MoveTable(moves=())
