"""Recordings come in without tags, and with the same sound."""

import io
import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from mutagen import apev2, id3
from mutagen.ogg import OggPage
from mutagen.oggopus import OggOpus

from jiaozuo_social.cases import uploads
from tests.cases.test_uploads import sound

pytestmark = pytest.mark.django_db
SECRET = "李四的手机 35.2158N"
FRAMES = (b"\xff\xfb\x90\x64" + bytes(413)) * 8


def mp3() -> bytes:
    file = io.BytesIO(FRAMES)
    tags = id3.ID3()
    tags.add(id3.TPE1(encoding=3, text=SECRET))
    tags.save(file, v1=2)
    file.seek(0)
    ape = apev2.APEv2()
    ape["Artist"] = SECRET
    ape.save(file)
    return file.getvalue()


def ogg() -> bytes:
    head = b"OpusHead\x01\x01" + struct.pack("<HIh", 0, 48000, 0) + b"\0"
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 0)
    file = io.BytesIO()
    for number, packets in enumerate(([head], [tags], [b"\xfc\xff\xfe"] * 4)):
        page = OggPage()
        page.packets, page.serial, page.sequence = packets, 7, number
        page.first, page.last, page.position = number == 0, number == 2, 960 * number
        file.write(page.write())
    file.seek(0)
    found = OggOpus(file)
    found["artist"] = SECRET
    file.seek(0)
    found.save(file)
    return file.getvalue()


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def m4a(*more: bytes) -> bytes:
    """The place stands in udta, where no library for tags looks."""
    secret = SECRET.encode()
    track = box(b"trak", box(b"tkhd", bytes(20)), box(b"udta", box(b"name", secret)))
    moov = box(b"moov", box(b"mvhd", bytes(20)), track, box(b"udta", box(b"\xa9xyz", secret)))
    return box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + moov + box(b"mdat", FRAMES) + b"".join(more)


def wav() -> bytes:
    plain = sound()
    info = b"LIST" + struct.pack("<I", 40) + SECRET.encode().ljust(40)[:40]
    return plain[:12] + info + plain[12:] + info


@pytest.mark.parametrize(
    ("content", "name"), [(mp3(), "a.mp3"), (ogg(), "a.ogg"), (m4a(), "a.m4a"), (wav(), "a.wav")]
)
def test_tags_stay_behind(content: bytes, name: str) -> None:
    marks = (SECRET.encode(), SECRET.encode("utf-16"), b"ID3", b"APETAGEX", b"LIST", b"\xa9xyz")
    assert any(mark in content for mark in marks)
    clean = uploads.clean_upload(SimpleUploadedFile(name, content))
    kept = clean.content.read()
    assert not any(mark in kept for mark in marks) and b"TAG" not in kept[-128:]
    assert clean.name == name


def test_the_sound_is_untouched() -> None:
    def cleaned(content: bytes, name: str) -> bytes:
        return uploads.clean_upload(SimpleUploadedFile(name, content)).content.read()

    assert cleaned(mp3(), "a.mp3") == FRAMES
    assert cleaned(wav(), "a.wav") == sound()
    kept = cleaned(m4a(), "a.m4a")
    assert len(kept) == len(m4a()) and kept.index(FRAMES) == m4a().index(FRAMES)
    assert OggOpus(io.BytesIO(cleaned(ogg(), "a.ogg"))).info.length == OggOpus(io.BytesIO(ogg())).info.length


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (m4a(b"\0\0\xff\0free"), "a.m4a"),
        (m4a(box(b"free") * 30_000), "a.m4a"),
        (sound()[:30], "a.wav"),
        (ogg()[:60], "a.ogg"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(content: bytes, name: str) -> None:
    with pytest.raises(ValidationError, match="打不开，可能已损坏"):
        uploads.clean_upload(SimpleUploadedFile(name, content))


def test_nested_boxes_are_not_followed_for_ever() -> None:
    content = b""
    for _ in range(5000):
        content = box(b"moov", content)
    uploads.clean_upload(SimpleUploadedFile("a.m4a", box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + content))
