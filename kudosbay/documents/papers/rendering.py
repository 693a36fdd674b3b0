import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.conf import settings

from kudosbay.documents.papers.agreement import agreement
from kudosbay.documents.papers.certificate import certificate
from kudosbay.documents.papers.pack import pack
from kudosbay.documents.papers.plan import plan
from kudosbay.documents.papers.receipt import receipt
from kudosbay.documents.papers.signs import must_be_printable
from kudosbay.documents.papers.visit import visit
from kudosbay.documents.reading.typesetting import KeptSetter
from kudosbay.documents.sandbox import ROOT

TYPST = Path(__file__).resolve().parent.parent / "typst"
CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from kudosbay.documents.reading.typesetting import main; main(sys.argv[2])"
)
SECONDS = 60
COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6});")

Data = Mapping[str, Any]
# Each makes from raw data what its template shows: every text ready in its language, every date and sum written out.
TEMPLATES: dict[str, Callable[[str, Data], dict[str, Any]]] = {
    "agreement": agreement,
    "certificate": certificate,
    "pack": pack,
    "plan": plan,
    "receipt": receipt,
    "visit": visit,
}


Setter = Callable[[Path, dict[str, Any]], tuple[bytes, list[str]]]
_kept: ContextVar[Setter | None] = ContextVar("kept_typesetter", default=None)


@contextmanager
def kept_typesetter() -> Iterator[None]:
    """Set many papers in this process with fonts read once: for work in bulk, which may take the memory."""
    token = _kept.set(KeptSetter())
    try:
        yield
    finally:
        _kept.reset(token)


class NotSet(Exception):  # noqa: N818 - it says what happened
    """The template does not compile or needs a font that is not there: ours to mend."""


def render_pdf(template: str, language: str, data: Data) -> bytes:
    """Return the paper as PDF, the same bytes for the same data. `data` must say `made_on` (ISO date).

    `verify`, an address, becomes a QR code. Raises NotPrintable where a text has a sign that the fonts lack.
    """
    shown = {**TEMPLATES[template](language, data), **_surroundings(data)}
    must_be_printable({name: value for name, value in shown.items() if name not in {"qr", "colours"}})
    return _typeset(template, shown, made_on=date.fromisoformat(data["made_on"]))


def template_version(template: str) -> str:
    """Return twelve signs that change with the template's text."""
    parts = [(TYPST / name).read_bytes() for name in (f"{template}.typ", "base.typ")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def _surroundings(data: Data) -> dict[str, Any]:
    """Say what every paper shows: who runs the centre, its number, the code to check it."""
    operator = data.get("operator") or {}
    verify = str(data.get("verify", ""))
    return {
        "reference": str(data.get("reference", "")),
        "operator": operator,
        "demonstration": bool(operator.get("demonstration", False)),
        "verify": verify,
        "qr": segno.make(verify, error="m").svg_inline(border=0, omitsize=True) if verify else "",
        "colours": colours(),
    }


@cache
def colours() -> dict[str, str]:
    """Return the colours of the light look: paper takes them from the same table as the screens."""
    tokens = (Path(settings.PACKAGE_DIR) / "static" / "tokens.css").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for name, value in COLOUR.findall(tokens):
        found.setdefault(name, value)
    return found


def _typeset(template: str, data: Data, *, made_on: date) -> bytes:
    moment = datetime.combine(made_on, time(), tzinfo=UTC)
    place, wanted = TYPST / f"{template}.typ", {"data": data, "timestamp": int(moment.timestamp())}
    kept = _kept.get()
    return _by_kept(kept, place, wanted) if kept else _by_child(place, wanted)


def _by_kept(kept: Setter, place: Path, wanted: dict[str, Any]) -> bytes:
    pdf, warnings = kept(place, wanted)
    if warnings:
        raise NotSet("; ".join(warnings))
    return pdf


def _by_child(place: Path, wanted: dict[str, Any]) -> bytes:
    done = subprocess.run(  # noqa: S603 - our own program and our own template; data goes in as JSON
        [sys.executable, "-I", "-B", "-c", CHILD, str(ROOT), str(place)],
        input=json.dumps(wanted, ensure_ascii=False).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise NotSet(done.stderr.decode("utf-8", "replace")[-2000:])
    return done.stdout
