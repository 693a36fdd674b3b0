"""Files that strangers send, made here: wrong, broken, double, huge. `CORPUS` gives for each the cause it is refused."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw, ImageFilter

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(width: int = 1600, height: int = 1200) -> Image.Image:
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for y in range(20, height - 20, 40):
        draw.text((20, y), "PASSPORT NWOSU AMARA A0123456 " * 6, fill="black", font_size=24)
    return image


def saved(image: Image.Image, kind: str, **values) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **values)
    return out.getvalue()


def jpeg(**values) -> bytes:
    return saved(picture(), "JPEG", **values)


def png() -> bytes:
    return saved(picture(), "PNG")


def heic() -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(picture()).save(out, quality=60)
    return out.getvalue()


def blurred() -> bytes:
    return saved(picture().filter(ImageFilter.GaussianBlur(6)), "JPEG")


def webp() -> bytes:
    return saved(picture(200, 200), "WEBP")


def pdf(pages: int = 1, *, change: Callable[[pikepdf.Pdf], None] | None = None, **values) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    font = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = document.make_stream(b"BT /F1 24 Tf 72 720 Td (Certificate for Amara Nwosu) Tj ET")
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **values)
    return out.getvalue()


def _acting(document: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('planted-script')"))
    document.Root.OpenAction = script
    document.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), script]))
    )
    document.attachments["planted.exe"] = b"MZ planted-attachment"
    document.docinfo["/Author"] = "planted-author"
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("planted-launch"))
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), A=launch
    )
    document.pages[0].Annots = pikepdf.Array([link])
    document.pages[0].AA = pikepdf.Dictionary(O=script)


def acting_pdf() -> bytes:
    return pdf(change=_acting, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)


def _bomb(document: pikepdf.Pdf) -> None:
    content = zlib.compress(b"0 0 m\n" * 12_000_000, 9)
    stream = pikepdf.Stream(document, content)
    stream.Filter = pikepdf.Name.FlateDecode
    document.pages[0].Contents = stream


def bomb_pdf() -> bytes:
    return pdf(change=_bomb)


def _nested(document: pikepdf.Pdf) -> None:
    stream = pikepdf.Stream(document, zlib.compress(zlib.compress(b"0" * 60_000_000, 9), 9))
    stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    document.pages[0].Contents = stream


def nested_bomb_pdf() -> bytes:
    return pdf(change=_nested)


def _wide(document: pikepdf.Pdf) -> None:
    image = pikepdf.Stream(document, zlib.compress(bytes(1000)))
    image.Type, image.Subtype, image.Filter = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.FlateDecode
    image.Width, image.Height, image.BitsPerComponent = 60_000, 60_000, 8
    image.ColorSpace = pikepdf.Name.DeviceGray
    document.pages[0].Resources.XObject = pikepdf.Dictionary(I1=image)


def wide_pdf() -> bytes:
    return pdf(change=_wide)


def encrypted_pdf(user: str = "secret") -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="owner", user=user))


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of(width: int, height: int) -> bytes:
    """Return a small file that says it holds a picture of this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def text_bomb_png() -> bytes:
    """Return a PNG whose compressed comment unpacks to 200 MB."""
    whole = saved(Image.new("L", (50, 50)), "PNG")
    comment = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9))
    return whole[:33] + comment + whole[33:]


def jpeg_of(width: int, height: int) -> bytes:
    """Return a JPEG whose header lies about its size."""
    whole = bytearray(saved(Image.new("L", (64, 64)), "JPEG"))
    place = whole.index(b"\xff\xc0")
    whole[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(whole)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../etc/passwd", "x")
        packed.writestr("zeros", bytes(5_000_000))
    return out.getvalue()


def word_file() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<document/>")
    return out.getvalue()


def cut(whole: bytes, share: float) -> bytes:
    return whole[: int(len(whole) * share)]


def scrambled(whole: bytes) -> bytes:
    """Return the file with its middle third overwritten."""
    third = len(whole) // 3
    return whole[:third] + b"\xff\xd8\x00\x01" * (third // 4) + whole[2 * third :]


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>window.__x=1</script></svg>"
HTML = b"<!doctype html><html><script>window.__x=1</script></html>"
GIF = saved(Image.new("L", (9, 9)), "GIF")
BARE = b"""%%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [%s] /Count %d >>
endobj
trailer
<< /Root 1 0 R /Size 3 >>
%%%%EOF
"""
NO_PAGES = BARE % (b"", 0)
LOOP = BARE % (b"2 0 R", 1)

CORPUS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "html": (lambda: HTML, "wrong_type"),
    "svg": (lambda: SVG, "wrong_type"),
    "xml with svg": (lambda: b"<?xml version='1.0'?>" + SVG, "wrong_type"),
    "zip": (archive, "wrong_type"),
    "word": (word_file, "wrong_type"),
    "gif": (lambda: GIF, "wrong_type"),
    "webp": (webp, "wrong_type"),
    "program": (lambda: b"MZ" + bytes(2000), "wrong_type"),
    "elf": (lambda: b"\x7fELF" + bytes(2000), "wrong_type"),
    "shell": (lambda: b"#!/bin/sh\nrm -rf /\n", "wrong_type"),
    "text": (lambda: b"hello", "wrong_type"),
    "one byte": (lambda: b"\xff", "wrong_type"),
    "zeros": (lambda: bytes(100_000), "wrong_type"),
    "eicar": (lambda: EICAR, "wrong_type"),
    "postscript": (lambda: b"%!PS-Adobe-3.0\n(x) show\n", "wrong_type"),
    "film": (lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(500), "wrong_type"),
    "avif": (lambda: b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00avifmif1" + bytes(500), "wrong_type"),
    "pdf behind rubbish": (lambda: b"rubbish\n" + pdf(), "wrong_type"),
    "gzip of pdf": (lambda: zlib.compress(pdf()), "wrong_type"),
    "jpeg and zip": (lambda: jpeg() + archive(), "polyglot"),
    "pdf and zip": (lambda: pdf() + archive(), "polyglot"),
    "png and zip": (lambda: png() + archive(), "polyglot"),
    "jpeg with html comment": (lambda: jpeg(comment=HTML), "polyglot"),
    "pdf with html": (lambda: b"%PDF-1.4\n<script>window.__x=1</script>\n" + pdf(), "polyglot"),
    "png with php": (lambda: png()[:33] + chunk(b"tEXt", b"Comment\0<?php x ?>") + png()[33:], "polyglot"),
    "jpeg with pdf inside": (lambda: jpeg(comment=b"%PDF-1.4"), "polyglot"),
    "password": (encrypted_pdf, "password"),
    "locked without password": (lambda: encrypted_pdf(""), "password"),
    "cut pdf": (lambda: cut(pdf(20), 0.5), "damaged"),
    "pdf head only": (lambda: b"%PDF-1.7\n", "damaged"),
    "pdf of rubbish": (lambda: b"%PDF-1.7\n" + b"rubbish " * 100 + b"\n%%EOF", "damaged"),
    "pdf without pages": (lambda: NO_PAGES, "damaged"),
    "pdf that loops": (lambda: LOOP, "damaged"),
    "cut jpeg": (lambda: cut(jpeg(), 0.5), "damaged"),
    "jpeg head only": (lambda: jpeg()[:200], "damaged"),
    "jpeg signature only": (lambda: b"\xff\xd8\xff\xe0", "damaged"),
    "cut png": (lambda: cut(png(), 0.5), "damaged"),
    "scrambled png": (lambda: scrambled(png()), "damaged"),
    "png signature only": (lambda: b"\x89PNG\r\n\x1a\n", "damaged"),
    "cut heic": (lambda: cut(heic(), 0.5), "damaged"),
    "heic of rubbish": (lambda: b"\x00\x00\x00\x18ftypheic" + bytes(5000), "damaged"),
    "301 pages": (lambda: pdf(301), "too_many_pages"),
    "pixel flood png": (lambda: png_of(100_000, 100_000), "too_many_pixels"),
    "just over 40 megapixels": (lambda: png_of(8000, 5001), "too_many_pixels"),
    "pixel flood jpeg": (lambda: jpeg_of(65_000, 65_000), "too_many_pixels"),
    "pixel flood in pdf": (wide_pdf, "too_many_pixels"),
    "pdf bomb": (bomb_pdf, "too_much_inside"),
    "pdf bomb in bomb": (nested_bomb_pdf, "too_much_inside"),
}
