from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from stdnum.cn import uscc

from kudosbay.centre.commands import seed_centre
from kudosbay.centre.models import ConsentText, ExchangeRate, Operator, Parameter, Service, Territory
from kudosbay.centre.queries import consent_texts, parameter, rates_on, services_in_force
from kudosbay.kernel.models import TrailEntry

pytestmark = pytest.mark.django_db


def test_the_files_become_rows():
    made = seed_centre()
    assert made["territory"] == Territory.objects.count() == 250
    assert made["parameter"] == Parameter.objects.count()
    assert uscc.is_valid(Operator.objects.get().credit_code)
    assert TrailEntry.objects.filter(verb="centre.seeded").count() == 1


def test_a_second_time_changes_nothing():
    seed_centre()
    Service.objects.filter(code="seals").update(price=Decimal("1.00"))
    again = seed_centre()
    assert not any(again.values())
    assert Service.objects.get(code="seals").price == Decimal("1.00")
    assert TrailEntry.objects.filter(verb="centre.seeded").count() == 1


def test_the_command_leaves_a_centre_that_is_there_alone(capsys):
    call_command("centre", if_empty=True)
    Territory.objects.filter(code="NO").delete()
    call_command("centre", if_empty=True)
    assert not Territory.objects.filter(code="NO").exists()
    assert "1 operator" in capsys.readouterr().out


def test_a_lost_row_comes_back_alone():
    seed_centre()
    Territory.objects.filter(code="NO").delete()
    assert seed_centre()["territory"] == 1
    assert Territory.objects.get(code="NO").names["en"] == "Norway"


def test_each_cell_of_the_wide_table_is_a_rate():
    seed_centre()
    assert ExchangeRate.objects.get(currency="CNY", valid_from=date(2017, 4, 1)).usd == Decimal("0.14500000")
    assert rates_on(date(2017, 6, 30))["EUR"].usd == Decimal("1.06800000")


def test_values_hold_in_their_time():
    seed_centre()
    assert parameter("address.quota", on=date(2018, 10, 31)) == 240
    assert parameter("address.quota", on=date(2018, 11, 1)) == 480
    assert parameter("city.foreign_projects.2018", on=date(2019, 2, 18), known_on=date(2019, 2, 18)) is None
    fees = {service.code: service.price for service in services_in_force(date(2026, 11, 23))}
    assert fees["registration-service"] == Decimal("5800.00")


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ar"])
def test_consents_are_told_in_each_language(language):
    seed_centre()
    texts = consent_texts(date(2026, 11, 23), language=language)
    assert {text.purpose for text in texts} == set(ConsentText.objects.values_list("purpose", flat=True))
    assert {text.language for text in texts} == {language}
    assert [text.purpose for text in texts if text.required] == ["service"]
