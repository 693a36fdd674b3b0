"""Whom a policy concerns: for certain, perhaps, and why."""

from datetime import date, datetime

import pytest

from conftest import Cast, make_founder, make_user
from kudosbay.accounts.models import User
from kudosbay.enterprises.tests.test_queries import licensed
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.permissions import Role
from kudosbay.people.models import Person
from kudosbay.publications import commands, concerning
from kudosbay.publications.commands import Words
from kudosbay.publications.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin(db: None) -> User:
    return make_user("Lin", Role.COMMUNICATIONS)


def policy(by: User, now: datetime, condition: str) -> Edition:
    made = commands.write_publication("policy", Words("A rule", "", "Text"), language="en", by=by, now=now)
    return commands.change_edition(made.editions.get(), {}, details={"concerns": condition}, by=by, seen=1)


def test_people_by_nationality_with_counts_and_reasons(cast: Cast, lin: User, now: datetime, today: date) -> None:
    edition = policy(lin, now, "nationality in [NG, EG]")
    found = concerning.people_concerned(edition.publication, today=today)
    assert found.definite == [cast.amara.person.pk]
    assert (found.asked, found.unknown) == (2, [])
    assert found.reasons == {"nationality in [NG, EG]": 1}
    assert list(found.people) == [cast.amara.person]


def test_what_nobody_knows_is_perhaps(cast: Cast, lin: User, now: datetime, today: date) -> None:
    Person.objects.filter(user=cast.bao).update(languages=[])
    edition = policy(lin, now, "has(languages, en) and from_outside")
    found = concerning.people_concerned(edition.publication, today=today)
    assert found.definite == [cast.amara.person.pk]
    assert found.unknown == [cast.bao.person.pk]
    assert found.missing == {"languages": 1}
    answer, reasons = concerning.reasons_for(edition, cast.bao.person, today=today)
    assert answer is None
    assert reasons[0].fact == "languages"


def test_people_by_what_their_firms_do(cast: Cast, lin: User, now: datetime, today: date) -> None:
    company = licensed(cast, now)
    company.investors.update(person=cast.amara.person)
    company.activities = ["consulting"]
    company.save()
    for condition, number in (
        ("any(enterprises, active and has(activities, consulting))", 1),
        ("any(enterprises, has(activities, logistics))", 0),
        ("any(enterprises, form == wfoe_llc) and belt_road.includes(nationality)", 0),
    ):
        found = concerning.people_concerned(policy(lin, now, condition).publication, today=today)
        assert len(found.definite) == number, condition


@pytest.mark.parametrize(
    "wrong", ["nationality =", "colour == red", "source == fair", "any(houses, active)", "(" * 400]
)
def test_a_condition_that_is_none_is_refused(lin: User, now: datetime, wrong: str) -> None:
    with pytest.raises(Refused):
        policy(lin, now, wrong)


def test_a_policy_without_condition_concerns_nobody(cast: Cast, lin: User, now: datetime, today: date) -> None:
    edition = policy(lin, now, "")
    assert concerning.people_concerned(edition.publication, today=today).definite == []


def test_the_answer_costs_the_same_for_many(
    cast: Cast, lin: User, now: datetime, today: date, assert_same_queries
) -> None:
    edition = policy(lin, now, "any(enterprises, active) or any(cases, stage == open)")
    assert_same_queries(
        lambda number: make_founder(f"Guest{number}", "NG", adviser=cast.wei),
        lambda: concerning.concerned(edition, today=today),
    )
