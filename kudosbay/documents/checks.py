"""What is looked at before a file is kept, and what the sender is told before the paper goes to us."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, Literal

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kudosbay.documents.models import StoredFile
from kudosbay.documents.names import prints_in, prints_of
from kudosbay.documents.refusals import FileRefused
from kudosbay.documents.sandbox import read_in_child, unnamed_file
from kudosbay.documents.viruses import must_be_clean
from kudosbay.kernel.formats import format_date
from kudosbay.people.models import Person

MOST_PAGES = 300
MOST_PIXELS = 40_000_000
MEGABYTE = 1024 * 1024
NAME_LENGTH = 200

FEW_PIXELS, TOO_FEW_PIXELS = 1000, 500  # of the shorter side: a passport's small print is read from about 1000
BLURRED = 150.0
EMPTY_PAGE = 4.0
DARK = 45.0
MONTHS_LEFT = 6

Result = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: cleaned content, and what was seen in it."""

    content: bytes
    name: str
    kind: str
    pages: int
    seen: dict[str, Any]


def check_file(chunks: Iterable[bytes], *, name: str) -> Checked:
    """Read, search and clean a file. Raises FileRefused; nothing is kept in that case."""
    with unnamed_file() as source, unnamed_file() as out:
        _copy(chunks, source)
        must_be_clean(source)
        seen = read_in_child("clean", source, out, most_pages=MOST_PAGES, most_pixels=MOST_PIXELS)
        kind, pages = seen.pop("kind"), seen.pop("pages")
        return Checked(out.read(), shown_name(name), kind, pages, _without_text(seen))


def _without_text(seen: dict[str, Any]) -> dict[str, Any]:
    """Keep keyed fingerprints of a paper's words: enough to find a name in it, and nothing that can be read."""
    text = seen.pop("text", "")
    return {**seen, "words": prints_in(text)} if text.strip() else seen


def _copy(chunks: Iterable[bytes], source: IO[bytes]) -> None:
    """Stop at the first chunk over the limit, however long the sender said the file was."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        must_fit(size)
        source.write(chunk)
    if not size:
        raise FileRefused("empty")
    source.flush()


def must_fit(size: int) -> None:
    if size > settings.UPLOAD_LIMIT:
        raise FileRefused("too_large", most=settings.UPLOAD_LIMIT // MEGABYTE)


def shown_name(name: str) -> str:
    """Return the name as the person gave it, without folders and invisible signs: it is shown and never opened."""
    last = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    return unicodedata.normalize("NFC", visible).strip()[-NAME_LENGTH:] or "file"


def examine(
    stored: StoredFile, holder: Person, *, today: date, expires_on: date | None = None, months_left: int = MONTHS_LEFT
) -> list[dict[str, str]]:
    """Return what can really be checked, as [{check, result: ok|warn|fail, words}] in the reader's language."""
    found = [*_looks(stored), *_pages(stored), *_expiry(expires_on, today, months_left), *_name(stored, holder)]
    return [{"check": check, "result": result, "words": words} for check, result, words in found]


Found = tuple[str, Result, str]


def _looks(stored: StoredFile) -> Iterator[Found]:
    short = min(stored.seen.get("width", FEW_PIXELS), stored.seen.get("height", FEW_PIXELS))
    if short < TOO_FEW_PIXELS:
        yield "readable", "fail", _("This picture is too small to be read. Take the photo again, closer to the paper.")
    elif fault := _fault_of_light(stored.seen):
        yield "readable", "warn", fault
    elif short < FEW_PIXELS:
        yield "readable", "warn", _("This picture is small. Check that you can read the smallest print in it.")
    else:
        yield "readable", "ok", _("Readable")


def _fault_of_light(seen: dict[str, Any]) -> str:
    if seen.get("contrast", 99) < EMPTY_PAGE:
        return _("The first page looks empty. Check that you chose the right file.")
    if seen.get("brightness", 255) < DARK:
        return _("This picture is dark. Take it again in daylight, without a shadow on the paper.")
    if "width" in seen and seen.get("sharpness", BLURRED) < BLURRED:
        return _("This picture looks blurred. Check that you can read the smallest print in it.")
    return ""


def _pages(stored: StoredFile) -> Iterator[Found]:
    words = ngettext("%(count)s page", "%(count)s pages", stored.pages) % {"count": stored.pages}
    yield "pages", "ok", words


def _expiry(expires_on: date | None, today: date, months_left: int) -> Iterator[Found]:
    if expires_on is None:
        return
    told = {"date": format_date(expires_on)}
    if expires_on < today:
        yield "expiry", "fail", _("This paper expired on %(date)s. Send one that is still valid.") % told
    elif expires_on < _months_later(today, months_left):
        yield "expiry", "warn", _("Expires on %(date)s. Renew it in good time: some offices ask for more.") % told
    else:
        yield "expiry", "ok", _("Valid until %(date)s") % told


def _months_later(day: date, months: int) -> date:
    """The same day of a later month; the 31st becomes the 28th, which is always there."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


def _name(stored: StoredFile, holder: Person) -> Iterator[Found]:
    """Compare names only where the PDF carries its text; a photo is read by people."""
    words = set(stored.seen.get("words", []))
    if not words:
        return
    if words.issuperset(prints_of(f"{holder.passport_given} {holder.passport_family}".strip() or holder.full_name)):
        yield "name", "ok", _("The name stands in it")
    else:
        sentence = _("The name %(name)s was not found in it. Check that it is your paper.")
        yield "name", "warn", sentence % {"name": holder.full_name}
