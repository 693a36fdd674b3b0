"""Forms of messages to many: whom they concern, and their words in each language."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.jinja import html_lang, lang_name
from kudosbay.messaging.models import Campaign

ANY = ("", _("Any"))
LONG = forms.Textarea(attrs={"rows": 6, "dir": "auto"})


class CampaignFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Campaign.Kind.choices], required=False)
    status = forms.ChoiceField(label=_("State"), choices=[ANY, *Campaign.Status.choices], required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def wanted(self) -> dict[str, str]:
        return self.kept


class WordsForm(forms.Form):
    """Title and words per language of the screens; English is needed, the others fall back to it."""

    link = forms.CharField(
        label=_("Page that it leads to"), help_text=_("A path of this site, beginning with /"), max_length=300
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _name in settings.LANGUAGES:
            named = {"language": lang_name(code)}
            needed = code == "en"
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title, %(language)s") % named, max_length=200, required=needed
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Words, %(language)s") % named, max_length=20_000, widget=LONG, required=needed
            )
        self.fields["link"].initial = "/"

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if not link.startswith("/") or link.startswith("//") or "\\" in link:
            raise forms.ValidationError(_("Give a path of this site, beginning with one /."))
        return link

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        given = self.cleaned_data
        return {
            code: {"title": given.get(f"title_{code}", ""), "text": given.get(f"text_{code}", "")}
            for code, _name in settings.LANGUAGES
        }


class DraftForm(WordsForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Campaign.Kind.choices, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why somebody gets this"),
        help_text=_("One sentence in English at the end of the message, for example: You asked for news of policies."),
        max_length=300,
        required=False,
    )
    field_order = ("kind",)


class TellForm(WordsForm):
    """The words of a message about a publication; where it leads is plain."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["link"]


class ChangeForm(WordsForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, lang_name(html_lang(code))) for code, _name in settings.LANGUAGES
        ]


def words_of(campaign: Campaign) -> dict[str, Any]:
    """Return what a form begins with."""
    said = {f"title_{code}": words["title"] for code, words in campaign.texts.items()}
    said |= {f"text_{code}": words["text"] for code, words in campaign.texts.items()}
    return said | {"link": campaign.link, "version": campaign.version}
