"""Files and papers that the tests of the portal send."""

from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from conftest import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from kudosbay.accounts.models import User
from kudosbay.cases import commands
from kudosbay.cases.models import CasePaper
from kudosbay.documents.commands import store_file
from kudosbay.documents.models import Document, StoredFile

UNTIL = date(2031, 6, 1)


def address(name: str, *args: Any) -> str:
    return reverse(f"portal:{name}", args=args)


@cache
def _bytes() -> bytes:
    made = BytesIO()
    Image.effect_noise((1600, 1100), 60).save(made, "PNG")
    return made.getvalue()


def picture(name: str = "passport.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, _bytes())


def scan(by: User) -> StoredFile:
    return store_file(picture(), by=by, now=timezone.now())


def sent(paper: CasePaper, by: User) -> Document:
    return commands.send_paper(paper, scan(by), by=by, now=timezone.now(), expires_on=UNTIL)


def sent_back(paper: CasePaper, cast: Cast) -> Document:
    """Send the paper and have it come back with a place marked."""
    sent(paper, cast.amara)
    mark = {"page": 1, "x": 600, "y": 700, "width": 300, "height": 200}
    return commands.send_paper_back(
        paper, reason="stamp_cut_off", remark="The lower seal.", mark=mark, by=cast.wei, now=timezone.now()
    )
