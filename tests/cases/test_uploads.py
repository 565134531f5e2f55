"""Files from people: what is kept of them, and what is refused with which sentence."""

import io
import socket
import threading
import wave
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pypdf
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject

from jiaozuo_social.cases import uploads, viruses
from jiaozuo_social.cases.models import Attachment
from tests import factories

PLACE = (Decimal("35.215833"), Decimal("113.241944"))


def sent(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def photo(
    format_: str = "JPEG", *, size: tuple[int, int] = (60, 40), gps: bool = True, mode: str = "RGB"
) -> bytes:
    image = Image.new(mode, size, "red")
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Orientation] = "SecretPhone", 6
    if gps:
        exif.get_ifd(IFD.GPSInfo).update(
            {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (35.0, 12.0, 57.0),
             GPS.GPSLongitudeRef: "E", GPS.GPSLongitude: (113.0, 14.0, 31.0)}
        )  # fmt: skip
    file = io.BytesIO()
    image.save(file, format_, exif=exif.tobytes())
    return file.getvalue()


def pdf(change: Any = None, *, password: str = "") -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    if change:
        change(writer)
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def sound() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(b"\0\0" * 800)
    return file.getvalue()


@pytest.fixture(autouse=True)
def database(db: None) -> None:
    """The limits are settings in the database."""


@pytest.mark.parametrize(("format_", "name"), [("JPEG", "a.jpg"), ("WEBP", "a.webp"), ("HEIF", "IMG_1.HEIC")])
def test_photos_are_written_anew_without_what_the_camera_added(format_: str, name: str) -> None:
    clean = uploads.clean_upload(sent(photo(format_), name))
    content = clean.content.read()
    assert b"SecretPhone" not in content and b"Exif" not in content
    assert (clean.content_type, clean.suffix) == ("image/jpeg", "jpg") and clean.name.endswith(".jpg")
    with Image.open(io.BytesIO(content)) as image:
        assert not dict(image.getexif())


def test_orientation_is_applied_before_it_is_lost() -> None:
    with Image.open(uploads.clean_upload(sent(photo(), "a.jpg")).content) as image:
        assert image.size == (40, 60)


def test_transparent_pictures_stay_png_and_large_ones_shrink(settings: Any) -> None:
    clean = uploads.clean_upload(sent(photo("PNG", mode="RGBA", size=(5000, 50)), "a.png"))
    assert clean.content_type == "image/png"
    with Image.open(clean.content) as image:
        assert max(image.size) == 4000


def test_position_is_kept_only_if_asked_for() -> None:
    factories.rules()
    case = factories.petition()
    origin = Attachment.Origin.PETITIONER
    for keep, expected in ((False, (None, None)), (True, PLACE)):
        clean = uploads.clean_upload(sent(photo(), "a.jpg"))
        row = uploads.attach(case, clean, origin=origin, keep_position=keep)
        row.refresh_from_db()
        assert (row.latitude, row.longitude) == expected
    assert uploads.clean_upload(sent(photo(gps=False), "a.jpg")).position is None


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (sound(), "录音.wav", "audio/wav"),
        (b"\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom" + bytes(200), "a.m4a", "audio/mp4"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200), "录音_001.m4a", "audio/mp4"),
        (b"#!AMR\n" + b"\x3c" * 100, "a.amr", "audio/amr"),
        (pdf(), "证据.pdf", "application/pdf"),
    ],
)
def test_sound_and_pdf_are_kept_as_they_are(content: bytes, name: str, expected: str) -> None:
    clean = uploads.clean_upload(sent(content, name))
    assert (clean.content_type, clean.name) == (expected, name)
    assert clean.content.read() == content


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<!doctype html><script>alert(1)</script>", "a.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.svg"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
        (b"MZ" + bytes(400), "a.pdf"),
        (b"PK\x03\x04" + bytes(400), "a.docx"),
        (b"GIF89a" + bytes(400), "a.gif"),
        (b"hello", "a.mp3"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200), "film.mp4"),
    ],
)
def test_anything_else_is_refused_by_name(content: bytes, name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        uploads.clean_upload(sent(content, name))
    assert f"“{name}”不是可以上传的文件" in refused.value.messages[0]


def test_broken_and_oversized_files_say_which_one_and_why() -> None:
    cases = [
        (photo()[:200], "断.jpg", "打不开"),
        (b"", "空.jpg", "空文件"),
        (b"%PDF-1.7\n", "断.pdf", "打不开"),
        (b"x" * (20 * 1024 * 1024 + 1), "大.pdf", "超过 20 MB"),
    ]
    for content, name, words in cases:
        with pytest.raises(ValidationError, match=words) as refused:
            uploads.clean_upload(sent(content, name))
        assert name in refused.value.messages[0]


def test_a_decompression_bomb_is_refused_by_its_header() -> None:
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    assert len(file.getvalue()) < 100_000
    with pytest.raises(ValidationError, match="像素太多"):
        uploads.clean_upload(sent(file.getvalue(), "bomb.png"))


def open_action(kind: str) -> Any:
    def change(writer: pypdf.PdfWriter) -> None:
        action = DictionaryObject(
            {NameObject("/S"): NameObject(kind), NameObject("/F"): TextStringObject("x")}
        )
        writer.root_object[NameObject("/OpenAction")] = action

    return change


def file_annotation(writer: pypdf.PdfWriter) -> None:
    note = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/FileAttachment"), NameObject("/F"): NumberObject(4)}
    )
    writer.pages[0][NameObject("/Annots")] = pypdf.generic.ArrayObject([writer._add_object(note)])


@pytest.mark.parametrize(
    "change",
    [
        open_action("/JavaScript"),
        lambda writer: writer.add_attachment("a.exe", b"MZ"),
        open_action("/Launch"),
        open_action("/SubmitForm"),
        file_annotation,
    ],
)
def test_pdf_that_does_more_than_show_pages_is_refused(change: Any) -> None:
    with pytest.raises(ValidationError, match="脚本、外部动作或者嵌入文件"):
        uploads.clean_upload(sent(pdf(change), "a.pdf"))


def test_pdf_with_a_password_is_refused() -> None:
    with pytest.raises(ValidationError, match="加了密码"):
        uploads.clean_upload(sent(pdf(password="1234"), "a.pdf"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\我的\\照片.jpg", "照片.jpg"),
        ("a\r\nb\0.jpg", "ab.jpg"),
        ("", "附件"),
    ],
)
def test_names_are_made_harmless(given: str, kept: str) -> None:
    assert uploads.clean_name(given) == kept


def test_long_names_keep_their_end() -> None:
    name = uploads.clean_name("长" * 300 + ".pdf")
    assert len(name) <= 100 and name.endswith(".pdf")


def test_the_sweep_deletes_only_what_no_case_refers_to() -> None:
    factories.rules()
    case = factories.petition()
    referred = uploads.store(uploads.clean_upload(sent(photo(), "a.jpg")))
    left = uploads.store(uploads.clean_upload(sent(photo(), "b.jpg")))
    uploads.attach(case, referred, origin=Attachment.Origin.PETITIONER)
    assert uploads.sweep() == 0
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert uploads.sweep() == 2  # with its preview
    assert default_storage.exists(referred.path) and not default_storage.exists(left.path)


class Clamd(threading.Thread):
    """Answers one INSTREAM as clamd does."""

    def __init__(self, answer: bytes) -> None:
        super().__init__(daemon=True)
        self.answer = answer
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.received = b""

    def run(self) -> None:
        peer, _ = self.server.accept()
        with peer:
            while not self.received.endswith(b"\0\0\0\0"):
                self.received += peer.recv(65536)
            peer.sendall(self.answer)


@pytest.fixture
def clamd(request: Any, settings: Any) -> Iterator[Clamd]:
    server = Clamd(request.param)
    server.start()
    settings.CLAMD_ADDRESS = server.address
    yield server
    server.server.close()


@pytest.mark.parametrize("clamd", [b"stream: OK\0"], indirect=True)
def test_a_clean_file_passes_the_scanner(clamd: Clamd) -> None:
    assert uploads.clean_upload(sent(pdf(), "a.pdf"))
    assert clamd.received.startswith(b"zINSTREAM\0")


@pytest.mark.parametrize("clamd", [b"stream: Eicar-Test FOUND\0"], indirect=True)
def test_an_infected_file_is_refused(clamd: Clamd) -> None:
    with pytest.raises(ValidationError, match="含有病毒"):
        uploads.clean_upload(sent(pdf(), "a.pdf"))


def test_without_its_scanner_no_file_passes(settings: Any) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    with pytest.raises(ValidationError) as refused:
        uploads.clean_upload(sent(pdf(), "a.pdf"))
    assert refused.value.messages == [viruses.UNREACHABLE]
