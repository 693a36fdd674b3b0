"""What is put right today leaves the figures as they were known yesterday where they were."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.timezone import localdate

from conftest import Cast
from kudosbay.enterprises import commands
from kudosbay.enterprises.models import Capital, Enterprise, Investor
from kudosbay.enterprises.tests.test_queries import licensed
from kudosbay.kernel.errors import Stale
from kudosbay.kernel.money import Money
from kudosbay.statistics.catalogue import FIGURES, count_one
from kudosbay.statistics.figures import Asked


@pytest.fixture
def company(cast: Cast, now: datetime) -> Enterprise:
    return licensed(cast, now, 1)


def values(asked: Asked) -> dict[str, Any]:
    return {figure.key: count_one(figure.key, asked).value for figure in FIGURES}


def correct_country(company: Enterprise, cast: Cast, now: datetime) -> None:
    investor = company.investors.get()
    commands.correct_investor(
        investor, country="EG", name=investor.name, because="Misread", seen=investor.version, by=cast.wei, now=now
    )


def change_capital(company: Enterprise, cast: Cast, now: datetime) -> None:
    seen, since = company.capitals.get().pk, localdate(now) - timedelta(days=35)
    commands.change_capital(company, Money(Decimal(999), "USD"), since=since, seen=seen, by=cast.wei, now=now)


@pytest.mark.parametrize("act", [correct_country, change_capital])
def test_figures_as_known_before_a_correction_stay(
    cast: Cast, company: Enterprise, now: datetime, act: Callable[..., None]
) -> None:
    today, later = localdate(now), now + timedelta(days=30)
    known_then = Asked(today, known_on=today)
    before, now_before = values(known_then), values(Asked(today))
    assert before == now_before
    act(company, cast, later)
    assert values(known_then) == before
    assert values(Asked(today, known_on=localdate(later) - timedelta(days=1))) == before
    assert values(Asked(today)) == values(Asked(today, known_on=localdate(later))) != before


def test_a_second_correction_starts_from_the_first_and_keeps_both(
    cast: Cast, company: Enterprise, now: datetime
) -> None:
    row = company.investors.get()
    for number, country in enumerate(["EG", "PL"], 1):
        commands.correct_investor(
            row, country=country, name=row.name, because="Again", seen=number, by=cast.wei, now=now + timedelta(number)
        )
    told = Investor.ever.filter(enterprise=company).order_by("known_since", "pk")
    assert [(one.country, one.known_until is None) for one in told] == [("NG", False), ("EG", False), ("PL", True)]
    ends = [(one.known_since, one.known_until) for one in told]
    assert ends[0][1] == ends[1][0]
    assert ends[1][1] == ends[2][0]
    row.refresh_from_db()
    assert (row.country, row.version) == ("PL", 3)
    assert list(company.investors.all()) == [row]


def test_a_stale_correction_is_refused_with_both_sides_and_leaves_nothing(
    cast: Cast, company: Enterprise, now: datetime
) -> None:
    correct_country(company, cast, now)
    row = company.investors.get()
    with pytest.raises(Stale) as refusal:
        commands.correct_investor(row, country="PL", name=row.name, because="x", seen=1, by=cast.zoe, now=now)
    assert (list(refusal.value.theirs.values()), list(refusal.value.yours.values())) == (["EG"], ["PL"])
    assert Investor.ever.filter(enterprise=company).count() == 2


def test_the_capital_that_ended_was_open_as_known_before(cast: Cast, company: Enterprise, now: datetime) -> None:
    change_capital(company, cast, now + timedelta(days=30))
    kept = Capital.ever.filter(enterprise=company).exclude(known_until=None).get()
    assert kept.valid_to is None
    assert kept.known_until == date(2026, 4, 9)
    assert company.capitals.count() == 2
