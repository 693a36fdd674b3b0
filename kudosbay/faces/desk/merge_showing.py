"""Two records side by side: what differs, what belongs to each, and which value is to stay."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.faces.context import territories
from kudosbay.faces.desk.people_forms import language_name
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.formats import format_date
from kudosbay.people.merging import CHOSEN
from kudosbay.people.models import Person
from kudosbay.people.policy import may_merge
from kudosbay.people.queries import belongings

KEPT, GONE = "kept", "gone"


class CompareForm(forms.Form):
    """One choice for each field in which two records differ. What only one of them has is chosen beforehand."""

    def __init__(self, data: Any = None, *, kept: Person, gone: Person) -> None:
        super().__init__(data)
        self.kept, self.gone = kept, gone
        for name in self.differing:
            mine, theirs = _shown(kept, name), _shown(gone, name)
            self.fields[name] = forms.ChoiceField(
                label=_label(name),
                choices=[(KEPT, mine or "–"), (GONE, theirs or "–")],
                initial=KEPT if mine or not theirs else GONE,
                widget=forms.RadioSelect,
            )

    @property
    def differing(self) -> list[str]:
        return [name for name in CHOSEN if getattr(self.kept, name) != getattr(self.gone, name)]

    @property
    def taken(self) -> list[str]:
        return [name for name in self.differing if self.cleaned_data[name] == GONE]


def _label(name: str) -> str:
    words = _("Adviser") if name == "adviser" else Person._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return str(words)


def _shown(person: Person, name: str) -> str:
    value = getattr(person, name)
    if name == "nationality":
        return str(territories(html_lang())(value)) if value else ""
    if name == "languages":
        return ", ".join(language_name(code) for code in value)
    if name == "source":
        return str(person.get_source_display())
    return format_date(value) if name == "birth_date" and value else str(value or "")


def compare_page(form: CompareForm, user: User) -> dict[str, Any]:
    mine, theirs = dict(belongings(form.kept)), dict(belongings(form.gone))
    names = list(mine | theirs)
    return {
        "form": form,
        "kept": form.kept,
        "gone": form.gone,
        "belongings": [(name, mine.get(name, 0), theirs.get(name, 0)) for name in names],
        "same": [(label, shown) for label, shown in _same(form) if shown],
        "may_merge": may_merge(user, form.kept, form.gone),
    }


def _same(form: CompareForm) -> list[tuple[str, str]]:
    alike = [name for name in CHOSEN if name not in form.differing]
    return [(_label(name), _shown(form.kept, name)) for name in alike]
