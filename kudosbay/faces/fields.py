"""A remembered date asked as three plain fields, since no calendar helps anyone to type a birthday."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

PARTS = {"day": pgettext_lazy("a part of a date", "Day"), "month": _("Month"), "year": _("Year")}
YEAR_FIRST = {"zh", "ja", "ko"}


def order_of_parts() -> tuple[str, ...]:
    language = (get_language() or "en").split("-")[0]
    return ("year", "month", "day") if language in YEAR_FIRST else ("day", "month", "year")


class MemorableDateInput(forms.MultiWidget):
    """Names are always `<name>_day`, `<name>_month`, `<name>_year`; only the order on the page follows the language."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        self.birthday = birthday
        super().__init__({part: forms.TextInput(self._attrs(part)) for part in PARTS}, attrs)

    def _attrs(self, part: str) -> dict[str, Any]:
        digits = 4 if part == "year" else 2
        attrs = {"inputmode": "numeric", "maxlength": digits, "size": digits, "dir": "ltr", "aria-label": PARTS[part]}
        return attrs | ({"autocomplete": f"bday-{part}"} if self.birthday else {})

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        by_part = dict(zip(PARTS, context["widget"]["subwidgets"], strict=True))
        context["widget"]["subwidgets"] = [by_part[part] for part in order_of_parts()]
        return context


class MemorableDateField(forms.MultiValueField):
    widget = MemorableDateInput
    default_error_messages = {
        "required": _("Enter the day, month and year"),
        "incomplete": _("The date needs a day, a month and a year"),
        "invalid": _("Enter a real date, such as 27 3 1985"),
    }

    def __init__(self, **options: Any) -> None:
        parts = tuple(forms.CharField(required=False) for _part in PARTS)
        options.setdefault("widget", MemorableDateInput(birthday=options.pop("birthday", False)))
        super().__init__(parts, require_all_fields=False, **options)

    def clean(self, value: Any) -> date | None:
        texts = [str(part or "").strip() for part in value or []]
        if not any(texts) and not self.required:
            return None
        if not all(texts):
            code = "incomplete" if any(texts) else "required"
            raise ValidationError(self.error_messages[code], code=code)
        day = self._real_date(texts)
        self.run_validators(day)
        return day

    def _real_date(self, texts: list[str]) -> date:
        try:
            day, month, year = (int(text) for text in texts)
            return date(year, month, day)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class DayInput(forms.DateInput):
    """A near date, with the browser's own calendar, which takes ISO dates only, in whatever language the page is."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
