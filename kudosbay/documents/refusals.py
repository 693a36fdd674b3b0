"""Why a file is not taken: one sentence for each cause, saying what is wrong and what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kudosbay.kernel.errors import Refused, Words

SENTENCES: dict[str, Words] = {
    "empty": _("This file is empty. Choose the file again, or take a new photo."),
    "wrong_type": _("This is not a JPG, PNG, PDF or HEIC file. Save it as one of these and send it again."),
    "polyglot": _(
        "This file contains a second file or program inside it. Take a photo of the paper, or print it to a new PDF."
    ),
    "too_large": _("This file is larger than %(most)s MB. Send a smaller photo or a PDF with fewer pages."),
    "too_many_pixels": _("This picture has more than %(most)s million pixels. Send it in a smaller size."),
    "too_many_pages": _("This PDF has %(found)s pages; at most %(most)s can be sent. Split it and send the parts."),
    "password": _("This PDF is protected with a password. Save a copy without one and send that."),
    "damaged": _("This file is damaged or not complete. Open it to see whether it is whole, then send it again."),
    "too_much_inside": _("This file unpacks to far more than a paper holds. Take a photo of the paper instead."),
    "slow": _("This file takes too long to read. Take a photo of the paper, or print it to a new PDF."),
    "virus": _("A virus was found in this file, so it was not kept. Check your device, then take a new photo."),
    "no_scanner": _("Files cannot be checked for viruses at the moment, so nothing was kept. Try again in an hour."),
    "no_such_page": _("This paper has no such page."),
    "wrong_size": _("The file did not arrive whole. Send it again."),
}


class FileRefused(Refused):
    """`code` names the cause; the sentence belongs to the form field `file`."""

    def __init__(self, code: str, **told: Any) -> None:
        super().__init__(str(SENTENCES[code]) % told, field="file")
        self.code = code
