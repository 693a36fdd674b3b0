"""Who the people of the history are: clients behind each agreement, partners, and everybody else in the database."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kudosbay.demo.days import workday_until
from kudosbay.demo.files import dice, history
from kudosbay.demo.naming import Called, hard_ones, somebody
from kudosbay.demo.story import DESIGNED_UNTIL, Firm, Story, Withdrawn

AGAIN_PER_CENT: Final = 18  # clients who have set up a firm here before
AMARA: Final = Called("Amara Nwosu", "", "NWOSU", "AMARA", "NG", ("en",), call_me="Amara")
HARD_LATER: Final = date(2021, 6, 1)


@dataclass(slots=True, eq=False)
class Guest:
    """A person to be; `pk` is known once the person has a place in the order of registration."""

    called: Called
    registered: date
    source: str
    adviser: int  # place among the advisers
    brought_by: "Guest | None" = None
    is_client: bool = True
    pk: int = 0

    @property
    def country(self) -> str:
        return self.called.country


Agreed = Firm | Withdrawn


@dataclass(slots=True)
class Cast:
    """The client of each firm (by its number), of each withdrawn and each open agreement; second investors by firm."""

    of_firm: dict[int, Guest]
    of_withdrawn: list[Guest]
    of_open: list[Guest]
    of_early: list[Guest]
    partners: dict[int, Guest]
    others: list[Guest]

    def everybody(self) -> list[Guest]:
        """Return each person once, in order of registration."""
        all_of_them = [*self.of_firm.values(), *self.of_withdrawn, *self.of_open, *self.of_early]
        all_of_them += [*self.partners.values(), *self.others]
        return sorted(dict.fromkeys(all_of_them), key=lambda guest: guest.registered)


class Casting:
    def __init__(self, advisers: int) -> None:
        self.rng = dice("guests")
        self.advisers = advisers
        self.known: dict[str, list[Guest]] = defaultdict(list)
        self.hard = {one.full: one for one in hard_ones()}
        self.first_day: date = history()["first_day"]

    def client(self, country: str, signed: date, *, new: bool = False) -> Guest:
        earlier = [guest for guest in self.known[country] if guest.registered < signed - timedelta(days=200)]
        if earlier and not new and self.rng.randrange(100) < AGAIN_PER_CENT:
            return self.rng.choice(earlier)
        guest = self.guest(self._called(country, signed), self._registered(signed))
        self.known[country].append(guest)
        return guest

    def newcomer(self, begun: Withdrawn) -> Guest:
        """Return somebody who registered on the day on which the case began."""
        return self.guest(somebody(begun.country, self.rng), begun.signed)

    def guest(self, called: Called, registered: date) -> Guest:
        source = self.rng.choices(SOURCES, cum_weights=SOURCE_BOUNDS)[0]
        known = self.known[called.country] if source == "person" else []
        friend = self.rng.choice(known) if known and registered > known[-1].registered else None
        return Guest(called, registered, source, self.rng.randrange(self.advisers), friend)

    def _called(self, country: str, signed: date) -> Called:
        if signed > DESIGNED_UNTIL:
            for name, one in self.hard.items():
                if one.country == country:
                    return self.hard.pop(name)
        return somebody(country, self.rng)

    def _registered(self, signed: date) -> date:
        return max(self.first_day, workday_until(signed - timedelta(days=self.rng.randint(3, 30))))


SOURCES: Final = ("adviser", "partner", "event", "person", "website", "counter")
SOURCE_BOUNDS: Final = (24, 38, 54, 66, 90, 100)


def cast(story: Story, early: list[Withdrawn], *, advisers: int) -> Cast:
    """Find a person for each part of the story."""
    casting = Casting(advisers)
    told = Cast({}, [], [], [], {}, [])
    signed: list[Agreed] = [*story.firms, *story.withdrawn]
    for agreed in sorted(signed, key=lambda one: one.signed):
        client = casting.client(agreed.country, agreed.signed)
        if isinstance(agreed, Firm):
            told.of_firm[agreed.number] = client
            _partner(told, agreed, casting)
        else:
            told.of_withdrawn.append(client)
    story.withdrawn.sort(key=lambda one: one.signed)
    told.of_open = [_open_client(casting, one, place) for place, one in enumerate(story.open)]
    told.of_early = [casting.newcomer(one) for one in early]
    told.others = [casting.guest(one, HARD_LATER) for one in casting.hard.values()]
    return told


def _partner(told: Cast, firm: Firm, casting: Casting) -> None:
    """Six in ten second investors are people; the rest are companies."""
    if firm.second_country and casting.rng.randrange(10) < 6:
        client = told.of_firm[firm.number]
        day = max(client.registered, workday_until(firm.signed - timedelta(days=1)))
        told.partners[firm.number] = casting.guest(somebody(firm.second_country, casting.rng), day)


def _open_client(casting: Casting, agreed: Withdrawn, place: int) -> Guest:
    if place == AMARAS_PLACE:
        guest = casting.guest(AMARA, workday_until(agreed.signed - timedelta(days=6)))
        guest.adviser = 0
    else:
        guest = casting.client(agreed.country, agreed.signed, new=True)
        guest.adviser = 0 if place % 3 == 1 else guest.adviser
    return guest


AMARAS_PLACE: Final = 37
