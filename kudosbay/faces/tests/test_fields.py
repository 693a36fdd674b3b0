from datetime import date

import pytest
from django import forms
from django.utils import translation

from kudosbay.faces.controls import control
from kudosbay.faces.fields import MemorableDateField, order_of_parts


class BirthForm(forms.Form):
    born = MemorableDateField(birthday=True)
    left = MemorableDateField(required=False)


def born(day="", month="", year=""):
    return BirthForm({"born_day": day, "born_month": month, "born_year": year})


def test_three_plain_fields_make_a_date():
    form = born("27", " 3 ", "1985")
    assert form.is_valid()
    assert form.cleaned_data == {"born": date(1985, 3, 27), "left": None}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("", "", ""), "Enter the day, month and year"),
        (("27", "", "1985"), "The date needs a day, a month and a year"),
        (("31", "2", "1985"), "Enter a real date, such as 27 3 1985"),
        (("27", "March", "1985"), "Enter a real date, such as 27 3 1985"),
        (("27", "3", "99999"), "Enter a real date, such as 27 3 1985"),
    ],
)
def test_each_cause_has_its_own_words(parts, said):
    assert born(*parts).errors["born"] == [said]


def test_the_order_on_the_page_follows_the_language_and_the_names_do_not():
    with translation.override("zh-hans"):
        assert order_of_parts() == ("year", "month", "day")
        assert [part.name for part in control(born("27", "3", "1985")["born"]).parts] == [
            "born_year",
            "born_month",
            "born_day",
        ]
    with translation.override("ar"):
        assert order_of_parts() == ("day", "month", "year")


def test_what_was_typed_stays():
    parts = control(born("31", "2", "1985")["born"]).parts
    assert [part.value for part in parts] == ["31", "2", "1985"]
    assert [part.attrs["autocomplete"] for part in parts] == ["bday-day", "bday-month", "bday-year"]
