"""PDF papers: opened, measured, freed of programs, attached files and metadata, written anew."""

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from kudosbay.documents.reading.faults import Fault

MOST_OBJECTS = 200_000
MOST_INSIDE = 50 * 1024 * 1024  # bytes of all streams but pictures, unpacked
CHUNK = 1024 * 1024
END_WITHIN = 2048
ACTIVE_KEYS = {
    "/AA", "/AF", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript", "/LastModified", "/Metadata", "/OpenAction",
    "/PieceInfo", "/RichMediaContent", "/RichMediaSettings", "/XFA",
}  # fmt: skip
ACTIVE_ACTIONS = {"/GoToE", "/GoToR", "/ImportData", "/JavaScript", "/Launch", "/Rendition", "/SubmitForm"}
ACTIVE_ANNOTATIONS = {"/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound"}


def clean_pdf(data: BinaryIO, out: BinaryIO, *, most_pages: int, most_pixels: int) -> dict[str, Any]:
    """Write the paper without anything that acts, hides or tells; return its number of pages."""
    _must_be_whole(data)
    with _opened(data) as pdf:
        pages = _counted(pdf, most_pages)
        _must_be_of_bounded_size(pdf, most_pixels)
        for thing in pdf.objects:
            _disarm(thing)
        for key in ("/Info", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return {"kind": "application/pdf", "pages": pages}


def _must_be_whole(data: BinaryIO) -> None:
    size = data.seek(0, 2)
    data.seek(max(0, size - END_WITHIN))
    if b"%%EOF" not in data.read():
        raise Fault("damaged")
    data.seek(0)


def _opened(data: BinaryIO) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(data, suppress_warnings=True)
    except pikepdf.PasswordError as fault:
        raise Fault("password") from fault
    if pdf.is_encrypted:
        raise Fault("password")
    return pdf


def _counted(pdf: pikepdf.Pdf, most: int) -> int:
    pages = len(pdf.pages)
    if pages > most:
        raise Fault("too_many_pages", most=most, found=pages)
    if not pages:
        raise Fault("damaged")
    return pages


def _must_be_of_bounded_size(pdf: pikepdf.Pdf, most_pixels: int) -> None:
    if len(pdf.objects) > MOST_OBJECTS:
        raise Fault("too_much_inside")
    left = MOST_INSIDE
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            left = _weighed(thing, left, most_pixels)


def _weighed(stream: Stream, left: int, most_pixels: int) -> int:
    """Return how many bytes may still come; raise Fault when this one is over."""
    if stream.get("/Subtype") == Name.Image:
        if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > most_pixels:
            raise Fault("too_many_pixels", most=most_pixels // 1_000_000)
        return left
    for size in _sizes(stream):
        left -= size
        if left < 0:
            raise Fault("too_much_inside")
    return left


def _sizes(stream: Stream) -> Iterator[int]:
    filters = _filters(stream)
    if len(filters) > 2 or filters.count("/FlateDecode") > 1:
        raise Fault("too_much_inside")
    raw = bytes(stream.read_raw_bytes())
    if filters[:1] != ["/FlateDecode"]:
        yield len(raw)
        return
    unpacking = zlib.decompressobj()
    while raw and not unpacking.eof:
        try:
            yield len(unpacking.decompress(raw, CHUNK))
        except zlib.error as fault:
            raise Fault("damaged") from fault
        raw = unpacking.unconsumed_tail


def _filters(stream: Stream) -> list[str]:
    told = stream.get("/Filter")
    if told is None:
        return []
    return [str(name) for name in told] if isinstance(told, Array) else [str(told)]


def _disarm(thing: Object) -> None:
    """Free one object and what lies directly in it; objects that it points to come by themselves."""
    waiting: list[Object] = [thing]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Dictionary | Stream):
            _disarm_dictionary(current)
        waiting.extend(_direct_parts(current))


def _disarm_dictionary(current: Object) -> None:
    acts = str(current.get("/S")) in ACTIVE_ACTIONS or str(current.get("/Subtype")) in ACTIVE_ANNOTATIONS
    for key in list(current.keys()):
        if acts or key in ACTIVE_KEYS:
            del current[key]


def _direct_parts(current: Object) -> list[Object]:
    if isinstance(current, Dictionary | Stream):
        parts = [current.get(key) for key in current.keys()]  # noqa: SIM118 - no mapping, and has no other way
    elif isinstance(current, Array):
        parts = list(current)
    else:
        return []
    return [part for part in parts if isinstance(part, Dictionary | Array) and not part.is_indirect]
