"""The house of the demonstration: nine floors, who sat where, and the registered addresses of the firms at the centre."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, Final

from kudosbay.centre.queries import parameter
from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.companies import HOUSE
from kudosbay.demo.days import earlier, in_office_hours, workday_until
from kudosbay.demo.enterprises import Founded
from kudosbay.demo.files import dice, history
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter
from kudosbay.premises.models import Occupancy, Pool, RegisteredAddress, Room

OFFICES: Final = range(2, 9)
A_FLOOR: Final = (22, 22, 28, 34, 34, 40, 46, 54, 60)  # square metres
NOT_LET: Final = 7  # one office in so many stands empty
NEXT_PLACE: Final = 20_000  # numbers of addresses begin beyond those of the history


def write(world: World) -> None:
    rng = dice("premises")
    _addresses(world)
    rooms = list(_rooms())
    lay(Room, rooms)
    sitting = [*_own(rooms), *_firms(world, rooms)]
    rows = [{"id": number, **row} for number, row in enumerate(sitting, 1)]
    lay(Occupancy, rows)
    numbers_go_on(Room, Occupancy)
    names = {room["id"]: room["number"] for room in rooms}
    building = world.staff.building
    world.trail.tell_all(
        Act(in_office_hours(day, rng), building, verb, _about(row), {"room": names[row["room_id"]], word: str(day)})
        for row in rows
        for verb, word, day in _moves(row)
    )


def _moves(row: Row) -> Iterator[tuple[str, str, date]]:
    yield "room.let", "from", row["valid_from"]
    if row.get("valid_to"):
        yield "room.left", "on", row["valid_to"]


def _about(row: Row) -> list[Any]:
    firm = row.get("enterprise_id")
    return [about(Room, row["room_id"]), *([about(Enterprise, firm)] if firm else [])]


def _rooms() -> Iterator[Row]:
    """Service hall below, offices on seven floors, the centre's own rooms on top."""
    number, first = count(1), history()["first_day"]
    below = (("101", "hall", 210), ("102", "meeting", 36), ("103", "shared", 60), ("104", "service", 34))
    above = (("901", "training", 130), ("902", "meeting", 40), ("903", "office", 90), ("904", "office", 60))
    told = [(1, *room) for room in below] + [(9, *room) for room in above]
    told += [
        (floor, f"{floor}{place:02d}", "office", area) for floor in OFFICES for place, area in enumerate(A_FLOOR, 1)
    ]
    for floor, name, use, area in told:
        room = {"id": next(number), "floor": floor, "number": name, "use": use, "area": Decimal(area)}
        yield room | {"valid_from": first, "is_demonstration": True}


def _own(rooms: list[Row]) -> Iterator[Row]:
    first = history()["first_day"]
    for room in rooms:
        if room["floor"] in {1, 9}:
            holder = "public" if room["use"] in {"hall", "training", "shared"} else "centre"
            yield {
                "room_id": room["id"],
                "holder": holder,
                "enterprise_id": None,
                "valid_from": first,
                "evidence": "中心用房安排（演示） The centre’s plan of rooms (demonstration)",
                "known_since": first,
            }


def _firms(world: World, rooms: list[Row]) -> Iterator[Row]:
    """Firms in order of licence take the first office that is free; most stay two or three years."""
    rng = dice("rooms")
    free_from = {room["id"]: history()["first_day"] for room in rooms if room["floor"] in OFFICES}
    empty = {room for room in free_from if not room % NOT_LET}
    for one in world.founded:
        here = HOUSE in one.address
        ready = next((room for room, day in free_from.items() if room not in empty and day <= one.firm.licensed), None)
        if ready is None or not here or rng.randrange(5) > 1:
            continue
        row = _lease(one, ready, years=rng.randint(1, 3), today=world.today)
        free_from[ready] = (row["valid_to"] or date.max - timedelta(days=9)) + timedelta(days=7)
        yield row


def _lease(one: Founded, room: int, *, years: int, today: date) -> Row:
    """A lease runs on to the end of its last year, or until the firm leaves; one that runs today has no end yet."""
    agreed = one.firm.licensed + timedelta(days=365 * years)
    end = min(agreed, one.firm.left or date.max)
    return {
        "room_id": room,
        "holder": "enterprise",
        "enterprise_id": one.pk,
        "valid_from": one.firm.licensed,
        "valid_to": workday_until(end) if end <= today else None,
        "agreed_until": agreed,
        "evidence": f"租赁合同 ZL-{one.firm.licensed.year}-{one.pk:04d}（演示）",
        "known_since": one.firm.licensed,
    }


def _addresses(world: World) -> None:
    """Each firm at the centre was allotted its address on the day of its licence, and gave it back when it left."""
    rng, numbers = dice("addresses"), dict[int, int]()
    rows: list[Row] = []
    acts: list[Act] = []
    for number, one in enumerate((one for one in world.founded if HOUSE in one.address), 1):
        reserved = max(history()["first_day"], earlier(one.firm.licensed, rng.randint(2, 9)))
        numbers[reserved.year] = numbers.get(reserved.year, 0) + 1
        name = reference("A", reserved.year, numbers[reserved.year])
        rows.append(_address(world, one, number, reserved=reserved, name=name))
        acts += _address_acts(world, one, rows[-1])
    lay(RegisteredAddress, rows)
    numbers_go_on(RegisteredAddress)
    Counter.objects.bulk_create(Counter(series=f"A-{year}", value=value) for year, value in numbers.items())
    Counter.objects.create(series="address", value=NEXT_PLACE)
    taken = sum(row["ended_on"] is None for row in rows)
    Pool.objects.create(pk=1, taken=taken, ceiling=max(taken, int(parameter("address.quota", on=world.today))))
    world.trail.tell_all(acts)


def _address(world: World, one: Founded, number: int, *, reserved: date, name: str) -> Row:
    gone = one.firm.left
    years = (world.today - one.firm.licensed).days // 365 + 1
    return {
        "id": number,
        "version": 2 if gone else 1,
        "reference": name,
        "text": one.address,
        "status": "released" if gone else "allotted",
        "enterprise_id": one.pk,
        "reserved_on": reserved,
        "expires_on": reserved + timedelta(days=14),
        "allotted_on": one.firm.licensed,
        "agreed_until": one.firm.licensed + timedelta(days=365 * years),
        "ended_on": gone,
        "ended_because": "企业退出 The enterprise left" if gone else "",
        "evidence": f"注册地址协议 DZ-{one.firm.licensed.year}-{one.pk:04d}（演示）",
        "reserved_by_id": world.staff.adviser(one.client.adviser).pk,
        "known_since": reserved,
        "is_demonstration": True,
    }


def _address_acts(world: World, one: Founded, row: Row) -> Iterator[Act]:
    by, rng = world.staff.adviser(one.client.adviser), dice(f"address {row['id']}")
    address, firm = about(RegisteredAddress, row["id"]), about(Enterprise, one.pk)
    until = {"until": str(row["expires_on"])}
    yield Act(in_office_hours(row["reserved_on"], rng), by, "address.reserved", [address], until)
    day = one.firm.licensed
    yield Act(in_office_hours(day, rng), by, "address.allotted", [address, firm], {"on": str(day)})
    if row["ended_on"]:
        told = {"on": str(row["ended_on"])}
        yield Act(in_office_hours(row["ended_on"], rng), None, "address.released", [address, firm], told)
