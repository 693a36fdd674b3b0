"""Milestones, stages of growth, themes and wisdom guests of the demonstration."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any, Final

from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.days import at, workday_from
from kudosbay.demo.files import dice, names
from kudosbay.demo.growth import Growth
from kudosbay.demo.guests import Guest
from kudosbay.demo.honours import Honours
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.enterprises.models import Enterprise, Milestone
from kudosbay.kernel.models import Label, Labelled
from kudosbay.kernel.search import fold
from kudosbay.people.models import Consent, GuestProfile, GuestTag, Person
from kudosbay.statistics.briefing.cases import PURPOSE
from kudosbay.statistics.figures import Asked
from kudosbay.statistics.rows import belt_road_codes

ONE_IN: Final = 8  # clients of firms who told what they bring
TOLD_OF: Final = 3  # of founders who did well, one in so many
ASPECTS: Final = ("ideals", "wisdom", "connections", "skills")
BY_ACTIVITY: Final = {
    "exhibition_services": "exhibition",
    "cross_border_ecommerce": "bonded_zone",
    "software_development": "g60",
    "research_development": "g60",
    "logistics": "yangtze_delta",
}


def write(world: World) -> None:
    growth = Growth(world)
    growth.write()
    honours = Honours(world, growth.successful)
    honours.write()
    wisdom = Wisdom(world)
    wisdom.write()
    _agree_to_be_told_of(world, growth)
    _put_themes(world, honours, wisdom)


def _agree_to_be_told_of(world: World, growth: Growth) -> None:
    """Let a founder in three of those who did well agree that visitors hear of the firm."""
    last = Consent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    firms = {firm.client.pk: workday_from(firm.firm.licensed + timedelta(days=30)) for firm, _day in growth.successful}
    chosen = [(person, at(day, 50)) for person, day in list(firms.items())[::TOLD_OF] if day < world.today]
    words = {"purpose": PURPOSE, "text_version": "1", "language": "en", "how": "counter", "withdrawn_at": None}
    lay(
        Consent,
        (
            {"id": last + number, "person_id": person, "given_at": given, **words}
            for number, (person, given) in enumerate(chosen, 1)
        ),
    )
    numbers_go_on(Consent)
    facts = {"purpose": PURPOSE, "version": "1"}
    world.trail.tell_all(
        Act(given, world.staff.manager, "consent.given", [about(Person, person)], facts) for person, given in chosen
    )


class Wisdom:
    """Guests who told what they bring, from the first spring on; one in twenty took the consent back."""

    def __init__(self, world: World) -> None:
        self.world, self.rng, self.told = world, dice("wisdom"), names("wisdom")
        self.tag = count(1)
        self.tags: list[Row] = []
        self.profiles: list[Row] = []
        self.consents: list[Row] = []
        self.people: dict[int, Guest] = {}

    def write(self) -> None:
        last = Consent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        for number, (guest, day) in enumerate(self._chosen(), 1):
            self.people[number] = guest
            self.consents.append(self._consent(guest, day, last + number))
            self.profiles.append(self._profile(guest, day, number))
        lay(Consent, self.consents)
        lay(GuestProfile, self.profiles)
        lay(GuestTag, self.tags)
        numbers_go_on(Consent, GuestProfile, GuestTag)
        self.world.trail.tell_all(self._acts())

    def _chosen(self) -> Iterator[tuple[Guest, date]]:
        clients = dict.fromkeys(self.world.people.of_firm.values())
        for guest in list(clients)[::ONE_IN]:
            day = workday_from(guest.registered + timedelta(days=self.rng.randint(20, 160)))
            if day < self.world.today:
                yield guest, day

    def _consent(self, guest: Guest, day: date, number: int) -> Row:
        given = at(day, 45)
        gone = given + timedelta(days=self.rng.randint(90, 400))
        taken_back = not self.rng.randrange(20) and gone < self.world.now
        return {
            "id": number,
            "person_id": guest.pk,
            "purpose": GuestProfile.PURPOSE,
            "text_version": "1",
            "language": "en",
            "given_at": given,
            "withdrawn_at": gone if taken_back else None,
            "how": "counter",
        }

    def _profile(self, guest: Guest, day: date, number: int) -> Row:
        texts = {aspect: self._aspect(aspect, number) for aspect in ASPECTS}
        said = [guest.called.full, *(text for by_language in texts.values() for text in by_language.values())]
        said += [row["text"] for row in self.tags if row["profile_id"] == number]
        return {
            "id": number,
            "version": 1,
            "person_id": guest.pk,
            **texts,
            "search_text": fold(" ".join(said)),
            "entered_on": day,
            "known_since": day,
            "is_demonstration": True,
        }

    def _aspect(self, aspect: str, number: int) -> dict[str, str]:
        piece = self.rng.choice(self.told[aspect])
        for text in piece["tags"]:
            row = {"profile_id": number, "aspect": aspect, "text": text, "key": fold(text)}
            self.tags.append({"id": next(self.tag), **row})
        return {"en": piece["en"], "zh-Hans": piece["zh"]}

    def _acts(self) -> Iterator[Act]:
        for consent, profile in zip(self.consents, self.profiles, strict=True):
            person = about(Person, consent["person_id"])
            by = self.world.staff.adviser(max(0, self.people[profile["id"]].adviser))
            told = {"purpose": GuestProfile.PURPOSE, "text": "1"}
            yield Act(consent["given_at"], by, "consent.given", [person, about(Consent, consent["id"])], told)
            yield Act(
                consent["given_at"] + timedelta(minutes=9),
                by,
                "guest.kept",
                [person, about(GuestProfile, profile["id"])],
            )
            if consent["withdrawn_at"]:
                yield Act(consent["withdrawn_at"], by, "consent.withdrawn", [person], {"purpose": told["purpose"]})


def _put_themes(world: World, honours: Honours, wisdom: Wisdom) -> None:
    labels = dict(Label.objects.values_list("code", "pk"))
    put: list[tuple[type[Any], int, str]] = []
    put += [(Milestone, number, code) for number, codes in honours.themes.items() for code in codes]
    put += [(Enterprise, number, code) for number, code in _of_firms(world)]
    put += [(Person, guest.pk, code) for guest, code in _of_people(wisdom)]
    last = Labelled.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    subjects = [(labels[code], *about(model, number)) for model, number, code in put]
    rows = (
        {"id": last + place, "label_id": label, "kind": kind, "object_id": number}
        for place, (label, kind, number) in enumerate(subjects, 1)
    )
    lay(Labelled, rows)
    numbers_go_on(Labelled)


def _of_firms(world: World) -> Iterator[tuple[int, str]]:
    route = belt_road_codes(Asked(world.today))
    for one in world.founded:
        if any(owner["country"] in route for owner in one.owners):
            yield one.pk, "belt_road"
        if one.firm.activity in BY_ACTIVITY and one.pk % 2:
            yield one.pk, BY_ACTIVITY[one.firm.activity]


def _of_people(wisdom: Wisdom) -> Iterator[tuple[Guest, str]]:
    rng = dice("themes")
    for guest in wisdom.people.values():
        if not rng.randrange(3):
            yield guest, rng.choice(["university_town", "g60", "exhibition", "bonded_zone"])
