"""Nine floors, rooms, and who sits in them as of a day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from conftest import Cast, make_user
from kudosbay.enterprises.tests.test_queries import licensed
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.permissions import Role
from kudosbay.premises import queries
from kudosbay.premises.commands import Occupant, add_room, end_occupancy, let_room
from kudosbay.premises.models import Room
from kudosbay.premises.space import space
from kudosbay.statistics.catalogue import count_one
from kudosbay.statistics.figures import Asked

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
FIRST = date(2026, 1, 5)
CENTRE = Occupant("centre", None, "Plan")


def room(cast: Cast, number: str = "201", **more: Any) -> Room:
    given: dict[str, Any] = {"floor": 2, "use": "office", "area": Decimal("30.5"), "since": FIRST}
    return add_room(number=number, by=cast.mei, **given | more)


def area(day: date) -> Any:
    return count_one("occupied_area", Asked(day)).value


def test_a_firm_sits_in_a_room_from_day_to_day(cast: Cast) -> None:
    found, firm = room(cast), licensed(cast, NOW)
    let_room(
        found, Occupant("enterprise", firm, "Lease 1", date(2026, 4, 1)), since=date(2026, 2, 1), by=cast.wei, now=NOW
    )
    end_occupancy(found, on=date(2026, 3, 1), because="Grew", by=cast.wei, now=NOW)
    assert [area(date(2026, 1, 31)), area(date(2026, 2, 28)), area(date(2026, 3, 1))] == [0, Decimal("30.5"), 0]
    second = queries.floors(cast.wei, date(2026, 2, 15))[7]
    assert (second.number, second.taken, second.area) == (2, 1, Decimal("30.5"))
    assert str(second.rooms[0].occupancy.enterprise) == firm.name_zh
    assert queries.rooms_of(firm, day=date(2026, 2, 15))[0].room == found
    assert {"room.let", "room.left"} <= set(trail.of(firm).values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("occupant", "since"),
    [
        (Occupant("centre", None, " "), FIRST),
        (Occupant("enterprise", None, "x"), FIRST),
        (CENTRE, date(2026, 3, 11)),
        (CENTRE, date(2026, 1, 4)),
    ],
)
def test_who_sits_there_without_ground_is_refused(cast: Cast, occupant: Occupant, since: date) -> None:
    with pytest.raises(Refused):
        let_room(room(cast), occupant, since=since, by=cast.wei, now=NOW)


def test_two_do_not_sit_in_one_room(cast: Cast) -> None:
    found = room(cast)
    let_room(found, CENTRE, since=FIRST, by=cast.wei, now=NOW)
    with pytest.raises(Refused):
        let_room(found, CENTRE, since=date(2026, 2, 1), by=cast.wei, now=NOW)
    end_occupancy(found, on=date(2026, 2, 10), because="x", by=cast.wei, now=NOW)
    with pytest.raises(Refused):
        let_room(found, CENTRE, since=date(2026, 2, 9), by=cast.wei, now=NOW)
    for on, because in ((FIRST, "x"), (date(2026, 3, 1), "x")):
        with pytest.raises(Refused):
            end_occupancy(found, on=on, because=because, by=cast.wei, now=NOW)


@pytest.mark.parametrize("wrong", [{"floor": 10}, {"area": Decimal(0)}, {"number": "201"}])
def test_a_wrong_room_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    room(cast)
    with pytest.raises(Refused):
        room(cast, **{"number": "202"} | wrong)


def test_the_house_is_shown_as_strips_and_as_a_table(cast: Cast, get: Any, post: Any) -> None:
    keeper = make_user("Gu", Role.BUILDING)
    sent = {"floor": "2", "number": "<201>", "use": "office", "area": "20", "since": "2026-01-05"}
    assert post(keeper, "/desk/premises/rooms/new/", sent).status_code == 302
    assert post(keeper, "/desk/premises/rooms/new/", sent | {"floor": "10"}).status_code == 422
    found = Room.objects.get()
    let = {"holder": "public", "since": "2026-01-05", "evidence": "Plan"}
    assert post(keeper, f"/desk/premises/rooms/{found.pk}/let/", let).status_code == 302
    assert post(keeper, f"/desk/premises/rooms/{found.pk}/let/", let).status_code == 422
    page = get(keeper, "/desk/premises/", {"as_of": "2026-03-01", "lang": "en"}).content.decode()
    assert page.count("&lt;201&gt;") >= 2
    assert page.count('class="house-floor"') == 9
    assert "tile-public" in page
    end = {"on": "2026-02-01", "because": "Closed"}
    assert post(keeper, f"/desk/premises/rooms/{found.pk}/end/", end).status_code == 302
    assert "Closed" in get(keeper, f"/desk/premises/rooms/{found.pk}/").content.decode()
    assert get(cast.amara, "/desk/premises/").status_code == 404


def test_the_house_costs_the_same_at_any_size(cast: Cast, get: Any, assert_same_queries: Any) -> None:
    def make(number: int) -> None:
        let_room(room(cast, str(300 + number)), CENTRE, since=FIRST, by=cast.wei, now=NOW)

    first, firm = room(cast, "299"), licensed(cast, NOW)
    assert_same_queries(make, lambda: get(cast.wei, "/desk/premises/"))

    def ask() -> None:
        queries.floors(cast.wei, FIRST), queries.room_history(first), list(queries.room_timeline(first))
        queries.rooms_of(firm, day=FIRST)

    assert_same_queries(lambda number: make(number + 100), ask)


def test_room_runs_out_at_the_pace_of_the_last_year_and_later_with_one_more_floor(cast: Cast) -> None:
    day, firm = date(2026, 3, 1), licensed(cast, NOW)
    first, second = room(cast, "401"), room(cast, "402")
    assert space(day).runs_out_on is None  # nothing was let yet
    let_room(first, Occupant("enterprise", firm, "Lease"), since=date(2026, 1, 5), by=cast.wei, now=NOW)
    found = space(day)
    assert (found.free, found.came, found.went) == (found.whole / 2, first.area, Decimal(0))
    assert found.free_rooms == (second,)
    assert found.runs_out_on == day + timedelta(days=365)
    assert (found.whole, found.a_floor) == (Decimal(61), Decimal(61))
    assert found.with_a_floor == day + timedelta(days=3 * 365)
    let_room(second, CENTRE, since=date(2026, 1, 5), by=cast.wei, now=NOW)
    assert space(day).runs_out_on == day
