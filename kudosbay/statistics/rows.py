"""The dated rows behind the figures."""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources
from typing import Any, Final, Protocol

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from kudosbay.centre.models import ExchangeRate
from kudosbay.enterprises.models import Capital, Enterprise, Investor
from kudosbay.kernel.known import as_known

CENT: Final = Decimal("0.01")
MAINLAND: Final = "CN"
TABLES = resources.files("kudosbay.rules").joinpath("cn_shanghai/tables")


class Asking(Protocol):
    @property
    def as_of(self) -> date: ...
    @property
    def known_on(self) -> date | None: ...
    @property
    def belt_road_list(self) -> str: ...


@cache
def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(TABLES.joinpath(name).read_text(encoding="utf-8").splitlines()))


def belt_road_codes(asked: Asking) -> set[str]:
    """Return the countries of the chosen list: the 64 of the route, or those that had signed by the day."""
    if asked.belt_road_list == "route_64":
        return {row["iso2"] for row in _table("belt_road_route_64.csv")}
    day = asked.as_of.isoformat()
    signed = _table("belt_road_signatories.csv")
    return {row["iso2"] for row in signed if row["from"] <= day and not ("" < row["to"] < day)}


def _in_force(asked: Asking, prefix: str = "") -> Q:
    """Rows of a dated table in force on the day; `valid_to` is the first day on which they are no longer so."""
    begun = Q(**{f"{prefix}valid_from__lte": asked.as_of})
    not_over = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": asked.as_of})
    return begun & not_over & as_known(asked.known_on, prefix)


def with_investor_from(enterprises: QuerySet[Enterprise], codes: Iterable[str], asked: Asking) -> QuerySet[Enterprise]:
    investors = Investor.ever.filter(_in_force(asked), country__in=list(codes))
    return enterprises.filter(pk__in=investors.values("enterprise"))


def investor_countries(enterprises: QuerySet[Enterprise], asked: Asking) -> dict[str, int]:
    """Return by country or region outside the mainland how many of the enterprises have an investor from there.

    The Chinese partner of a joint venture is no investor from abroad.
    """
    abroad = Investor.ever.filter(_in_force(asked), enterprise__in=enterprises).exclude(country=MAINLAND)
    return dict(abroad.values_list("country").annotate(Count("enterprise", distinct=True)).order_by())


def capital_rows(enterprises: QuerySet[Enterprise], asked: Asking) -> QuerySet[Capital, Any]:
    """Return each capital in force with the rate of its own first day: what was registered then, in dollars of then."""
    rate = ExchangeRate.objects.filter(currency=OuterRef("currency"), valid_from__lte=OuterRef("valid_from"))
    dated = Capital.ever.filter(_in_force(asked), enterprise__in=enterprises)
    return dated.annotate(rate=Subquery(rate.order_by("-valid_from").values("usd")[:1])).values(
        "amount", "currency", "valid_from", "rate", reference=F("enterprise__reference")
    )


def capital_in_usd(enterprises: QuerySet[Enterprise], asked: Asking) -> Decimal:
    """Add up dollars, each row rounded to the cent. A currency without a rate is an error, never nothing."""
    dated = capital_rows(enterprises, asked)
    alike = dated.values_list("amount", "currency", "rate").annotate(Count("pk"))  # type: ignore[misc]  # annotated above
    return sum(
        (in_usd(amount, currency, rate) * count for amount, currency, rate, count in alike.order_by()), Decimal(0)
    )


def in_usd(amount: Decimal, currency: str, rate: Decimal | None) -> Decimal:
    if currency == "USD":
        return amount
    if rate is None:
        message = f"no rate for {currency}: add one to the centre’s exchange rates"
        raise ValueError(message)
    return (amount * rate).quantize(CENT, rounding=ROUND_HALF_UP)
