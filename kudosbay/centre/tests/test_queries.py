from datetime import date, timedelta
from decimal import Decimal

import pytest

from kudosbay.centre import queries
from kudosbay.centre.models import ConsentText, ExchangeRate, Parameter, Service, Territory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)
CODES = [f"{first}{second}" for first in "QXZ" for second in "ABCDEFGHIJKLMN"]


def make_territory(number):
    return Territory.objects.create(code=CODES[number], names={"en": f"Place {number}"}, hidden=number == 1)


def make_service(number):
    return Service.objects.create(
        code=f"service-{number}", names={"en": "Service"}, price=Decimal(100), valid_from=DAY, kind=Service.Kind.OURS
    )


def make_rate(number):
    return ExchangeRate.objects.create(currency="XTS", valid_from=DAY - timedelta(days=number), usd=Decimal(number + 1))


def make_consent(number):
    return ConsentText.objects.create(
        purpose=f"purpose-{number}", version="1", language="en", title="Title", text="Text", valid_from=DAY
    )


def test_the_operators_tables_cost_the_same(assert_same_queries):
    assert_same_queries(
        lambda number: (make_territory(number), make_service(number), make_rate(number), make_consent(number)),
        lambda: (
            queries.territories(),
            queries.territory_names(),
            queries.shown_territories(),
            queries.services_in_force(DAY),
            queries.rates_on(DAY),
            queries.consent_texts(DAY, language="en"),
        ),
    )


def test_a_hidden_place_keeps_its_name_and_leaves_the_lists():
    make_territory(1)
    assert CODES[1] in queries.territory_names()
    assert CODES[1] not in queries.territories()
    assert CODES[1] not in queries.shown_territories()


def test_the_rate_of_a_day_is_the_last_one_set_before_it():
    for number in range(3):
        make_rate(number)
    assert queries.rates_on(DAY)["XTS"].usd == 1
    assert queries.rates_on(DAY - timedelta(days=1))["XTS"].usd == 2
    assert "XTS" not in queries.rates_on(DAY - timedelta(days=3))


def test_a_fee_holds_to_its_last_day():
    service = make_service(0)
    service.valid_to = DAY + timedelta(days=1)
    service.save()
    assert service in queries.services_in_force(DAY + timedelta(days=1))
    assert service not in queries.services_in_force(DAY + timedelta(days=2))
    assert service not in queries.services_in_force(DAY - timedelta(days=1))


def test_a_value_costs_the_same(assert_same_queries):
    def make(number):
        Parameter.objects.create(key="quota", value=number, valid_from=DAY, known_since=DAY)

    assert_same_queries(make, lambda: queries.parameter_row("quota", on=DAY).value)
    assert queries.parameter_row("none", on=DAY) is None


def test_the_value_told_last_counts_and_what_was_known_can_be_asked():
    early, late = date(2026, 1, 1), date(2026, 3, 1)
    Parameter.objects.create(key="quota", value=10, valid_from=early, known_since=early)
    Parameter.objects.create(key="quota", value=12, valid_from=early, known_since=late)
    assert queries.parameter("quota", on=DAY) == 12
    assert queries.parameter("quota", on=DAY, known_on=date(2026, 2, 1)) == 10
    assert queries.parameter("quota", on=date(2025, 12, 31)) is None
