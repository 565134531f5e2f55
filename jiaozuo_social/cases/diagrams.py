"""The moves tables as Mermaid state diagrams, so that the picture in docs/ is the table itself."""

from . import kinds
from .kinds import Kind
from .moves import Seat


def who_of(kind: Kind, name: str) -> str:
    """Short names of those who may make a move: duties in Chinese, 信访人, 系统."""
    names = []
    for who in kind.moves[name].who:
        label = (
            str(who.duty.label) if isinstance(who, Seat) else {"petitioner": "信访人", "system": "系统"}[who]
        )
        if label not in names:
            names.append(label)
    return "、".join(names)


def diagram(kind: Kind) -> str:
    """A ``stateDiagram-v2`` of the moves that change the state; the others are listed below it."""
    lines = ["stateDiagram-v2", f"    [*] --> {kind.initial}"]
    lines += [f"    {value}: {label}" for value, label in kind.states.choices]
    for move in kind.moves:
        if move.to is not None:
            lines += [f"    {before} --> {move.to}: {move.label}" for before in move.frm]
    left = {before for move in kind.moves if move.to is not None for before in move.frm}
    lines += [f"    {state} --> [*]" for state in sorted(kind.moves.final - left)]
    return "\n".join(lines)


def page() -> str:
    """The whole of docs/states.md."""
    parts = [
        "# States and moves\n\nWritten by `python manage.py write_states`; a test compares it with the tables.\n"
    ]
    for kind in kinds.all_kinds():
        parts.append(f"## {kind.label} `{kind.code}`\n\n```mermaid\n{diagram(kind)}\n```\n")
        parts.append(
            "| move | label | from | to | who | starts | stops | article |\n|---|---|---|---|---|---|---|---|"
        )
        parts += [
            f"| `{move.name}` | {move.label} | {' '.join(move.frm)} | {move.to or '—'} | {who_of(kind, move.name)} "
            f"| {' '.join(move.starts) or '—'} | {' '.join(move.stops) or '—'} | {move.article or '—'} |"
            for move in kind.moves
        ]
        parts.append("")
    return "\n".join(parts)
