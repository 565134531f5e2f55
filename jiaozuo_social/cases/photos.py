"""Photos are decoded and written anew: what is not picture (EXIF, GPS, hidden payloads) stays behind."""

import io
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

import pillow_heif
from constance import config
from django.core.exceptions import ValidationError
from PIL import ExifTags, Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
JPEG_QUALITY = 88
PREVIEW_SIDE, PREVIEW_QUALITY = 320, 78
# Broken files make decoders raise nearly anything.
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, RuntimeError, MemoryError)

pillow_heif.register_heif_opener()


@dataclass(frozen=True)
class Photo:
    content: IO[bytes]
    content_type: str
    suffix: str
    position: tuple[Decimal, Decimal] | None  # latitude, longitude as the camera wrote them (WGS-84)
    preview: bytes  # the same small, as JPEG


def rewrite(content: IO[bytes], name: str) -> Photo:
    """Return the picture alone: upright, bounded, as JPEG, or as PNG where it is partly transparent."""
    try:
        with Image.open(content, formats=FORMATS) as image:
            _refuse_bombs(image, name)
            position = _position(image)
            image.draft("RGB", (config.UPLOAD_IMAGE_MAX_SIDE, config.UPLOAD_IMAGE_MAX_SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((config.UPLOAD_IMAGE_MAX_SIDE, config.UPLOAD_IMAGE_MAX_SIDE))
            return _write(upright, position)
    except Image.DecompressionBombError as exc:
        raise _too_large(name) from exc
    except UNREADABLE as exc:
        raise ValidationError(f"“{name}”打不开，可能已损坏，请换一张照片。", code="broken") from exc


def _refuse_bombs(image: Image.Image, name: str) -> None:
    """By the size that the header tells, before a single pixel is decoded."""
    if image.width * image.height > config.UPLOAD_MAX_MEGAPIXELS * 1_000_000:
        raise _too_large(name)


def _too_large(name: str) -> ValidationError:
    return ValidationError(
        f"“{name}”的像素太多（上限{config.UPLOAD_MAX_MEGAPIXELS}百万像素），请缩小后再传。", code="pixels"
    )


def _write(image: Image.Image, position: tuple[Decimal, Decimal] | None) -> Photo:
    file: Any = tempfile.SpooledTemporaryFile(max_size=2_500_000)  # noqa: SIM115  (closed by the store)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        picture = _bare(image.convert("RGBA"))
        picture.save(file, "PNG")
        kind, suffix = "image/png", "png"
    else:
        picture = _bare(image.convert("RGB"))
        picture.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True)
        kind, suffix = "image/jpeg", "jpg"
    file.seek(0)
    return Photo(file, kind, suffix, position, _preview(picture))


def _preview(picture: Image.Image) -> bytes:
    """What is seen through is white, as on the page below it."""
    small = picture.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    if small.mode == "RGBA":
        ground = Image.new("RGBA", small.size, "white")
        ground.alpha_composite(small)
        small = ground.convert("RGB")
    file = io.BytesIO()
    small.save(file, "JPEG", quality=PREVIEW_QUALITY, optimize=True)
    return file.getvalue()


def _bare(image: Image.Image) -> Image.Image:
    """Without what Pillow would carry over into the new file: profile, comments, text, EXIF."""
    image.info.clear()
    image.getexif().clear()
    return image


def _position(image: Image.Image) -> tuple[Decimal, Decimal] | None:
    """Where it was taken, or None if the camera did not say so in a readable way."""
    try:
        gps = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef) == "S")
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef) == "W")
    except (KeyError, ZeroDivisionError, ArithmeticError, *UNREADABLE):
        return None
    inside = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude or longitude)
    return (latitude, longitude) if inside else None


def _degrees(parts: Any, is_negative: bool) -> Decimal:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return Decimal(f"{-value if is_negative else value:.6f}")
