"""The icon on the phone's home screen, drawn here because some phones take no SVG."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw

SIZES = (180, 192, 512)
RED, WHITE = "#b3221b", "#ffffff"


@lru_cache(maxsize=len(SIZES))
def png(size: int) -> bytes:
    """White lines of a grid on the portal's red, one cell filled: the worker's own."""
    image = Image.new("RGB", (size, size), RED)
    pen = ImageDraw.Draw(image)
    line, left, cell = max(size // 32, 2), size * 0.22, size * 0.56 / 3
    for n in range(4):
        at, end = left + n * cell, left + 3 * cell
        pen.line([(at, left), (at, end)], fill=WHITE, width=line)
        pen.line([(left, at), (end, at)], fill=WHITE, width=line)
    pen.rectangle([left + cell, left + cell, left + 2 * cell, left + 2 * cell], fill=WHITE)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()
