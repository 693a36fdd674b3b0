from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from conftest import Cast
from kudosbay.enterprises import queries
from kudosbay.enterprises.commands import Licence, Share, appoint_officer, record_departure, record_licence
from kudosbay.enterprises.models import Enterprise
from kudosbay.enterprises.queries import WantedEnterprises
from kudosbay.kernel.money import Money

BODY = "91310117MA1J2{:04d}"
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [pow(3, place, 31) for place in range(17)]


def code(number: int) -> str:
    """Return a credit code with its check digit, by GB 32100-2015."""
    body = BODY.format(number)
    total = sum(weight * SIGNS.index(sign) for weight, sign in zip(WEIGHTS, body, strict=True))
    return body + SIGNS[-total % 31]


def licensed(cast: Cast, now: datetime, number: int = 1, **more: Any) -> Enterprise:
    given: dict[str, Any] = {
        "credit_code": code(number),
        "name_zh": f"上海样品{number}有限公司",
        "name_en": f"Sample {number} Ltd",
        "form": "wfoe_llc",
        "origin": "converted",
        "licensed_on": date(2026, 1, 5),
        "capital": Money(Decimal(100000), "USD"),
        "investors": [Share("Amara Nwosu", "natural", "NG", Decimal(100), cast.amara.person)],
    }
    return record_licence(Licence(**given | more), by=cast.wei, now=now)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "样品1"}, True),
        ({"text": "sample"}, True),
        ({"text": "91310117ma1j20001"}, True),
        ({"text": "Nwosu"}, False),
        ({"origin": "attracted"}, False),
        ({"year": 2026}, True),
        ({"countries": ("NG",)}, True),
        ({"countries": ("DE", "FR")}, False),
        ({"state": "active", "day": date(2026, 3, 1)}, True),
        ({"state": "left", "day": date(2026, 3, 1)}, False),
        ({"state": "left", "day": date(2026, 3, 6)}, True),
        ({"state": "active", "day": date(2026, 3, 6)}, False),
    ],
)
def test_filters_hold(cast: Cast, now: datetime, wanted: dict[str, Any], found: bool) -> None:
    one = licensed(cast, now)
    record_departure(one, left_on=date(2026, 3, 5), because="Moved", by=cast.wei, seen=one.version)
    assert (one in queries.enterprise_list(cast.wei, WantedEnterprises(**wanted))) is found


def test_a_founder_sees_only_her_own(cast: Cast, now: datetime) -> None:
    one = licensed(cast, now)
    assert list(queries.enterprise_list(cast.amara, WantedEnterprises())) == [one]
    assert not queries.enterprise_list(cast.bao, WantedEnterprises())


def test_each_query_costs_the_same_at_any_size(cast: Cast, now: datetime, assert_same_queries: Any) -> None:
    first = licensed(cast, now, 9999)

    def another(number: int) -> None:
        licensed(cast, now, number)
        appoint_officer(first, cast.amara.person, role="director", since=date(2026, 1, 5), by=cast.wei)

    def ask() -> list[Any]:
        return [
            list(queries.enterprise_list(cast.wei, WantedEnterprises())),
            queries.find_enterprises(cast.wei, "sample"),
            queries.enterprises_of(cast.amara.person),
            [(row.person.full_name) for row in queries.facts_of(first).officers],
            list(queries.enterprise_timeline(first)),
            queries.licence_years(cast.wei),
        ]

    assert_same_queries(another, ask)
