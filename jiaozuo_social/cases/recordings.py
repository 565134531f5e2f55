"""Recordings keep their sound and lose what the phone or the owner wrote beside it: names, places, pictures."""

import tempfile
from collections.abc import Callable, Iterator
from typing import IO, Any

import mutagen
from django.core.exceptions import ValidationError
from mutagen import apev2, id3

# Boxes of MP4 in which tags stand, and those in which they may lie.
MP4_TAGS, MP4_PARENTS = (b"udta", b"meta", b"uuid"), (b"moov", b"trak")
MP4_BOXES, MP4_DEPTH = 20_000, 2  # of an honest recording; more is made to keep us busy
WAV_SOUND = (b"fmt ", b"fact", b"data")
UNREADABLE = (mutagen.MutagenError, OSError, ValueError, EOFError, IndexError, KeyError)


def without_tags(content: IO[bytes], content_type: str, name: str) -> IO[bytes]:
    """A copy without tags; AMR has none. Raises ValidationError for what cannot be read."""
    copy: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=2_500_000)  # noqa: SIM115  (closed by the store)
    content.seek(0)
    while chunk := content.read(1024 * 1024):
        copy.write(chunk)
    try:
        if strip := STRIP.get(content_type):
            copy.seek(0)
            strip(copy)
    except UNREADABLE as exc:
        raise ValidationError(f"“{name}”打不开，可能已损坏，请换一个文件。", code="broken") from exc
    copy.seek(0)
    return copy


def _mp3(file: IO[bytes]) -> None:
    """At the front and at the end, where one kind may hide another."""
    for delete in (id3.delete, apev2.delete, id3.delete):
        file.seek(0)
        delete(file)


def _ogg(file: IO[bytes]) -> None:
    found = mutagen.File(file)
    if found is None:
        raise ValueError("no stream of sound")
    file.seek(0)
    found.delete(file)


def _mp4(file: IO[bytes]) -> None:
    """Blank in place: the sound is found by its distance from the front, which must not change."""
    for number, (start, end, kind) in enumerate(_boxes(file, 0, _size(file))):
        if number > MP4_BOXES:
            raise ValueError("too many boxes")
        if kind in MP4_TAGS:
            file.seek(start + 4)
            file.write(b"free" + b"\0" * (end - start - 8))


def _boxes(file: IO[bytes], start: int, end: int, depth: int = 0) -> Iterator[tuple[int, int, bytes]]:
    while start + 8 <= end:
        file.seek(start)
        size, kind, head = int.from_bytes(file.read(4)), file.read(4), 8
        if size == 1:
            size, head = int.from_bytes(file.read(8)), 16
        stop = start + size if size else end
        if stop < start + head or stop > end:
            raise ValueError("a box that does not end where it should")
        yield start, stop, kind
        if kind in MP4_PARENTS and depth < MP4_DEPTH:
            yield from _boxes(file, start + head, stop, depth + 1)
        start = stop


def _wav(file: IO[bytes]) -> None:
    """Only the chunks of the sound are written again; recorders add others with names and dates."""
    kept, place, end = [], 12, _size(file)
    while place + 8 <= end:
        file.seek(place)
        kind, size = file.read(4), int.from_bytes(file.read(4), "little")
        if kind in WAV_SOUND:
            kept.append((kind, file.read(size)))  # never longer than what was uploaded
        place += 8 + size + size % 2
    if not {b"fmt ", b"data"} <= {kind for kind, _ in kept}:
        raise ValueError("no sound")
    body = b"".join(
        kind + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2) for kind, data in kept
    )
    file.seek(0)
    file.truncate()
    file.write(b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WAVE" + body)


def _size(file: IO[bytes]) -> int:
    return file.seek(0, 2)


STRIP: dict[str, Callable[[Any], None]] = {
    "audio/mpeg": _mp3,
    "audio/mp4": _mp4,
    "audio/wav": _wav,
    "audio/ogg": _ogg,
}
