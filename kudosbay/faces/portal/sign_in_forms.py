from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.context import THEMES
from kudosbay.faces.jinja import lang_name

THEME_NAMES = {"auto": _("As on this device"), "light": _("Light"), "dark": _("Dark")}
ADDRESS_HINT = _("Write a phone number with its country code.")


def _own_names() -> list[tuple[str, str]]:
    return [(code, lang_name(code)) for code, _name in settings.LANGUAGES]


class AddressForm(forms.Form):
    address = forms.CharField(
        label=_("E-mail or phone"),
        help_text=ADDRESS_HINT,
        max_length=254,
        error_messages={"required": _("Enter your e-mail address or phone number")},
        widget=forms.TextInput({"autocomplete": "username webauthn", "inputmode": "email", "dir": "ltr"}),
    )


class CodeForm(AddressForm):
    code = forms.CharField(
        label=_("Code of six digits"),
        max_length=20,
        error_messages={"required": _("Enter the code of six digits")},
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, known: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"address": known}
        if known:
            self.fields["address"].widget = forms.HiddenInput()


class PasswordForm(AddressForm):
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        error_messages={"required": _("Enter your password")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


class FactorForm(forms.Form):
    code = forms.CharField(
        label=_("Code from your app"),
        help_text=_("Six digits. Without your phone, enter one of your recovery codes."),
        max_length=30,
        error_messages={"required": _("Enter the code")},
        widget=forms.TextInput({"autocomplete": "one-time-code", "dir": "ltr", "autocapitalize": "characters"}),
    )


class SetUpForm(FactorForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].help_text = _("Six digits, as your app shows them now.")


class PasskeyForm(forms.Form):
    """The browser's answer, as JSON; written by the page's script."""

    answer = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={"required": _("No passkey was given."), "invalid": _("No passkey was given.")},
    )

    def clean_answer(self) -> dict[str, Any]:
        answer = self.cleaned_data["answer"]
        if not isinstance(answer, dict):
            raise forms.ValidationError(_("No passkey was given."))
        return answer


class NewPasskeyForm(PasskeyForm):
    name = forms.CharField(
        label=_("Name of this passkey"),
        help_text=_("To tell it from others, such as “my phone”."),
        max_length=60,
        required=False,
    )


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 signs. Several words that do not belong together are easy to remember."),
        max_length=256,
        strip=False,
        error_messages={"required": _("Enter a new password")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


class WaysForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=lazy(_own_names, list))
    theme = forms.ChoiceField(
        label=_("Look"), choices=[(theme, THEME_NAMES[theme]) for theme in THEMES], widget=forms.RadioSelect
    )
    shortcuts = forms.BooleanField(
        label=_("Single-key shortcuts"),
        help_text=_("Letters alone then start acts on the desk. Turn them off if you dictate or press keys by chance."),
        required=False,
    )
