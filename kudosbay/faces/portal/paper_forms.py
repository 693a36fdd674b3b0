"""A paper as a form: a file, or words where the paper is nothing but words, and the day on which it expires."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.accounts.models import User
from kudosbay.cases.models import CasePaper
from kudosbay.cases.words import paper_card, rule_name
from kudosbay.documents.models import Upload
from kudosbay.faces.fields import MemorableDateField

EXPIRING: Final = {
    "passport": True,
    "travel_permit": True,
    "passport_person": True,
    "id_card": False,
}  # is it required?
MEGABYTE: Final = 1024 * 1024
ACCEPT: Final = "image/jpeg,image/png,image/heic,image/heif,application/pdf,.jpg,.jpeg,.png,.heic,.pdf"


class FileForm(forms.Form):
    """`arrived` is the upload that came in pieces, where the browser sent the file that way."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,  # the reason comes from the check of the file, in the same words for each way of sending
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    file_sent = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    arrived: Upload | None = None

    def __init__(self, *, by: User, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.by = by
        limit = settings.UPLOAD_LIMIT // MEGABYTE
        self.fields["file"].label = _("Take a photo or choose a file")
        self.fields["file"].help_text = _("JPG, PNG, PDF or HEIC, at most %(limit)s MB.") % {"limit": limit}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("file_sent"):
            self.arrived = Upload.objects.visible_to(self.by).filter(key=given["file_sent"]).first()
        if not given.get("file") and self.arrived is None and not given.get("words") and "file" not in self.errors:
            self.add_error("file", _("Choose a file first, or take a photo."))
        return given


class PaperForm(FileForm):
    def __init__(self, paper: CasePaper, *, by: User, data: Any = None, files: Any = None) -> None:
        super().__init__(by=by, data=data, files=files)
        name = rule_name(paper.paper)
        if is_words(paper):
            self.fields["words"] = _words()
        if name in EXPIRING:
            self.fields["expires_on"] = MemorableDateField(
                label=_("Valid until"),
                help_text=_("As it stands in the paper."),
                required=EXPIRING[name],
                initial=paper.draft_expires_on or (paper.document and paper.document.expires_on),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("file") and given.get("words"):
            raise ValidationError(_("Either write, or send a file: not both."))
        return given


def is_words(paper: CasePaper) -> bool:
    """Some papers are only what somebody has to tell us: no file is asked for, and nobody signs."""
    card = paper_card(paper.paper)
    return bool(card) and not card["files"] and not card["copies"] and rule_name(paper.paper) in WORDS


WORDS: Final = frozenset({"activity_list", "name_proposal", "liaison_details"})


def _words() -> forms.CharField:
    return forms.CharField(
        label=_("Write it here"),
        help_text=_("In any language. We make the paper from it."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
