"""One question of the interview as a form: its kind decides the control, its words come from the rules."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kudosbay.cases.asking import NOT_SURE, OWNER, matching_activities, question
from kudosbay.faces.context import places
from kudosbay.faces.fields import DayInput
from kudosbay.rulebook.interview import Question
from kudosbay.rulebook.load import load_rules

CURRENCIES: Final = ("CNY", "USD", "EUR", "GBP", "HKD", "JPY")
UNSURE: Final = (NOT_SURE, _("I am not sure"))
YES_NO: Final = {"yes": True, "no": False}
CHOOSE = _("Choose an answer, or say that you are not sure.")


def _text(asked: Question, field: str, lang: str) -> str:
    return load_rules().text("questions", asked.data, field, language=lang)


def _choice_text(asked: Question, choice: Mapping[str, Any], *, lang: str, field: str = "text") -> str:
    key = f"questions.{asked.record.id}.choices.{choice.get('value')}.{field}"
    short = "zh" if lang.startswith("zh") else lang
    inline = choice.get(field) or {}
    return str(load_rules().texts.get(short, {}).get(key) or inline.get(short) or inline.get("en") or "")


class AnswerForm(forms.Form):
    """`value` after validation is what the rulebook takes; None stands for "not sure"."""

    def __init__(self, asked: Question, *, lang: str, typed: str = "", data: Any = None, known: Any = None) -> None:
        super().__init__(data)
        self.question, self.lang, self.typed = asked, lang, typed
        label, hint = _text(asked, "text", lang), _text(asked, "hint", lang)
        self.why = _text(asked, "why", lang)
        build = getattr(self, f"_{asked.kind}")
        self.fields.update(build(label, hint, known))

    def _choice(self, label: str, hint: str, known: Any) -> dict[str, forms.Field]:
        choices = [(str(one.get("value")), self._labelled(one)) for one in self.question.data["choices"]]
        return {"answer": self._radios(label, hint, choices, known=known)}

    def _yes_no(self, label: str, hint: str, known: Any) -> dict[str, forms.Field]:
        if self.question.data["choices"]:
            return self._choice(label, hint, known)
        shown = {True: "yes", False: "no"}.get(known, known)
        return {"answer": self._radios(label, hint, [("yes", _("Yes")), ("no", _("No"))], known=shown)}

    def _labelled(self, choice: Mapping[str, Any]) -> str:
        return _choice_text(self.question, choice, lang=self.lang)

    def _radios(self, label: str, hint: str, choices: list[tuple[str, Any]], *, known: Any) -> forms.Field:
        return forms.ChoiceField(
            label=label,
            help_text=hint,
            choices=[*choices, UNSURE],
            widget=forms.RadioSelect,
            initial=None if known is None else str(known),
            error_messages={"required": CHOOSE},
        )

    def _ticks(self, label: str, hint: str, known: Any) -> dict[str, forms.Field]:
        choices = [(str(one.get("value")), self._labelled(one)) for one in self.question.data["choices"]]
        boxes = forms.MultipleChoiceField(
            label=label,
            help_text=hint,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            initial=known,
            required=False,
        )
        return {"answer": boxes}

    def _country(self, label: str, hint: str, known: Any) -> dict[str, forms.Field]:
        field = forms.ChoiceField(
            label=label,
            help_text=hint,
            choices=[("", ""), *places(self.lang)],
            initial=known,
            error_messages={"required": CHOOSE},
        )
        return {"answer": field}

    def _number(self, label: str, hint: str, known: Any) -> dict[str, forms.Field]:
        return {"answer": forms.DecimalField(label=label, help_text=hint, min_value=0, max_digits=6, initial=known)}

    def _money(self, label: str, hint: str, known: Any) -> dict[str, forms.Field]:
        known = known or {}
        amount = forms.DecimalField(
            label=label,
            help_text=hint,
            min_value=0,
            max_digits=15,
            decimal_places=2,
            localize=False,
            initial=known.get("amount"),
            widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"}),
        )
        currency = forms.ChoiceField(
            label=_("Currency"), choices=[(code, code) for code in CURRENCIES], initial=known.get("currency", "CNY")
        )
        return {"answer": amount, "currency": currency}

    def _date(self, label: str, hint: str, known: Any) -> dict[str, forms.Field]:
        widget = DayInput()
        return {"answer": forms.DateField(label=label, help_text=hint, initial=known, widget=widget)}

    def _activities(self, label: str, hint: str, known: Any) -> dict[str, forms.Field]:
        found = matching_activities(self.typed, language=self.lang)
        names = {one["id"]: load_rules().text("activities", one, "name", language=self.lang) for one in found}
        for name in [*(known or []), *cast(QueryDict, self.data).getlist("answer")] if self.is_bound else (known or []):
            names.setdefault(name, name)
        boxes = forms.MultipleChoiceField(
            label=label,
            help_text=hint,
            choices=list(names.items()),
            initial=known,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": CHOOSE},
        )
        return {"answer": boxes}

    @property
    def value(self) -> Any:
        answer = self.cleaned_data["answer"]
        match self.question.kind:
            case "choice" | "yes_no":
                return self._chosen(answer)
            case "money":
                return {"amount": _plain(answer), "currency": self.cleaned_data["currency"]}
            case "number":
                return _plain(answer)
            case "date":
                return answer.isoformat()
            case _:
                return answer

    def _chosen(self, answer: str) -> Any:
        if answer == NOT_SURE:
            return None
        values = {str(one.get("value")): one.get("value") for one in self.question.data["choices"]}
        return values.get(answer, YES_NO.get(answer))


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


class StartForm(forms.Form):
    """The first day of work on the plan."""

    start = forms.DateField(label=_("Start on"), widget=DayInput())


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Plan code"),
        help_text=_("Six letters and digits, for example 7K2-QMD."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
        error_messages={"required": _("Enter the code of your plan.")},
    )


class CompareForm(forms.Form):
    """Which other ownership to lay beside the plan."""

    def __init__(self, others: list[dict[str, Any]], *, lang: str, data: Any = None) -> None:
        super().__init__(data)
        asked = question(OWNER)
        named = [(one["value"], _choice_text(asked, one, lang=lang)) for one in others] if asked else []
        self.fields["other"] = forms.ChoiceField(label=_("Compare with"), choices=named)
