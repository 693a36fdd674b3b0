from django import forms


class SeenForm(forms.Form):
    """Which version of a record the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def seen(self) -> int:
        return int(self.cleaned_data["version"])
