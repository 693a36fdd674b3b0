"""People of the history as rows: clients where the story has them, and as many others as each month tells."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from kudosbay.accounts.models import User
from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.contacts import email, phone
from kudosbay.demo.days import at
from kudosbay.demo.files import dice, history
from kudosbay.demo.guests import SOURCE_BOUNDS, SOURCES, Cast, Guest
from kudosbay.demo.naming import somebody, territories
from kudosbay.demo.staff import Staff
from kudosbay.demo.story import Period, periods
from kudosbay.demo.trails import Act, Trail, about
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter
from kudosbay.kernel.search import fold
from kudosbay.people.models import Consent, Person

SMALL: Final = 2000
BATCH: Final = 100  # people of an import in one act of the trail
NEW_WORDS: Final = date(2021, 11, 1)  # second version of the consents
CLERK_SOURCES: Final = frozenset({"adviser", "partner"})


class Registry:
    """Writes people month by month, in order of registration, each with consents and a trace."""

    def __init__(self, told: Cast, staff: Staff, trail: Trail) -> None:
        self.guests = told.everybody()
        self.staff, self.trail = staff, trail
        self.rng = dice("people")
        self.consents, self.number = 0, 0
        self.of_year: dict[int, int] = {}

    def fill(self, sizes: list["Size"]) -> int:
        waiting = iter([*self.guests, None])
        guest = next(waiting)
        for size in sizes:
            own = []
            while guest and (guest.registered <= size.period.last or size is sizes[-1]):
                own.append(guest)
                guest = next(waiting)
            self._lay([*own, *self._others(size, len(own))])
        self._count_on()
        return self.number

    def _others(self, size: "Size", clients: int) -> list[Guest]:
        """Return those who have no matter of their own: imported on one day, registered one by one, mainland."""
        found = [self._imported(one) for one, people in size.imports for _number in range(people)]
        days = size.period.workdays or [size.period.last]
        outside = size.extra + max(0, size.outside - clients)
        found += [self._registered(self._place(), days) for _number in range(outside)]
        return found + [self._registered("CN", days) for _number in range(size.mainland)]

    def _place(self) -> str:
        return str(territories().turn(self.rng))

    def _imported(self, day: date) -> Guest:
        called = somebody(self._place(), self.rng)
        return Guest(called, day, "import", adviser=-1, is_client=False)

    def _registered(self, country: str, days: list[date]) -> Guest:
        called = somebody(country, self.rng)
        source = self.rng.choices(SOURCES, cum_weights=SOURCE_BOUNDS)[0]
        adviser = self.rng.randrange(len(self.staff.advisers)) if self.rng.randrange(10) < 7 else -1
        return Guest(called, self.rng.choice(days), source, adviser, is_client=False)

    def _lay(self, guests: list[Guest]) -> None:
        guests.sort(key=lambda guest: guest.registered)
        for guest in guests:
            self.number += 1
            guest.pk = self.number
        lay(Person, map(self._person, guests))
        lay(Consent, self._consents(guests))
        self._trace(guests)

    def _person(self, guest: Guest) -> Row:
        called, rng = guest.called, self.rng
        adviser = self.staff.advisers[guest.adviser] if guest.adviser >= 0 else None
        return {
            "id": guest.pk,
            "reference": self._reference(guest.registered.year),
            "full_name": called.full,
            "passport_family": called.family,
            "passport_given": called.given,
            "latin_name": called.latin,
            "chinese_name": _chinese_name(guest, rng),
            "call_me": called.call_me,
            "pronounce_as": called.pronounced,
            "sort_key": _sorted_by(called.family or called.in_latin),
            "nationality": called.country,
            "birth_date": _born(guest, rng),
            "languages": list(called.languages),
            "adviser_id": adviser.pk if adviser else None,
            "registered_on": guest.registered,
            "known_since": guest.registered,
            "is_demonstration": True,
            **_reached(guest, rng),
            **_brought(guest, adviser),
        }

    def _reference(self, year: int) -> str:
        self.of_year[year] = self.of_year.get(year, 0) + 1
        return reference("P", year, self.of_year[year])

    def _consents(self, guests: list[Guest]) -> Iterator[Row]:
        for guest in guests:
            for row in _agreed(guest, self.rng):
                self.consents += 1
                yield row | {"id": self.consents, "person_id": guest.pk, "language": _written(guest)}

    def _trace(self, guests: list[Guest]) -> None:
        imported = [guest for guest in guests if guest.source == "import"]
        acts = [self._import_act(imported[place : place + BATCH]) for place in range(0, len(imported), BATCH)]
        self.trail.tell_all([*acts, *(self._act(guest) for guest in guests if guest.source != "import")])

    def _import_act(self, guests: list[Guest]) -> Act:
        moment = at(guests[0].registered, 60)
        people = [about(Person, guest.pk) for guest in guests]
        return Act(moment, self.staff.communications, "person.imported", people, {"people": len(guests)})

    def _act(self, guest: Guest) -> Act:
        by = self.staff.advisers[guest.adviser] if guest.source in CLERK_SOURCES and guest.adviser >= 0 else None
        moment = at(guest.registered, guest.pk * 7 % 500)
        return Act(moment, by, "person.registered", [about(Person, guest.pk)], {"source": guest.source})

    def _count_on(self) -> None:
        numbers_go_on(Person, Consent)
        for year, value in self.of_year.items():
            Counter.objects.create(series=f"P-{year}", value=value)


def _sorted_by(name: str) -> str:
    return fold(name)[:200]


def _written(guest: Guest) -> str:
    first = guest.called.languages[0]
    return "zh-Hans" if first.startswith("zh") else first if first in {"en", "ar"} else "en"


def _born(guest: Guest, rng: Random) -> date | None:
    if not guest.is_client and rng.randrange(10) > 2:
        return None
    return guest.registered - timedelta(days=rng.randint(22 * 365, 60 * 365))


def _reached(guest: Guest, rng: Random) -> dict[str, str]:
    """Return e-mail and phone; an import may lack one, nobody lacks both."""
    address = email(guest.called.in_latin, guest.pk) if guest.is_client or rng.randrange(100) < 93 else ""
    number = phone(guest.country, rng) if not address or rng.randrange(100) < 62 else ""
    return {"email": address, "phone": number}


IMPORT_SOURCES: Final = {3: "event", 5: "partner", 6: "partner", 9: "event", 11: "event"}  # by month


def _brought(guest: Guest, adviser: User | None) -> dict[str, Any]:
    if guest.source == "import":
        return {"source": IMPORT_SOURCES.get(guest.registered.month, "partner"), "brought_by_id": None}
    friend = guest.brought_by if guest.source == "person" else None
    return {
        "source": guest.source if friend or guest.source != "person" else "website",
        "brought_by_id": adviser.pk if adviser and guest.source in CLERK_SOURCES else None,
        "brought_by_person_id": friend.pk if friend else None,
    }


def _chinese_name(guest: Guest, rng: Random) -> str:
    """One in eight has taken a Chinese name."""
    if guest.country in {"CN", "HK", "MO", "TW"} or rng.randrange(8):
        return ""
    return somebody("CN", rng).full


def _agreed(guest: Guest, rng: Random) -> Iterator[dict[str, Any]]:
    moment = at(guest.registered, guest.pk * 11 % 480)
    if guest.source == "import":
        yield {"purpose": "policies", "text_version": "1", "given_at": moment, "how": "imported"}
        if rng.randrange(100) < 4:
            yield _asked_again(guest, rng)
        return
    version = "2" if guest.registered >= NEW_WORDS else "1"
    how = {"counter": "counter", "event": "paper", "adviser": "counter"}.get(guest.source, "portal")
    for purpose, in_hundred in (("service", 100), ("policies", 74), ("exchange", 52)):
        if rng.randrange(100) < in_hundred:
            gone = (
                moment + timedelta(days=rng.randint(40, 140))
                if purpose != "service" and not rng.randrange(25)
                else None
            )
            yield {"purpose": purpose, "text_version": version, "given_at": moment, "withdrawn_at": gone, "how": how}


def _asked_again(guest: Guest, rng: Random) -> dict[str, Any]:
    """Some of the imported said yes when they were asked with the new words."""
    moment = at(NEW_WORDS + timedelta(days=rng.randint(7, 120)), guest.pk % 480)
    return {"purpose": "policies", "text_version": "2", "given_at": moment, "how": "portal"}


class Size:
    """How many people a month brings: `imports` as (day, people); `outside` counts clients too, `extra` does not."""

    def __init__(self, period: Period, share: float) -> None:
        told = [(one["on"], one["people"]) for one in history()["imports_of_people"]]
        imported = [(day, people) for day, people in told if period.first <= day <= period.last]
        self.period = period
        self.imports: list[tuple[date, int]] = [(day, round(people * share)) for day, people in imported]
        every = period.told["people_outside"] - sum(people for _day, people in imported)
        self.outside: int = every if share == 1 else 0
        self.extra = 0
        self.mainland: int = period.told["people_mainland"] if share == 1 else 0

    @property
    def total(self) -> int:
        return sum((people for _day, people in self.imports), 0) + self.outside + self.extra + self.mainland


def full_sizes() -> list[Size]:
    return [Size(period, 1) for period in periods()]


def small_sizes(clients: int) -> list[Size]:
    """All clients, a small part of each import, and a few more each month: 2,000 people in all."""
    sizes = [Size(period, 1 / 500) for period in periods()]
    room = SMALL - clients - sum(size.total for size in sizes)
    for place in range(max(0, room)):
        size = sizes[place * 7 % len(sizes)]
        if place % 4:
            size.extra += 1
        else:
            size.mainland += 1
    return sizes
