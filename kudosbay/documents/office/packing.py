"""Office files are zips that hold the moment of their making: written anew with the day of their content instead."""

import io
import re
import zipfile
from datetime import date
from typing import Final

TIMES: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


def packed(content: bytes, on: date) -> bytes:
    """Return the file with every date in it set to the day; a workbook inside, that of a chart, likewise."""
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        parts = [(name, _dated(name, given.read(name), on)) for name in given.namelist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts:
            entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            made.writestr(entry, part)
    return out.getvalue()


def _dated(name: str, part: bytes, on: date) -> bytes:
    if name.endswith(".xlsx"):
        return packed(part, on)
    moment = f"{on.isoformat()}T00:00:00Z".encode()
    return TIMES.sub(rb"\g<1>" + moment + rb"\g<3>", part) if name == "docProps/core.xml" else part
