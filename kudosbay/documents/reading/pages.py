"""Pages as pictures, for the screen."""

from typing import IO, Any

import pypdfium2
from PIL import Image

from kudosbay.documents.reading.faults import Fault
from kudosbay.documents.reading.images import looks, opened
from kudosbay.documents.reading.kinds import PDF

MOST_PIXELS = 40_000_000
MOST_HIGH = 6000
MOST_TEXT = 5_000
TEXT_PAGES = 3


def draw_page(data: bytes, kind: str, out: IO[bytes], *, page: int, width: int) -> dict[str, Any]:
    """Write page `page` (from 1) as PNG, `width` pixels wide."""
    image = _pdf_page(data, page, width) if kind == PDF else _picture(data, kind, width)
    image.save(out, "PNG", compress_level=3)
    return {"width": image.width, "height": image.height}


def first_look(data: bytes) -> dict[str, Any]:
    """Draw the first page of a PDF small, for a paper that cannot be drawn is damaged; read its text, if it has any."""
    return looks(_pdf_page(data, 1, 1000)) | {"text": _text_of(data)}


def _text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [pdf[place].get_textpage().get_text_range() for place in range(min(len(pdf), TEXT_PAGES))]
    return "\n".join(pages)[:MOST_TEXT]


def _pdf_page(data: bytes, page: int, width: int) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        if not 1 <= page <= len(pdf):
            raise Fault("no_such_page")
        wide, high = pdf[page - 1].get_size()
        scale = min(width / max(wide, 1), MOST_HIGH / max(high, 1))
        image: Image.Image = pdf[page - 1].render(scale=scale, may_draw_forms=False).to_pil()
        return image.convert("RGB")


def _picture(data: bytes, kind: str, width: int) -> Image.Image:
    image = opened(data, kind, most_pixels=MOST_PIXELS)
    image.draft("RGB", (width, MOST_HIGH))
    image.thumbnail((width, MOST_HIGH), Image.Resampling.LANCZOS)
    return image if image.mode in {"L", "RGB", "RGBA"} else image.convert("RGB")
