"""Papers of the demonstration: pictures and a PDF that say what they stand for, with nobody's data in them."""

import io
from datetime import datetime
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from kudosbay.accounts.models import User
from kudosbay.documents.checks import Checked
from kudosbay.documents.commands import keep_file
from kudosbay.documents.models import StoredFile

SIZE: Final = (1600, 1130)
SEEN: Final = {"width": SIZE[0], "height": SIZE[1], "sharpness": 420.0, "brightness": 214.0, "contrast": 38.0}
SHEET: Final = ((244, 241, 232), (60, 64, 72), (150, 120, 90))  # paper, ink, frame


@cache
def _drawn(title: str) -> Image.Image:
    paper, ink, frame = SHEET
    picture = Image.new("RGB", SIZE, paper)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 60, SIZE[0] - 60, SIZE[1] - 60), outline=frame, width=8)
    pen.text((120, 110), title.upper(), fill=ink, font=ImageFont.load_default(72))
    pen.text((120, 220), "SPECIMEN / DEMONSTRATION", fill=frame, font=ImageFont.load_default(48))
    for line in range(9):
        pen.rectangle((120, 340 + line * 70, 900 + line * 53 % 400, 356 + line * 70), fill=ink)
    pen.rectangle((1180, 820, 1440, 1020), outline=(170, 30, 30), width=10)
    return picture


def _bytes(title: str, kind: str) -> bytes:
    out = io.BytesIO()
    _drawn(title).save(out, format=kind, **({"quality": 70} if kind == "JPEG" else {"resolution": 150.0}))
    return out.getvalue()


class Drawer:
    """Keeps each paper's bytes once; every hand-in has a row of its own, by whom it was sent."""

    def __init__(self) -> None:
        self.kept: dict[str, StoredFile] = {}

    def file(self, paper: str, *, by: User, now: datetime) -> StoredFile:
        title = paper.split(".", maxsplit=1)[0].replace("_", " ")
        first = self.kept.get(title)
        if first is None:
            first = self.kept[title] = keep_file(_checked(title), by=by, now=now)
            return first
        copy = {name: getattr(first, name) for name in ("sha256", "kind", "size", "pages", "name", "path", "seen")}
        return StoredFile.objects.create(**copy, stored_at=now, stored_by=by)


def _checked(title: str) -> Checked:
    """Pictures for what people photograph, a PDF for what is printed; our own bytes need no cleaning."""
    if title.startswith(("passport", "identity", "photo", "permit")):
        return Checked(_bytes(title, "JPEG"), f"{title}.jpg", "image/jpeg", 1, dict(SEEN))
    return Checked(_bytes(title, "PDF"), f"{title}.pdf", "application/pdf", 1, {"has_text": False})
