"""Pages as pictures for the screen. Whoever shows one to staff also calls `record_view`."""

from kudosbay.documents.models import StoredFile
from kudosbay.documents.refusals import FileRefused
from kudosbay.documents.sandbox import read_in_child, unnamed_file
from kudosbay.documents.storage import read_file

WIDTHS = {"thumb": 240, "phone": 800, "desk": 1400}


def page_image(stored: StoredFile, page: int, *, size: str = "desk") -> bytes:
    """Return page `page` (from 1) as PNG. Raises FileRefused where there is no such page or it cannot be drawn."""
    if not 1 <= page <= stored.pages:
        raise FileRefused("no_such_page")
    with unnamed_file() as source, unnamed_file() as out:
        source.write(read_file(stored))
        source.flush()
        read_in_child("draw", source, out, page=page, width=WIDTHS[size])
        return out.read()
