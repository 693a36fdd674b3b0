"""What a file is, by its own bytes: neither its name nor what the browser says counts."""

import puremagic

from kudosbay.documents.reading.faults import Fault

PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
HEAD = 4096
TAIL = 66_000  # a zip archive's end record stands within its last 65,557 bytes
# A second nature in the same bytes: what a browser or an archive program would make of an innocent picture.
MARKUP = (b"<html", b"<script", b"<svg", b"<!doctype", b"<iframe", b"<?php", b"<body")
ARCHIVE_END = b"PK\x05\x06"
END_RECORD = 22


def kind_of(data: bytes) -> str:
    """Return the media type, or raise Fault: wrong_type for all but the four kinds, polyglot for two in one."""
    kind = _by_signature(data[:64])
    if not kind:
        raise Fault("wrong_type", found=_ending(data[:HEAD]))
    if _is_archive(data[-TAIL:]) or _is_markup(data[:HEAD]) or (kind != PDF and b"%PDF-" in data[:HEAD]):
        raise Fault("polyglot")
    return kind


def _by_signature(head: bytes) -> str:
    if head.startswith((b"%PDF-1.", b"%PDF-2.")):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS and b"avif" not in head:
        return HEIC
    return ""


def _is_markup(head: bytes) -> bool:
    lower = head.lower()
    return any(mark in lower for mark in MARKUP)


def _is_archive(tail: bytes) -> bool:
    """Tell whether the bytes end in a zip archive's end record whose comment reaches exactly to the end."""
    place = tail.rfind(ARCHIVE_END)
    if place < 0 or place + END_RECORD > len(tail):
        return False
    comment = int.from_bytes(tail[place + 20 : place + 22], "little")
    return place + END_RECORD + comment <= len(tail)


def _ending(head: bytes) -> str:
    """Return how files of this kind usually end (.docx), or nothing."""
    try:
        return str(puremagic.from_string(head))
    except (puremagic.PureError, ValueError, IndexError, KeyError):
        return ""
