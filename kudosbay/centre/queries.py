from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from kudosbay.centre.models import ConsentText, ExchangeRate, Operator, Parameter, Service, Territory
from kudosbay.kernel.known import as_known


def operator() -> Operator | None:
    return Operator.objects.first()


def parameter(key: str, *, on: date, known_on: date | None = None) -> Any:
    """Return the operator's value of `key` in force on a day, the latest told first; None where none was set."""
    row = parameter_row(key, on=on, known_on=known_on)
    return row.value if row else None


def parameter_row(key: str, *, on: date, known_on: date | None = None) -> Parameter | None:
    begun = Parameter.ever.filter(as_known(known_on), key=key, valid_from__lte=on)
    rows = begun.filter(Q(valid_to=None) | Q(valid_to__gte=on))
    return rows.order_by("-known_since", "-valid_from", "-id").first()


def territories() -> dict[str, Territory]:
    return {territory.code: territory for territory in Territory.objects.filter(hidden=False)}


def territory_names() -> dict[str, dict[str, str]]:
    """Return by code the names of every place in the operator's words, hidden ones too."""
    return dict(Territory.objects.values_list("code", "names"))


def shown_territories() -> list[str]:
    return list(Territory.objects.filter(hidden=False).order_by("code").values_list("code", flat=True))


def services_in_force(on: date) -> list[Service]:
    rows = Service.objects.filter(valid_from__lte=on).exclude(valid_to__lt=on)
    return list(rows.order_by("kind", "code"))


def rates_on(day: date) -> dict[str, ExchangeRate]:
    """Return by currency the rate in force on a day."""
    begun = ExchangeRate.objects.filter(valid_from__lte=day)
    last = begun.filter(currency=OuterRef("currency")).order_by("-valid_from").values("valid_from")[:1]
    return {rate.currency: rate for rate in begun.filter(valid_from=Subquery(last)).order_by("currency")}


def consent_texts(on: date, *, language: str) -> list[ConsentText]:
    """Return the texts in force, one for each purpose: in the language, else in English."""
    rows = ConsentText.objects.filter(valid_from__lte=on, language__in=[language, "en"]).exclude(valid_to__lt=on)
    best = {text.purpose: text for text in sorted(rows, key=lambda text: text.language == language)}
    return sorted(best.values(), key=lambda text: (not text.required, text.pk))


def services_by_day() -> list[Service]:
    return list(Service.objects.order_by("kind", "code", "-valid_from"))


def parameters() -> list[Parameter]:
    """Return all values that were ever set, by key, the latest first."""
    return list(Parameter.objects.order_by("key", "-valid_from", "-known_since", "-id"))


def all_territories() -> list[Territory]:
    return list(Territory.objects.order_by("code"))


def latest_parameter(key: str) -> Parameter | None:
    """Return the row of a key that holds last, even if its day has not come yet."""
    return Parameter.objects.filter(key=key).order_by("-valid_from", "-known_since", "-id").first()
