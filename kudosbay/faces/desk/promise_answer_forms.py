"""Forms of answering a question with a publication: what it says, and what it rests on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.accounts.models import User
from kudosbay.faces.desk.case_forms import VersionedForm
from kudosbay.faces.desk.publication_forms import LTR, WordsForm, language_choices
from kudosbay.publications.kinds import ANSWER
from kudosbay.publications.models import Edition, Publication
from kudosbay.publications.queries import edition_to_cite

MOST = 12


class AnswerForm(WordsForm):
    """An answer to one question, as readers will see it. Nobody is named in it."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the original"))
    cites = forms.CharField(
        label=gettext_lazy("What it rests on"),
        help_text=gettext_lazy(
            "One a line: the reference of a publication | where in it. When that ends, the answer is recalled."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3} | LTR),
    )
    field_order = ("title", "summary", "body", "language", "cites")

    def __init__(self, data: Any = None, *, initial: Any = None, user: User, today: date) -> None:
        super().__init__(data, initial=initial)
        self.user, self.today = user, today
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]
        self.fields["body"].required = True
        self.fields["body"].widget.attrs["rows"] = 10
        self.named_for(ANSWER)

    def clean_cites(self) -> list[tuple[Edition, str]]:
        lines = [line for line in self.cleaned_data["cites"].splitlines() if line.strip()][:MOST]
        return [self._cited(line) for line in lines]

    def _cited(self, line: str) -> tuple[Edition, str]:
        reference, _bar, place = (part.strip() for part in line.partition("|"))
        found = Publication.objects.visible_to(self.user).filter(reference=reference.upper()).first()
        edition = edition_to_cite(found, today=self.today) if found else None
        if edition is None:
            raise forms.ValidationError(_("Nothing published has this reference: %(line)s") % {"line": reference})
        return edition, place


class ChosenForm(VersionedForm):
    """An answer that is published, and a word of our own beside it."""

    publication = forms.CharField(max_length=30, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("A word of your own to whoever asked"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
