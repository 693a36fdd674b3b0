"""Gatherings of the demonstration: 87 meetings and trainings until the visit of February 2019, and on until today."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, Final

from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.days import at, later, workday_from, workdays
from kudosbay.demo.files import dice
from kudosbay.demo.guests import AMARA, Guest
from kudosbay.demo.parts import gathering_topics as told
from kudosbay.demo.parts.gathering_topics import Topic
from kudosbay.demo.parts.gathering_visit import visit_and_seminar
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.gatherings.models import (
    Booking,
    Feedback,
    FollowUp,
    Gathering,
    Presence,
    Series,
    Spread,
    Statement,
    VisitPack,
)
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter, Label, Labelled
from kudosbay.people.models import Person
from kudosbay.publications.models import Edition, Publication

FIRST: Final = date(2017, 5, 10)
THE_DAY: Final = date(2019, 2, 18)
HELD_BY_THEN: Final = 87
A_MONTH: Final = 3  # afterwards
AFTERNOON: Final = 300  # minutes after nine
LANGUAGES: Final = ("zh-hans", "zh-hans", "en")
SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SEATS: Final = 40
CAME_FOR_THEM: Final = 55


@dataclass(slots=True)
class Event:
    """`people` come in this order; `states` are theirs, all attended where none are given."""

    topic: Topic
    starts: datetime
    capacity: int
    people: list[Guest]
    states: list[str] = field(default_factory=list)
    status: str = Gathering.Status.HELD
    pk: int = 0

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(hours=2)

    @property
    def is_held(self) -> bool:
        return self.status == Gathering.Status.HELD


class Calendar:
    """Decides what is held when, and who comes."""

    def __init__(self, world: World) -> None:
        self.world, self.rng = world, dice("gatherings")
        self.guests = world.people.everybody()
        self.usual = 24 if world.everybody else 8
        self.amara = next((guest for guest in self.guests if guest.called == AMARA), None)

    def past(self) -> Iterator[Event]:
        days = _spread(workdays(FIRST, THE_DAY - timedelta(days=3)), HELD_BY_THEN)
        first = THE_DAY + timedelta(days=2)
        months = max(1, (self.world.today - first).days // 30)
        days += _spread(workdays(first, self.world.today - timedelta(days=1)), months * A_MONTH)
        for place, day in enumerate(days):
            yield self._held(told.TOPICS[place % len(told.TOPICS)], day)

    def _held(self, topic: Topic, day: date) -> Event:
        starts = at(day, AFTERNOON + 30 * self.rng.randrange(3))
        people = self._some(day, self.rng.randrange(self.usual // 2, self.usual + self.usual // 2))
        came = ["no_show" if self.rng.randrange(100) < 9 else "attended" for _guest in people]
        if self.amara in people or (
            self.amara and day >= self.amara.registered and day > self.world.today - timedelta(14)
        ):
            people, came = [*(one for one in people if one is not self.amara), self.amara], [*came, "attended"]
        return Event(topic, starts, max(SEATS, len(people)), people, came[: len(people)])

    def _some(self, day: date, wanted: int) -> list[Guest]:
        known = [guest for guest in self.guests if guest.registered < day]
        return self.rng.sample(known, min(wanted, len(known)))

    def coming(self) -> Iterator[Event]:
        today = self.world.today
        rush = self._with_amara(self._some(today, CAME_FOR_THEM), place=7)
        states = ["confirmed"] * SEATS + ["waiting"] * (len(rush) - SEATS)
        yield Event(told.TOPICS[1], at(later(today, 7), AFTERNOON), SEATS, rush, states, "open")
        offered = self._with_amara(self._some(today, 15), place=12)
        states = ["confirmed"] * 12 + ["offered"] + ["waiting"] * (len(offered) - 13)
        yield Event(told.TOPICS[4], at(later(today, 9), AFTERNOON), 13, offered, states, "open")
        for place, wait in ((6, 2), (3, 12), (9, 17), (7, 24)):
            people = self._some(today, self.rng.randrange(6, 18))
            day = workday_from(later(today, wait))
            yield Event(told.TOPICS[place], at(day, AFTERNOON), SEATS, people, ["confirmed"] * len(people), "open")

    def _with_amara(self, people: list[Guest], *, place: int) -> list[Guest]:
        others = [one for one in people if one is not self.amara]
        return [*others[:place], self.amara, *others[place : len(people) - 1]] if self.amara else people


def _spread(days: list[date], number: int) -> list[date]:
    """Return so many of the days, evenly, the last among them."""
    return [days[(place + 1) * len(days) // number - 1] for place in range(number)]


class Book:
    """Turns events into rows and acts."""

    def __init__(self, world: World, events: list[Event]) -> None:
        self.world, self.events, self.rng = world, events, dice("bookings")
        self.numbers: dict[int, int] = {}
        self.booking, self.presence, self.feedback = count(1), count(1), count(1)
        self.bookings: list[Row] = []
        self.presences: list[Row] = []
        self.feedbacks: list[Row] = []
        self.acts: list[Act] = []

    def write(self) -> None:
        rows = [self._event(pk, event) for pk, event in enumerate(self.events, 1)]
        lay(Series, ({"id": pk, "names": names} for pk, names in enumerate(told.SERIES, 1)))
        lay(Gathering, rows)
        lay(Booking, self.bookings)
        lay(Presence, self.presences)
        lay(Feedback, self.feedbacks)
        numbers_go_on(Series, Gathering, Booking, Presence, Feedback)
        Counter.objects.bulk_create(Counter(series=f"M-{year}", value=value) for year, value in self.numbers.items())
        _label(self.events)
        self._spread()

    def _event(self, pk: int, event: Event) -> Row:
        event.pk = pk
        year = event.starts.year
        self.numbers[year] = self.numbers.get(year, 0) + 1
        planned = min(event.starts - timedelta(days=21), self.world.now - timedelta(days=2))
        self._tell(planned, "gathering.planned", event, kind=event.topic.kind)
        self._tell(planned + timedelta(days=1), "gathering.opened", event)
        states = event.states or ["attended"] * len(event.people)
        for arrival, (guest, state) in enumerate(zip(event.people, states, strict=True), 1):
            self._book(event, guest, state, arrival=arrival)
        if event.is_held:
            self._tell(event.ends + timedelta(minutes=20), "gathering.held", event)
        return {
            "id": pk,
            "reference": reference("M", year, self.numbers[year]),
            "kind": event.topic.kind,
            "series_id": event.topic.series or None,
            "titles": event.topic.titles,
            "language": LANGUAGES[pk % len(LANGUAGES)],
            "interpreting": ["en"] if pk % len(LANGUAGES) != len(LANGUAGES) - 1 else ["zh-hans"],
            "place": told.HALL if event.capacity >= SEATS else told.ROOM,
            "starts_at": event.starts,
            "ends_at": event.ends,
            "capacity": event.capacity,
            "taken": sum(state in {"confirmed", "offered", "attended"} for state in states),
            "arrivals": len(event.people),
            "status": event.status,
            "owner_id": self.world.staff.events.pk,
            "changed_at": planned,
            "known_since": planned.date(),
            "is_demonstration": True,
        }

    def _book(self, event: Event, guest: Guest, state: str, *, arrival: int) -> None:
        pk = next(self.booking)
        before = min(event.starts, self.world.now) - timedelta(days=12)
        booked = max(before + timedelta(minutes=17 * arrival), at(guest.registered, 30))
        booked = min(booked, event.starts - timedelta(minutes=30), self.world.now)
        self.bookings.append(self._row(pk, event, guest, state=state) | {"arrival": arrival, "booked_at": booked})
        on = [about(Gathering, event.pk), about(Booking, pk), about(Person, guest.pk)]
        facts = {"state": "waiting" if state == "waiting" else "confirmed", "arrival": arrival}
        self.acts.append(Act(booked, self.world.staff.events, "gathering.signed_up", on, facts))
        if state == "attended":
            self._came(event, pk, on)

    def _row(self, pk: int, event: Event, guest: Guest, *, state: str) -> dict[str, Any]:
        code = "".join(self.rng.choices(SIGNS, k=6))
        offer = {"offer_ends_at": self.world.now + timedelta(hours=20)} if state == "offered" else {}
        return {
            "id": pk,
            "gathering_id": event.pk,
            "person_id": guest.pk,
            "status": state,
            "key": f"demo-{pk}-{self.rng.getrandbits(128):032x}",
            "code": f"{code[:3]}-{code[3:]}",
            "how": "desk",
            **offer,
        }

    def _came(self, event: Event, booking: int, on: list[tuple[str, int]]) -> None:
        came = event.starts + timedelta(minutes=self.rng.randrange(-15, 12))
        left = event.ends - timedelta(minutes=self.rng.choice((0, 0, 0, 10, 35)))
        by = self.world.staff.events
        self.presences.append(
            {"id": next(self.presence), "booking_id": booking, "came_at": came, "left_at": left}
            | {"how": "code", "noted_by_id": by.pk}
        )
        self.acts.append(Act(came, by, "gathering.came", on, {"how": "code"}))
        if self.rng.randrange(5) == 0:
            said = {"grade": self.rng.choice((3, 4, 4, 5, 5)), "text": self.rng.choice(told.FEEDBACK)}
            given = event.ends + timedelta(minutes=10)
            self.feedbacks.append({"id": next(self.feedback), "booking_id": booking, "given_at": given, **said})

    def _spread(self) -> None:
        """Lay which publications each event explains: those of its topic that were out and in force on its day."""
        shelf = _shelf()
        number = count(1)
        lay(
            Spread,
            (self._spread_row(next(number), event, pk) for event in self.events for pk in _held_there(event, shelf)),
        )
        numbers_go_on(Spread)

    def _spread_row(self, pk: int, event: Event, publication: int) -> Row:
        planned = min(event.starts - timedelta(days=2), self.world.now - timedelta(days=1))
        by = self.world.staff.events
        on = [about(Gathering, event.pk), about(Publication, publication)]
        self.acts.append(Act(planned, by, "gathering.publication_added", on))
        return {
            "id": pk,
            "gathering_id": event.pk,
            "publication_id": publication,
            "added_by_id": by.pk,
            "added_at": planned,
            "known_since": planned.date(),
        }

    def _tell(self, moment: datetime, verb: str, event: Event, **facts: Any) -> None:
        on = [about(Gathering, event.pk)]
        self.acts.append(Act(moment, self.world.staff.events, verb, on, facts))


def _shelf() -> dict[str, Edition]:
    return {one.publication.slug: one for one in Edition.objects.select_related("publication").order_by("number")}


def _held_there(event: Event, shelf: dict[str, Edition]) -> list[int]:
    day = event.starts.date()
    known = [shelf[slug] for slug in event.topic.spreads if slug in shelf]
    holds = [
        one
        for one in known
        if one.publication.opened_at <= event.starts and not (one.valid_until and one.valid_until < day)
    ]
    return [one.publication_id for one in holds]


def _label(events: list[Event]) -> None:
    themes = dict(Label.objects.filter(kind=Label.Kind.THEME).values_list("code", "pk"))
    Labelled.objects.bulk_create(
        Labelled(label_id=themes[code], kind="gatherings.gathering", object_id=event.pk)
        for event in events
        for code in event.topic.themes
    )


def write(world: World) -> None:
    calendar = Calendar(world)
    book = Book(world, sorted([*calendar.past(), *calendar.coming()], key=lambda event: event.starts))
    book.write()
    world.trail.tell_all(book.acts)
    visit_and_seminar(world)
    numbers_go_on(Gathering, Statement, FollowUp, VisitPack)
