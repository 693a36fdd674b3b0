"""What the reading process can be asked for."""

import io
from collections.abc import Callable
from typing import IO, Any

from kudosbay.documents.reading.faults import Fault
from kudosbay.documents.reading.images import clean_image
from kudosbay.documents.reading.kinds import PDF, kind_of
from kudosbay.documents.reading.pages import draw_page, first_look
from kudosbay.documents.reading.pdfs import clean_pdf


def clean(data: bytes, out: IO[bytes], *, most_pages: int, most_pixels: int) -> dict[str, Any]:
    if not data:
        raise Fault("empty")
    kind = kind_of(data)
    if kind != PDF:
        return clean_image(data, kind, out, most_pixels=most_pixels)
    kept = io.BytesIO()
    seen = clean_pdf(io.BytesIO(data), kept, most_pages=most_pages, most_pixels=most_pixels)
    out.write(kept.getbuffer())
    return seen | first_look(kept.getvalue())


def draw(data: bytes, out: IO[bytes], *, page: int, width: int) -> dict[str, Any]:
    return draw_page(data, kind_of(data), out, page=page, width=width)


ACTS: dict[str, Callable[..., dict[str, Any]]] = {"clean": clean, "draw": draw}
