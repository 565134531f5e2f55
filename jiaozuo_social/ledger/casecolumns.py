"""Columns of the exported list; apps add those of their own kinds in ``AppConfig.ready()``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Case as Choice
from django.db.models import F, Func, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Now

from jiaozuo_social.cases import kinds
from jiaozuo_social.cases.models import Case, Rating
from jiaozuo_social.places.selectors import label as place_label


@dataclass(frozen=True)
class Column:
    """``value`` is what the database gives, a path or an expression; ``read`` makes the cell of it.

    One value a column, so that a row is a tuple and most cells need nothing done to them here.
    """

    label: str
    value: Any
    read: Callable[[Any], Any] | None = None

    @property
    def expression(self) -> Any:
        return F(self.value) if isinstance(self.value, str) else self.value


class Written(Func):
    """A time as text, so that it reads alike in every spreadsheet; the database writes it faster."""

    function = "to_char"
    template = "%(function)s(timezone(%(expressions)s), 'YYYY-MM-DD HH24:MI')"
    output_field = TextField()

    def __init__(self, path: str) -> None:
        super().__init__(Value(settings.TIME_ZONE), path)


def words(label: str, value: Any, choices: Iterable[tuple[Any, Any]]) -> Column:
    return Column(label, value, {one: str(word) for one, word in choices}.get)


def moment(label: str, path: str) -> Column:
    return Column(label, Written(path))


def yes_no(label: str, value: Any) -> Column:
    return words(label, value, [(True, "是")])


def either(condition: Q, then: Any, otherwise: Any) -> Choice:
    return Choice(When(condition, then=then), default=otherwise, output_field=TextField())


def _kind(code: str) -> str:
    return kinds.get(code).label


@cache
def _state(joined: str) -> str:
    kind, _, state = joined.partition(".")
    return {value: str(label) for value, label in kinds.get(kind).states.choices}.get(state, "")


def _rating(label: str, about: str) -> Column:
    given = Rating.objects.filter(case=OuterRef("pk"), about=about)
    return words(label, Subquery(given.values("level")), Rating.Level.choices)


BASE = (
    Column("编号", "number"),
    Column("类型", "kind", _kind),
    Column("状态", Func(Value("."), "kind", "state", function="concat_ws", output_field=TextField()), _state),
    Column("标题", "title"),
    Column("内容分类", "category__name"),
    Column("属地", "place_code", place_label),
    words("渠道", "channel", Case.Channel.choices),
    Column("收到时间", either(Q(received_unknown=True), Value("不详"), Written("received_at"))),
    Column("主办单位", "department__name"),
    Column("经办人", "handler__name"),
    moment("最近期限", "due_at"),
    Column("超期", either(Q(is_open=True, due_at__lt=Now()), Value("是"), Value(""))),
    yes_no("督办", "is_supervised"),
    yes_no("重复", Q(repeat_of__isnull=False)),
    _rating("评价信访部门", Rating.About.BUREAU),
    _rating("评价责任单位", Rating.About.UNIT),
)
_added: dict[str, tuple[Column, ...]] = {}


def add(app: str, *columns: Column) -> None:
    """Columns of an app's kinds, after the common ones; again replaces."""
    _added[app] = columns


def all_columns() -> list[Column]:
    return [*BASE, *(column for columns in _added.values() for column in columns)]
