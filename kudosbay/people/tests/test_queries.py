"""Lists of people ask the database the same number of times at 3 and at 30 rows."""

from datetime import date, timedelta

import pytest

from kudosbay.kernel import trail
from kudosbay.people import queries
from kudosbay.people.commands import register_person
from kudosbay.people.models import Consent, Identifier, Person


@pytest.fixture
def make(cast, now):
    """`make(7)`: a person named Amina whom Wei looks after."""

    def register(number):
        return register_person(
            full_name=f"Amina Test {number:02d}",
            nationality="KE",
            by=cast.wei,
            now=now,
            adviser=cast.wei,
            email="same@example.org",
            birth_date=date(1990, 1, 1),
        )

    return register


def test_lists_and_searches_cost_the_same(cast, make, assert_same_queries):
    everybody, named = queries.Wanted(), queries.Wanted(text="amina", newest=True)
    assert_same_queries(
        make,
        lambda: (
            [person.adviser_id and person.adviser.name for person in queries.people_page(cast.wei, everybody).people],
            [person.full_name for person in queries.people_page(cast.wei, named, size=5).people],
            list(queries.in_order(queries.narrowed(cast.wei, named), named)),
            [person.adviser.name for person in queries.find_people(cast.wei, "amina")],
            queries.likely_same(cast.wei, full_name="Amina Test 01", email="same@example.org"),
        ),
    )
    assert queries.people_page(cast.wei, named).count == 30


@pytest.mark.parametrize("newest", [True, False])
def test_pages_by_key_show_everybody_once(cast, make, newest):
    made = {make(number).pk for number in range(12)}
    wanted, after, seen = queries.Wanted(text="amina", newest=newest), "", []
    for _page in range(5):
        page = queries.people_page(cast.wei, wanted, after=after, size=5)
        seen += [person.pk for person in page.people]
        after = page.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == 12
    assert set(seen) == made


def test_the_same_people_cost_the_same(cast, make, assert_same_queries):
    one = make(99)
    assert_same_queries(make, lambda: queries.same_addresses(one, cast.wei))
    assert one not in queries.same_addresses(one, cast.wei)


def test_what_stands_on_a_persons_page_costs_the_same(cast, now, assert_same_queries):
    person = cast.amara.person

    def make(number):
        Identifier.objects.create(
            person=person, kind=Identifier.Kind.PASSPORT, issued_by="NG", sealed_number=b"", number_hash=str(number)
        )
        Consent.objects.create(person=person, purpose=f"purpose-{number}", given_at=now, text_version="1")
        trail.record(cast.wei, "person.changed", on=[person], values={"name": "Amara"})

    assert_same_queries(
        make,
        lambda: (
            [entry.value.values for entry in queries.person_timeline(person)],
            list(queries.identifiers(person)),
            queries.standing_consents(person),
        ),
    )


def test_a_founder_finds_nobody_but_herself(cast, make):
    make(1)
    assert queries.find_people(cast.bao, "amina") == []
    assert queries.people_page(cast.amara, queries.Wanted()).people == [cast.amara.person]


def test_what_is_no_key_begins_at_the_beginning(cast, make):
    make(1)
    wanted = queries.Wanted(newest=True)
    first = queries.people_page(cast.wei, wanted, size=1).people
    for after in ("nonsense", "|", "2026-03-10|" + "9" * 40, "2026-03-10|x"):
        assert queries.people_page(cast.wei, wanted, after=after, size=1).people == first


def test_those_of_a_day_are_found(cast, make, today):
    make(1)
    wanted = queries.Wanted(since=today, until=today)
    assert [person.full_name for person in queries.people_page(cast.wei, wanted).people] == ["Amina Test 01"]
    assert not Person.objects.registered_by(today - timedelta(days=60)).exists()
