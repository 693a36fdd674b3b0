"""Registered addresses: never over the quota, however many ask; reserved for a time, allotted, given back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from conftest import Cast, make_cast
from kudosbay.centre.models import Parameter
from kudosbay.enterprises.commands import record_departure
from kudosbay.enterprises.models import Enterprise
from kudosbay.enterprises.tests.test_queries import code, licensed
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused, Stale, WrongMove
from kudosbay.premises import queries
from kudosbay.premises.commands import (
    For,
    allot_address,
    expire_reservations,
    release_address,
    release_of_those_who_left,
    reserve_address,
)
from kudosbay.premises.models import Pool, RegisteredAddress
from kudosbay.premises.queries import WantedAddresses
from kudosbay.statistics.catalogue import count_one
from kudosbay.statistics.figures import Asked

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


def quota(value: int, since: date = date(2017, 4, 12)) -> None:
    Parameter.objects.create(key="address.quota", value=value, valid_from=since, known_since=since, evidence="x")


def reserved(cast: Cast, number: int = 1, **more: Any) -> RegisteredAddress:
    return reserve_address(For(licensed(cast, NOW, number)), by=cast.wei, now=NOW, **more)


def allotted(cast: Cast, number: int = 1, **more: Any) -> RegisteredAddress:
    address = reserved(cast, number)
    assert address.enterprise
    given: dict[str, Any] = {
        "agreed_until": date(2027, 3, 9),
        "evidence": "DZ-1",
        "seen": 1,
        "by": cast.wei,
        "now": NOW,
    }
    return allot_address(address, address.enterprise, **given | more)


def figure(key: str, day: date) -> Any:
    return count_one(key, Asked(day)).value


def test_a_reservation_holds_ten_working_days_and_is_given_back_by_itself(cast: Cast) -> None:
    quota(2)
    address = reserved(cast)
    assert address.expires_on == date(2026, 3, 24)
    assert queries.capacity(NOW.date()).free == 1
    assert expire_reservations(by=trail.MACHINE, now=NOW + timedelta(days=14)) == 0
    late = NOW + timedelta(days=15)
    assert expire_reservations(by=trail.MACHINE, now=late) == 1
    assert expire_reservations(by=trail.MACHINE, now=late) == 0
    address.refresh_from_db()
    assert (address.status, Pool.objects.get().taken) == ("expired", 0)
    assert address.enterprise
    held = {"agreed_until": None, "evidence": "x", "seen": address.version, "by": cast.wei, "now": late}
    with pytest.raises(Refused):
        allot_address(address, address.enterprise, **held)


def test_at_the_quota_the_reason_is_told_and_nothing_is_kept(cast: Cast) -> None:
    quota(1)
    reserved(cast)
    with pytest.raises(Refused, match="quota"):
        reserved(cast, 2)
    assert (RegisteredAddress.objects.count(), Pool.objects.get().taken) == (1, 1)


def test_without_a_quota_there_is_nothing_to_reserve(cast: Cast) -> None:
    with pytest.raises(Refused):
        reserved(cast)


def test_a_quota_below_what_is_taken_blocks_until_addresses_come_back(cast: Cast) -> None:
    quota(2)
    first, _second = reserved(cast), reserved(cast, 2)
    quota(1, date(2026, 3, 1))
    with pytest.raises(Refused):
        reserved(cast, 3)
    release_address(first, because="Not needed", seen=1, by=cast.wei, now=NOW)
    with pytest.raises(Refused):
        reserved(cast, 4)
    assert Pool.objects.get().taken == 1


def test_the_database_itself_refuses_more_than_the_ceiling(cast: Cast) -> None:
    quota(1)
    assert reserved(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.update(taken=2)


def test_allotting_puts_the_address_into_the_register(cast: Cast) -> None:
    quota(5)
    address = allotted(cast)
    firm = Enterprise.objects.get()
    assert (firm.address, address.status) == (address.text, "allotted")
    assert figure("registered_here", NOW.date()) == 1
    assert figure("registered_here", NOW.date() - timedelta(days=1)) == 0
    assert figure("free_addresses", NOW.date()) == 4
    assert queries.address_of(firm) == address
    verbs = set(trail.of(firm).values_list("verb", flat=True))
    assert {"address.reserved", "address.allotted", "enterprise.address_changed"} <= verbs


@pytest.mark.parametrize("wrong", [{"evidence": " "}, {"agreed_until": date(2026, 3, 10)}])
def test_an_allotment_without_ground_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    quota(5)
    with pytest.raises(Refused):
        allotted(cast, **wrong)
    assert RegisteredAddress.objects.get().status == "reserved"


def test_one_firm_has_one_address_and_no_other_gets_hers(cast: Cast) -> None:
    quota(5)
    address, other = reserved(cast), licensed(cast, NOW, 2)
    assert address.enterprise
    with pytest.raises(Refused):
        reserve_address(For(address.enterprise), by=cast.wei, now=NOW)
    with pytest.raises(Refused):
        allot_address(address, other, agreed_until=None, evidence="x", seen=1, by=cast.wei, now=NOW)
    with pytest.raises(Refused):
        reserve_address(For(), by=cast.wei, now=NOW)


def test_giving_back_needs_a_reason_the_version_and_happens_once(cast: Cast) -> None:
    quota(5)
    address = allotted(cast)
    for seen, because, error in ((address.version, " ", Refused), (1, "x", Stale)):
        with pytest.raises(error):
            release_address(address, because=because, seen=seen, by=cast.wei, now=NOW)
    address = release_address(address, because="Moved", seen=address.version, by=cast.wei, now=NOW)
    with pytest.raises(WrongMove):
        release_address(address, because="Moved", seen=address.version, by=cast.wei, now=NOW)
    assert Pool.objects.get().taken == 0
    assert reserve_address(For(address.enterprise), by=cast.wei, now=NOW).text != address.text


def test_who_left_gives_the_address_back(cast: Cast) -> None:
    quota(5)
    address = allotted(cast)
    firm = Enterprise.objects.get()
    record_departure(firm, left_on=date(2026, 3, 9), because="closed", by=cast.wei, seen=firm.version)
    assert release_of_those_who_left(by=trail.MACHINE, now=NOW) == 1
    assert release_of_those_who_left(by=trail.MACHINE, now=NOW) == 0
    address.refresh_from_db()
    assert address.status == "released"
    with pytest.raises(Refused):
        reserve_address(For(Enterprise.objects.get()), by=cast.wei, now=NOW)


def test_the_pace_tells_when_the_pool_is_empty(cast: Cast) -> None:
    quota(24)
    for number in range(12):
        allotted(cast, number)
    found = queries.capacity(NOW.date())
    assert (found.free, found.came, found.went) == (12, 12, 0)
    assert float(found.pace) == 1
    assert found.runs_out_on == NOW.date() + timedelta(days=365)
    assert queries.capacity(NOW.date() - timedelta(days=1)).runs_out_on is None
    quota(12, date(2026, 3, 11))
    assert queries.capacity(date(2026, 3, 11)).runs_out_on == date(2026, 3, 11)


def test_lists_are_narrowed_and_cost_the_same(cast: Cast, assert_same_queries: Any) -> None:
    quota(60)
    address = allotted(cast, 90)
    for wanted, count in (
        (WantedAddresses(text=address.text), 1),
        (WantedAddresses(status="reserved"), 0),
        (WantedAddresses(due="ending", day=date(2027, 2, 1)), 1),
        (WantedAddresses(due="ending", day=NOW.date()), 0),
        (WantedAddresses(due="expiring"), 0),
    ):
        assert queries.address_list(cast.wei, wanted).count() == count
    assert not queries.address_list(cast.bao, WantedAddresses()).exists()
    assert queries.address_list(cast.amara, WantedAddresses()).get() == address

    def ask() -> None:
        _read = [str(one.enterprise) for one in queries.address_list(cast.wei, WantedAddresses())]
        queries.capacity(NOW.date()), list(queries.address_timeline(address))

    assert_same_queries(lambda number: reserved(cast, number), ask)


def test_pages_reserve_allot_and_give_back(cast: Cast, get: Any, post: Any) -> None:
    quota(1)
    firm, other = licensed(cast, NOW), licensed(cast, NOW, 2)
    here = "/desk/premises/addresses/"
    assert post(cast.wei, f"{here}reserve/", {"whom": "E-NONE"}).status_code == 422
    answer = post(cast.wei, f"{here}reserve/", {"whom": firm.reference})
    assert answer.status_code == 302
    refused = post(cast.wei, f"{here}reserve/", {"whom": other.reference})
    assert refused.status_code == 422
    assert 'id="id_whom-error"' in refused.content.decode()
    sent = {"version": "1", "company": firm.reference, "evidence": "DZ-7", "agreed_until": "2999-01-01"}
    assert post(cast.wei, f"{answer.url}allot/", sent).status_code == 302
    shown = get(cast.amara, f"/company/{firm.reference}/", {"lang": "en"})
    shown = shown if shown.status_code == 200 else get(cast.amara, f"/en/company/{firm.reference}/")
    assert RegisteredAddress.objects.get().text in shown.content.decode()
    assert get(cast.bao, answer.url).status_code == 404
    assert RegisteredAddress.objects.get().text in get(cast.zoe, here).content.decode()
    sent = {"version": str(RegisteredAddress.objects.get().version), "because": "Moved"}
    assert post(cast.zoe, f"{answer.url}release/", sent).status_code == 302
    export = post(cast.wei, f"{here}export/", {"as": "csv"})
    assert "Given back" in b"".join(export.streaming_content).decode() or export.status_code == 200


@pytest.mark.slow
@pytest.mark.usefixtures("real_commits")
def test_two_hundred_at_once_take_forty_and_not_one_more() -> None:
    quota(40)
    cast = make_cast()
    firms = [
        Enterprise.objects.create(
            reference=f"E-{number}",
            name_zh=f"企业{number}",
            credit_code=code(number),
            origin="converted",
            licensed_on=NOW.date(),
            known_since=NOW.date(),
        )
        for number in range(200)
    ]
    start = Barrier(200)

    def ask(firm: Enterprise) -> bool:
        start.wait()
        try:
            reserve_address(For(firm), by=cast.wei, now=NOW)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(200) as crowd:
        taken = sum(crowd.map(ask, firms))
    assert taken == RegisteredAddress.objects.standing().count() == Pool.objects.get().taken == 40
    assert RegisteredAddress.objects.values("text").distinct().count() == 40
