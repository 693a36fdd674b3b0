"""Needs, offers and introductions of the demonstration: in every kind, since the first summer, alive up to today."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from kudosbay.demo.days import workdays
from kudosbay.demo.files import dice
from kudosbay.demo.introducing import Book
from kudosbay.demo.world import World

BEGINS: Final = date(2017, 6, 1)
A_MONTH: Final = {"work_package": 2, "zone_project": 1, "talent": 2, "mentor": 1, "member": 2, "fair_lead": 2}


def write(world: World) -> None:
    book = Book(world)
    for day, kind in _days(world):
        book.tell(kind, day)
    book.tell_of_the_founder()
    book.write()


def _days(world: World) -> Iterator[tuple[date, str]]:
    """Return when something of which kind was posted: some days of each month, in order."""
    rng = dice("introductions.days")
    months: dict[tuple[int, int], list[date]] = {}
    for day in workdays(BEGINS, world.today - timedelta(days=1)):
        months.setdefault((day.year, day.month), []).append(day)
    for some in months.values():
        yield from sorted((rng.choice(some), kind) for kind, count in A_MONTH.items() for _one in range(count))
