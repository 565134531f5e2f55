"""The rows of an exported list: its keys first, then what belongs to them piece by piece."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Func, OuterRef, Subquery, TextField, Value

from jiaozuo_social.cases.models import Case, Party
from jiaozuo_social.privacy import cipher
from jiaozuo_social.privacy.masks import mask_name, mask_phone

from . import casecolumns, readahead, selection
from .models import ExportRun

PIECE = 2000
PERSONAL = ("信访人", "联系电话")
BETWEEN = " "  # of the sealed name and the sealed phone; no sealed value has one
Cells = Sequence[Any]


def pieces(run: ExportRun, keys: Sequence[int], order: Sequence[Any]) -> Generator[list[Cells]]:
    """The list as the user may see it now, in its order: piece by piece, column by column; nothing is kept."""
    columns = casecolumns.all_columns()
    readers = [column.read for column in columns]
    done = 0

    def each() -> Iterator[Sequence[int]]:
        for start in range(0, len(keys), PIECE):
            run.note(rows_done=done)
            yield keys[start : start + PIECE]

    for rows in readahead.pieces(_asked(run, columns).order_by(*order), each()):
        if rows:
            done += len(rows)
            yield _read(rows, readers)
    run.note(rows_done=done)


def _asked(run: ExportRun, columns: Sequence[casecolumns.Column]) -> Any:
    clear = selection.clear_for(run.user) if run.is_clear else None
    openly = ExpressionWrapper(clear, BooleanField()) if clear is not None else Value(False)
    cells = {f"cell_{n}": column.expression for n, column in enumerate(columns)}
    visible = Case.objects.visible_to(run.user).annotate(openly=openly, person=_person(), **cells)
    return visible.values_list(*cells, "openly", "person")


def _person() -> Subquery:
    """Name and phone of the first petitioner, sealed."""
    contact = Func(Value(BETWEEN), "name", "phone", function="concat_ws", output_field=TextField())
    people = Party.objects.filter(case=OuterRef("pk"), role=Party.Role.PETITIONER).order_by("pk")
    return Subquery(people.values(contact=contact)[:1])


def _read(rows: list[readahead.Row], readers: Iterable[Callable[[Any], Any] | None]) -> list[Cells]:
    *columns, openly, person = zip(*rows, strict=True)
    cells = [list(map(read, each)) if read else each for read, each in zip(readers, columns, strict=True)]
    return [*cells, *_contacts(person, openly)]


def _contacts(people: Cells, openly: Cells) -> tuple[list[str], list[str]]:
    """Names and phones, masked except where they may go out."""
    opened = cipher.opener()
    names, phones = [], []
    for person, is_clear in zip(people, openly, strict=True):
        name, phone = [opened(part) if part else "" for part in (person or BETWEEN).split(BETWEEN)]
        names.append(name if is_clear else mask_name(name))
        phones.append(phone if is_clear else mask_phone(phone))
    return names, phones
