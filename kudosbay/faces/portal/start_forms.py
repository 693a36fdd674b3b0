from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.centre.models import ConsentText
from kudosbay.faces.context import places
from kudosbay.faces.jinja import OWN_NAMES

NAME = {"autocomplete": "name", "spellcheck": "false"}
ASKED_LATER = frozenset({"guest_profile", "showcase"})  # when an adviser asks what the founder brings, or to be told of


class BeginForm(forms.Form):
    """Who begins a case. One field for the whole name, in any script; the passport's spelling may follow later."""

    full_name = forms.CharField(
        label=_("Your full name"),
        help_text=_("As you write it yourself, in your own script. One word is enough if you have one name."),
        max_length=400,
        widget=forms.TextInput(attrs=NAME),
        error_messages={"required": _("Enter your name.")},
    )
    latin_name = forms.CharField(
        label=_("Your name in Latin letters"),
        help_text=_("Only if you write your name in another script. As in your passport."),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )
    nationality = forms.ChoiceField(
        label=_("Country or region of your passport"),
        error_messages={"required": _("Choose the country or region that issued your passport.")},
    )
    language = forms.ChoiceField(
        label=_("Language in which we write to you"), choices=[(code, name) for code, name in OWN_NAMES.items()]
    )
    company_name = forms.CharField(
        label=_("Name of the company, if you have an idea"),
        help_text=_("You can change it later. The registered name is in Chinese; we help to find it."),
        max_length=200,
        required=False,
    )

    def __init__(self, data: Any = None, *, lang: str, texts: Sequence[ConsentText], known: Any = None) -> None:
        super().__init__(data, initial={"language": lang} | dict(known or {}))
        self.texts = [text for text in texts if text.purpose not in ASKED_LATER]
        self.fields["nationality"].choices = [("", ""), *places(lang)]  # type: ignore[attr-defined]
        for text in self.texts:
            self.fields[f"consent_{text.purpose}"] = forms.BooleanField(
                label=text.title,
                help_text=text.text,
                required=text.required,
                error_messages={"required": _("Without this consent we cannot act for you.")},
            )

    @property
    def consents(self) -> list[Any]:
        return [self[f"consent_{text.purpose}"] for text in self.texts]

    @property
    def agreed(self) -> list[ConsentText]:
        return [text for text in self.texts if self.cleaned_data[f"consent_{text.purpose}"]]


class IntroduceForm(BeginForm):
    """Who is behind an account, without a company in mind."""

    def __init__(self, data: Any = None, *, lang: str, texts: Sequence[ConsentText], known: Any = None) -> None:
        super().__init__(data, lang=lang, texts=texts, known=known)
        del self.fields["company_name"]
