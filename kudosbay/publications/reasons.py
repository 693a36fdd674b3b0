"""Why a policy concerns somebody, in words that she or he can read: said with the message, and asked again afterwards."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.cases.models import Case
from kudosbay.enterprises.models import Enterprise
from kudosbay.messaging.compose import html_code
from kudosbay.people.models import Person
from kudosbay.publications.audience import AUDIENCE
from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.phrases import Phrasing, value_label

Leaf = tuple[str, str]  # whose fact: "", enterprises or cases; and the condition that it met
FACTS: Final = {
    "nationality": gettext_lazy("your country or region"),
    "languages": gettext_lazy("your languages"),
    "source": gettext_lazy("the way by which you came to us"),
    "age": gettext_lazy("your age"),
    "registered_on": gettext_lazy("the day since which we know you"),
    "enterprises.form": gettext_lazy("the form of a company of yours"),
    "enterprises.activities": gettext_lazy("the activities of a company of yours"),
    "enterprises.origin": gettext_lazy("the way by which a company of yours came about"),
    "enterprises.licensed_on": gettext_lazy("the day of a company’s licence"),
    "cases.form": gettext_lazy("the form of the company in your plan"),
    "cases.activities": gettext_lazy("the activities in your plan"),
    "cases.zone": gettext_lazy("the zone in your plan"),
    "cases.address": gettext_lazy("the address in your plan"),
    "cases.stage": gettext_lazy("where your case stands"),
    "cases.waits_for": gettext_lazy("whose turn it is in your case"),
}
PLAIN: Final = {
    ("from_outside", True): gettext_lazy("you come from outside the mainland"),
    ("from_outside", False): gettext_lazy("you come from the mainland"),
    ("enterprises.active", True): gettext_lazy("you have a company that is active here"),
    ("enterprises.active", False): gettext_lazy("a company of yours is not active here any more"),
}
CHOICES: Final[Mapping[str, type[Any]]] = {
    "source": Person.Source,
    "enterprises.origin": Enterprise.Origin,
    "cases.stage": Case.Status,
    "cases.waits_for": Case.Turn,
}


class AudiencePhrasing(Phrasing):
    """Conditions over people as sentences to the person herself."""

    def __init__(self, language: str, whose: str = "") -> None:
        super().__init__(load_rules(), language)
        self.vocabulary, self.whose = AUDIENCE, whose

    def _named(self, name: str, scope: str) -> str:
        inside = scope or self.whose
        return f"{inside}.{name}" if inside and name in AUDIENCE.items[inside] else name

    def _fact(self, name: str, scope: str = "") -> str:
        found = FACTS.get(self._named(name, scope))
        return str(found) if found else super()._fact(name, scope)

    def _value(self, value: Any, name: str, scope: str) -> str:
        words, choices = getattr(value, "name", ""), CHOICES.get(self._named(name, scope))
        if choices and words in choices.values:
            return str(choices(words).label)
        if words and self._named(name, scope) == "nationality":
            return value_label(self.rulebook, words, fact="country", language=self.language)
        return super()._value(value, name, scope or self.whose)


def leaf_of(reason: Reason) -> Leaf:
    whose = (reason.fact or "").partition(".")[0].partition("[")[0]
    return whose if whose in AUDIENCE.items else "", reason.condition


def said(leaf: Leaf, language: str) -> str:
    """Return one condition as a part of a sentence, in the language that is active."""
    whose, condition = leaf
    name, wanted = condition.removeprefix("not "), not condition.startswith("not ")
    plain = PLAIN.get((f"{whose}.{name}" if whose else name, wanted))
    return str(plain) if plain else AudiencePhrasing(language, whose).text(condition)


def reason_in_words(leaves: Sequence[Leaf]) -> dict[str, str]:
    """Return one sentence per language of the screens that says why somebody is concerned."""
    told = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            parts = _("; ").join(dict.fromkeys(said(leaf, html_code(code)) for leaf in leaves))
            told[html_code(code)] = _("You get this because it concerns you: %(reasons)s.") % {"reasons": parts}
    return told
