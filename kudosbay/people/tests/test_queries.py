from datetime import date, datetime
from typing import Any

import pytest

from conftest import Cast
from kudosbay.people import queries
from kudosbay.people.commands import add_identifier, give_consent, register_person
from kudosbay.people.models import Person
from kudosbay.people.names import name_for
from kudosbay.people.queries import Wanted


def walk(cast: Cast, wanted: Wanted, size: int) -> list[int]:
    seen: list[int] = []
    after = ""
    while True:
        page = queries.people_page(cast.wei, wanted, after=after, size=size)
        seen += [person.pk for person in page.people]
        after = page.after
        if not after:
            return seen


@pytest.mark.parametrize("newest", [False, True])
def test_walking_by_keys_meets_each_once(cast: Cast, now: datetime, newest: bool) -> None:
    for number in range(11):
        register_person(full_name=f"Same {number % 3}", nationality="ES", by=cast.wei, now=now)
    wanted = Wanted(newest=newest)
    seen = walk(cast, wanted, 3)
    assert seen == [person.pk for person in queries.in_order(Person.objects.all(), wanted)]
    assert len(seen) == len(set(seen)) == Person.objects.count()


def test_filters_hold(cast: Cast, now: datetime) -> None:
    one = register_person(full_name="Eins", nationality="DE", by=cast.wei, now=now, languages=["de"], adviser=cast.zoe)
    day = date(2026, 3, 10)
    for wanted in (Wanted(country="DE"), Wanted(language="de"), Wanted(since=day, until=day), Wanted(text="eins")):
        assert list(queries.narrowed(cast.wei, wanted)) == [one]
    assert one in queries.narrowed(cast.wei, Wanted(adviser=cast.zoe.pk))
    assert one not in queries.narrowed(cast.wei, Wanted(until=date(2026, 3, 9)))


def test_each_query_costs_the_same_at_any_size(cast: Cast, now: datetime, assert_same_queries: Any) -> None:
    amara = cast.amara.person

    def another(number: int) -> None:
        register_person(full_name=f"Amara {number}", nationality="NG", by=cast.wei, now=now, email=amara.email)
        give_consent(amara, f"p{number}", text_version="1", language="en", how="paper", by=cast.wei, now=now)
        add_identifier(amara, kind="passport", number=f"A{number:07d}", issued_by="NG", by=cast.wei)

    def ask() -> list[Any]:
        return [
            queries.people_page(cast.wei, Wanted(text="amara")),
            list(queries.in_order(queries.narrowed(cast.wei, Wanted()), Wanted())),
            queries.find_people(cast.wei, "amara"),
            list(queries.after_key(Person.objects.all(), Wanted(), "a|1")),
            list(queries.person_timeline(amara)),
            list(queries.identifiers(amara)),
            queries.standing_consents(amara),
            queries.likely_same(cast.wei, full_name="Amara", email=amara.email),
            queries.same_addresses(amara, cast.wei),
        ]

    assert_same_queries(another, ask)


def test_each_system_gets_its_spelling(cast: Cast) -> None:
    person = Person(
        full_name="Айгүл", passport_family="O’Brien-Núñez", passport_given="María José", chinese_name="玛丽"
    )
    assert name_for(person, "passport") == "O<BRIEN<NUNEZ<<MARIA<JOSE"
    assert name_for(person, "bank") == "O BRIEN NUNEZ MARIA JOSE"
    assert name_for(person, "railway") == "OBRIENNUNEZMARIAJOSE"
    assert name_for(person, "tax") == "玛丽"
    assert name_for(Person(full_name="Айгүл"), "bank") == ""
