"""The register of enterprises, and what a correction moves."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from conftest import Cast, make_user

from kudosbay.enterprises.models import Enterprise
from kudosbay.enterprises.tests.test_queries import licensed
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import Role
from kudosbay.statistics.catalogue import FIGURES, count_one
from kudosbay.statistics.figures import Asked

LIST = "/desk/enterprises/"
DAY = date(2026, 3, 10)


def page_of(company: Enterprise, rest: str = "") -> str:
    return f"{LIST}{company.reference}/{rest}"


def values(day: date = DAY) -> dict[str, Any]:
    return {figure.key: count_one(figure.key, Asked(day)).value for figure in FIGURES}


def moved(before: dict[str, Any], day: date = DAY) -> set[str]:
    after = values(day)
    return {key for key in after if after[key] != before[key]}


@pytest.fixture
def company(cast: Cast, now: datetime) -> Enterprise:
    return licensed(cast, now, 1)


@pytest.mark.parametrize("rest", ["", "capital/", "departure/", "correct/"])
def test_the_pages_are_for_staff(cast: Cast, company: Enterprise, get: Any, rest: str) -> None:
    assert get(cast.wei, page_of(company, rest)).status_code == 200
    assert get(cast.amara, page_of(company, rest)).status_code == 404
    assert get(None, page_of(company, rest)).status_code == 302


def test_the_building_sees_firms_but_no_way_to_people(cast: Cast, company: Enterprise, get: Any) -> None:
    keeper = make_user("Gu", Role.BUILDING)
    page = get(keeper, page_of(company)).content.decode()
    assert company.credit_code in page
    assert "/desk/people/" not in page
    assert get(keeper, page_of(company, "correct/")).status_code == 404


def test_the_country_of_an_investor_moves_what_counts_countries(cast: Cast, company: Enterprise, post: Any) -> None:
    before, row = values(), company.investors.get()
    sent = {"version": row.version, "name": row.name, "country": "EG", "because": "Misread the passport"}
    assert post(cast.wei, page_of(company, f"investors/{row.pk}/"), sent).status_code == 302
    row.refresh_from_db()
    assert row.country == "EG"
    assert moved(before) == {"belt_road", "licences_belt_road"}  # Nigeria is not on the route list, Egypt is
    told = trail.of(company).get(verb="enterprise.corrected")
    assert told.value.values == {"because": "Misread the passport", "country": "NG"}


def test_the_day_of_a_licence_moves_the_years(cast: Cast, company: Enterprise, post: Any) -> None:
    before, earlier = values(), values(date(2025, 12, 31))
    sent = {"version": company.version, "licensed_on": "2025-12-05", "because": "Misread the licence"}
    assert post(cast.wei, page_of(company, "correct/"), sent).status_code == 302
    assert moved(before) == {"added_last_year", "licensed_last_year"}
    assert {"enterprises", "converted", "countries", "capital_usd", "licences"} <= moved(earlier, date(2025, 12, 31))
    assert company.capitals.get().valid_from == company.investors.get().valid_from == date(2025, 12, 5)


def test_the_capital_moves_the_capital_alone(cast: Cast, company: Enterprise, post: Any) -> None:
    before = values()
    sent = {"version": company.capitals.get().pk, "amount": "250000.50", "currency": "USD", "since": "2026-03-01"}
    assert post(cast.wei, page_of(company, "capital/"), sent).status_code == 302
    assert moved(before) == {"capital_usd", "licences_capital_usd"}
    assert values()["capital_usd"] == Decimal("250000.50")
    again = post(cast.wei, page_of(company, "capital/"), sent)
    assert again.status_code == 409
    assert "250000.50" in again.content.decode()
    seen = company.capitals.get(valid_to=None).pk
    assert post(cast.wei, page_of(company, "capital/"), sent | {"version": seen}).status_code == 422
    assert company.capitals.count() == 2


def test_a_departure_takes_it_out_from_its_day_on(cast: Cast, company: Enterprise, post: Any) -> None:
    before, earlier = values(), values(date(2026, 3, 4))
    sent = {"version": company.version, "left_on": "2026-03-05", "because": "Moved to Pudong"}
    assert post(cast.wei, page_of(company, "departure/"), sent).status_code == 302
    assert {"enterprises", "converted", "countries", "capital_usd"} == moved(before)
    assert not moved(earlier, date(2026, 3, 4))
    assert post(cast.zoe, page_of(company, "departure/"), sent).status_code in {409, 422}


@pytest.mark.parametrize(
    ("rest", "sent", "field"),
    [
        ("departure/", {"left_on": "2019-01-01", "because": "x"}, "left_on"),
        ("departure/", {"left_on": "2999-01-01", "because": "x"}, "left_on"),
        ("capital/", {"amount": "-1", "currency": "USD", "since": "2026-03-01"}, "amount"),
        ("capital/", {"amount": "5", "currency": "USD", "since": "2019-03-01"}, "since"),
        ("correct/", {"licensed_on": "2999-01-01", "because": "x"}, "licensed_on"),
        ("correct/", {"licensed_on": "2026-01-06", "because": " "}, "because"),
    ],
)
def test_wrong_input_is_told_beside_its_field(
    cast: Cast, company: Enterprise, post: Any, rest: str, sent: dict[str, str], field: str
) -> None:
    before = trail.of(company).count()
    page = post(cast.wei, page_of(company, rest), {"version": company.version} | sent)
    assert page.status_code == 422
    assert f'id="id_{field}-error"' in page.content.decode()
    assert trail.of(company).count() == before


def test_a_stale_correction_changes_nothing(cast: Cast, company: Enterprise, post: Any) -> None:
    sent = {"version": company.version, "licensed_on": "2026-01-06", "because": "Misread"}
    assert post(cast.wei, page_of(company, "correct/"), sent).status_code == 302
    assert post(cast.zoe, page_of(company, "correct/"), sent | {"licensed_on": "2026-01-07"}).status_code == 409
    company.refresh_from_db()
    assert company.licensed_on == date(2026, 1, 6)


def test_an_export_is_noted(cast: Cast, company: Enterprise, post: Any) -> None:
    answer = post(cast.wei, LIST + "export/", {"origin": "converted", "as": "csv"})
    body = b"".join(answer.streaming_content).decode()
    assert company.credit_code in body
    assert TrailEntry.objects.get(verb="enterprises.exported").facts == {
        "rows": 1,
        "form": "csv",
        "origin": "converted",
    }


def test_the_list_and_the_page_cost_the_same_at_any_size(
    cast: Cast, company: Enterprise, now: datetime, get: Any, assert_same_queries: Any
) -> None:
    assert_same_queries(lambda number: licensed(cast, now, number + 100), lambda: get(cast.wei, LIST))
    one = {"kind": "entity", "name": "Firm", "country": "DE", "share": 1, "valid_from": DAY, "known_since": DAY}
    assert_same_queries(lambda _number: company.investors.create(**one), lambda: get(cast.wei, page_of(company)))
