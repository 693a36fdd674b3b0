"""Centre settings: all staff read them, managers change them, and nothing that held before is lost."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from conftest import Cast
from django.utils.timezone import localdate

from kudosbay.centre import queries
from kudosbay.centre.commands import seed_centre
from kudosbay.centre.models import ExchangeRate, Operator, Parameter, Service, Territory
from kudosbay.kernel.models import TrailEntry
from kudosbay.statistics.catalogue import count_one
from kudosbay.statistics.figures import Asked

HOME = "/desk/centre/"


@pytest.fixture
def centre(cast: Cast) -> Operator:
    seed_centre()
    return Operator.objects.get()


def running_fee() -> Service:
    return Service.objects.filter(code="registration-service", valid_to=None).get()


def test_all_staff_read_and_managers_change(cast: Cast, centre: Operator, get: Any, post: Any) -> None:
    assert get(cast.wei, HOME).status_code == get(cast.mei, HOME).status_code == 200
    assert "/desk/centre/operator/" not in get(cast.wei, HOME).content.decode()
    assert get(cast.amara, HOME).status_code == 404
    assert post(cast.wei, HOME + "operator/", {}).status_code == 404
    for path in ("operator/", "rates/new/", "parameters/address.quota/", "places/NG/", f"fees/{running_fee().pk}/"):
        assert get(cast.mei, HOME + path).status_code == 200


def test_a_new_fee_ends_the_old_one(cast: Cast, centre: Operator, post: Any) -> None:
    fee = running_fee()
    sent = {"version": fee.version, "price": "6100", "since": "2027-01-01"}
    assert post(cast.mei, f"{HOME}fees/{fee.pk}/", sent).status_code == 302
    fee.refresh_from_db()
    assert (fee.price, fee.valid_to) == (Decimal(5800), date(2026, 12, 31))
    assert (running_fee().price, running_fee().valid_from) == (Decimal(6100), date(2027, 1, 1))
    assert post(cast.mei, f"{HOME}fees/{fee.pk}/", sent).status_code in {409, 422}


def test_a_value_needs_its_evidence_and_keeps_the_past(cast: Cast, centre: Operator, post: Any) -> None:
    latest = Parameter.objects.get(key="address.quota", valid_to=None)
    path, sent = HOME + "parameters/address.quota/", {"version": latest.pk, "value": "1500", "since": "2027-01-01"}
    assert post(cast.mei, path, sent).status_code == 422
    assert post(cast.mei, path, sent | {"value": "many", "evidence_zh": "x"}).status_code == 422
    assert post(cast.mei, path, sent | {"evidence_zh": "Letter of the zone"}).status_code == 302
    assert queries.parameter("address.quota", on=date(2026, 12, 31)) == 1320
    assert queries.parameter("address.quota", on=date(2027, 1, 1)) == 1500
    assert Parameter.objects.filter(key="address.quota", valid_to=None).count() == 1


def test_a_stale_value_or_name_overwrites_nothing(cast: Cast, centre: Operator, post: Any) -> None:
    latest = Parameter.objects.get(key="address.quota", valid_to=None)
    path, sent = HOME + "parameters/address.quota/", {"version": latest.pk, "evidence_zh": "Letter"}
    assert post(cast.mei, path, sent | {"value": "1500", "since": "2027-01-01"}).status_code == 302
    answer = post(cast.mei, path, sent | {"value": "1600", "since": "2028-01-01"})
    assert answer.status_code == 409
    assert "1500" in answer.content.decode()
    assert "1600" in answer.content.decode()
    place = {"version": 1, "name_zh": "尼日利亚", "name_en": "First"}
    assert post(cast.mei, HOME + "places/NG/", place).status_code == 302
    answer = post(cast.mei, HOME + "places/NG/", place | {"name_en": "Second"})
    assert answer.status_code == 409
    assert Territory.objects.get(pk="NG").names["en"] == "First"


def test_a_value_as_known_earlier_stays(cast: Cast, centre: Operator, post: Any) -> None:
    latest, yesterday = Parameter.objects.get(key="address.quota", valid_to=None), localdate() - timedelta(days=1)
    day = localdate() + timedelta(days=400)
    sent = {
        "version": latest.pk,
        "value": "1500",
        "since": (day - timedelta(days=9)).isoformat(),
        "evidence_zh": "Letter",
    }
    assert post(cast.mei, HOME + "parameters/address.quota/", sent).status_code == 302
    assert queries.parameter("address.quota", on=day) == 1500
    assert queries.parameter("address.quota", on=day, known_on=yesterday) == 1320


def test_a_rate_is_added_once_for_a_day(cast: Cast, centre: Operator, post: Any) -> None:
    sent = {"currency": "EUR", "usd": "1.09", "since": "2027-02-01", "evidence_zh": "Bank"}
    assert post(cast.mei, HOME + "rates/new/", sent).status_code == 302
    again = post(cast.mei, HOME + "rates/new/", sent | {"usd": "2"})
    assert again.status_code == 409
    assert "1.09" in again.content.decode()
    assert ExchangeRate.objects.get(currency="EUR", valid_from=date(2027, 2, 1)).usd == Decimal("1.09")


def test_the_operators_words_for_a_place_stand_at_once(cast: Cast, centre: Operator, get: Any, post: Any) -> None:
    get(cast.mei, "/desk/people/new/")
    sent = {"version": 1, "name_zh": "尼日利亚联邦", "name_en": "Nigeria (our words)"}
    assert post(cast.mei, HOME + "places/NG/", sent).status_code == 302
    assert "尼日利亚联邦" in get(cast.mei, "/desk/people/new/").content.decode()
    assert Territory.objects.get(pk="NG").names["ar"]


def written(centre: Operator) -> dict[str, Any]:
    sent = {"version": centre.version, "email": "a@example.org", "phone": "+86 21", "first_day": "2017-04-12"}
    return sent | {"names_zh": "酷豆湾", "names_en": "Kudosbay", "address_zh": "上海", "address_en": "Shanghai"}


def test_the_first_day_is_put_right_and_is_no_day_to_come(cast: Cast, centre: Operator, post: Any) -> None:
    asked = Asked(date(2019, 2, 18))
    assert count_one("days_at_work", asked).value == 678
    assert post(cast.mei, HOME + "operator/", written(centre) | {"first_day": "2099-01-01"}).status_code == 422
    assert post(cast.mei, HOME + "operator/", written(centre) | {"first_day": ""}).status_code == 422
    assert post(cast.wei, HOME + "operator/", written(centre)).status_code == 404
    assert count_one("days_at_work", asked).value == 678
    assert post(cast.mei, HOME + "operator/", written(centre) | {"first_day": "2017-04-11"}).status_code == 302
    assert count_one("days_at_work", asked).value == 679
    assert "first_day" in TrailEntry.objects.get(verb="centre.changed").fields


def test_a_stale_operator_overwrites_nothing(cast: Cast, centre: Operator, post: Any) -> None:
    sent = written(centre)
    assert post(cast.mei, HOME + "operator/", sent).status_code == 302
    assert post(cast.mei, HOME + "operator/", sent | {"email": "b@example.org"}).status_code == 409
    centre.refresh_from_db()
    assert (centre.email, centre.names["ar"]) == ("a@example.org", "كودوسباي")
    assert TrailEntry.objects.filter(verb="centre.changed").count() == 1


def test_the_page_costs_the_same_at_any_size(cast: Cast, centre: Operator, get: Any, assert_same_queries: Any) -> None:
    day = date(2017, 4, 12)

    def another(number: int) -> None:
        Parameter.objects.create(key=f"k{number}", value=1, valid_from=day, known_since=day)
        Service.objects.create(code=f"s{number}", price=1, valid_from=day)

    assert_same_queries(another, lambda: get(cast.mei, HOME))
    asked = [queries.services_by_day, queries.parameters, queries.all_territories]
    assert_same_queries(lambda number: another(number + 100), lambda: [ask() for ask in asked])
