from django import forms
from django.utils import translation

from kudosbay.faces.controls import control


class EveryKind(forms.Form):
    name = forms.CharField(help_text="One name is enough", widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(required=False)
    about = forms.CharField(widget=forms.Textarea)
    place = forms.ChoiceField(choices=[("Africa", [("NG", "Nigeria")]), ("KZ", "Kazakhstan")])
    owner = forms.ChoiceField(choices=[("me", "Only I"), ("us", "Partners")], widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(choices=[("m", "Mail"), ("w", "WeChat")], widget=forms.CheckboxSelectMultiple)
    agree = forms.BooleanField(required=False)
    scan = forms.FileField(required=False)


def test_each_kind_is_told_apart():
    form = EveryKind()
    kinds = {bound.name: control(bound).kind for bound in form}
    assert kinds == {
        "name": "input",
        "email": "input",
        "about": "textarea",
        "place": "select",
        "owner": "radios",
        "ways": "checkboxes",
        "agree": "checkbox",
        "scan": "input",
    }
    assert control(form["scan"]).type == "file"


def test_free_text_decides_its_own_direction_and_an_address_does_not():
    form = EveryKind()
    assert control(form["name"]).attrs["dir"] == "auto"
    assert control(form["about"]).attrs["dir"] == "auto"
    assert "dir" not in control(form["email"]).attrs


def test_an_empty_field_on_an_arabic_page_begins_where_the_page_does():
    with translation.override("ar"):
        assert "dir" not in control(EveryKind()["name"]).attrs
        assert control(EveryKind({"name": "Айгүл"})["name"]).attrs["dir"] == "auto"


def test_the_browser_is_not_asked_to_speak():
    assert all("required" not in control(bound).attrs for bound in EveryKind())


def test_hint_and_error_are_both_read_out_with_the_field():
    it = control(EveryKind({})["name"])
    assert it.described_by == "id_name-hint id_name-error"
    assert it.errors == ("This field is required.",)


def test_the_summary_leads_to_what_takes_the_keyboard():
    form = EveryKind({})
    assert control(form["name"]).first_id == "id_name"
    assert control(form["owner"]).first_id == "id_owner_0"
    assert control(form["place"]).first_id == "id_place"


def test_choices_keep_their_groups_and_what_was_chosen():
    it = control(EveryKind({"place": "KZ"})["place"])
    assert it.options == (
        '<optgroup label="Africa"><option value="NG">Nigeria</option></optgroup>'
        '<option value="KZ" selected>Kazakhstan</option>'
    )


def test_the_words_of_a_list_are_escaped():
    field = forms.ChoiceField(choices=[('"', "<Bao & Co>")])
    bound = type("Named", (forms.Form,), {"name": field})()["name"]
    assert control(bound).options == '<option value="&#34;">&lt;Bao &amp; Co&gt;</option>'
