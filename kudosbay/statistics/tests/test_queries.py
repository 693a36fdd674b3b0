"""A figure costs the same at 3 and at 30 enterprises, and its rows count to it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kudosbay.centre.models import ExchangeRate
from kudosbay.enterprises.models import Capital, Enterprise, Investor
from kudosbay.statistics import queries
from kudosbay.statistics.catalogue import BY_KEY
from kudosbay.statistics.figures import Asked

FIRST = date(2018, 1, 2)
ASKED = Asked(date(2026, 3, 10))
COUNTRIES = ("NG", "KZ", "SG")

pytestmark = pytest.mark.django_db


def make_enterprise(number):
    day = FIRST + timedelta(days=40 * number)
    made = Enterprise.objects.create(
        reference=f"E-TEST-{number}",
        name_zh=f"公司{number}",
        credit_code=f"91310117TEST{number:06d}",
        origin=Enterprise.Origin.CONVERTED,
        licensed_on=day,
        known_since=day,
    )
    Capital.objects.create(enterprise=made, amount=Decimal(1000), currency="XTS", valid_from=day, known_since=day)
    Investor.objects.create(
        enterprise=made,
        kind=Investor.Kind.NATURAL,
        name=f"Investor {number}",
        country=COUNTRIES[number % 3],
        share=Decimal(100),
        valid_from=day,
        known_since=day,
    )
    return made


@pytest.fixture
def rate():
    return ExchangeRate.objects.create(currency="XTS", valid_from=FIRST, usd=Decimal("0.5"))


def test_the_overview_costs_the_same(rate, assert_same_queries):
    assert_same_queries(make_enterprise, lambda: queries.overview(ASKED))


def test_charts_cost_the_same(rate, assert_same_queries):
    assert_same_queries(
        make_enterprise,
        lambda: (queries.by_month(queries.a_year_before(ASKED)), queries.by_year(ASKED), queries.by_country(ASKED)),
    )
    assert sum(count for _month, count in queries.by_month(ASKED)) == 30
    assert sum(count for _year, count in queries.by_year(ASKED)) == 30
    assert queries.by_country(ASKED) == [("KZ", 10), ("NG", 10), ("SG", 10)]


@pytest.mark.parametrize("key", sorted(BY_KEY))
def test_the_rows_behind_each_figure_cost_the_same(rate, assert_same_queries, key):
    assert_same_queries(make_enterprise, lambda: list(queries.figure_rows(key, ASKED)))


def test_a_year_before_the_29th_of_february_is_the_28th():
    assert queries.a_year_before(Asked(date(2024, 2, 29))).as_of == date(2023, 2, 28)
    assert queries.a_year_before(Asked(date(2019, 2, 18))).as_of == date(2018, 2, 18)


def test_the_story_costs_the_same(rate, assert_same_queries):
    assert_same_queries(make_enterprise, lambda: queries.claims(ASKED.as_of))
    standing = {one.claim.id: one for one in queries.claims(ASKED.as_of)}
    assert standing["A32"].counted.value == 30
    assert standing["A32"].thing.reference.startswith("E-TEST-")
