"""Somebody met at the counter who begins on the portal stays one person; in any doubt a second record is made."""

from typing import Any

import pytest
from django.utils import timezone

from kudosbay.accounts.models import User
from kudosbay.cases.commands import Beginning, begin_case
from kudosbay.centre.commands import seed_centre
from kudosbay.kernel import trail
from kudosbay.kernel.permissions import Role
from kudosbay.people.commands import register_person
from kudosbay.people.models import Person
from kudosbay.people.queries import met_before
from tests.house.samples import FACTS

ADDRESS = "jose@example.org"


@pytest.fixture
def jose(cast: Any, now: Any) -> Person:
    seed_centre()
    return register_person(
        full_name="José Núñez", nationality="ES", email="Jose@Example.org", by=cast.wei, now=now, brought_by=cast.wei
    )


@pytest.fixture
def account(db: None) -> User:
    return User.objects.create(email=ADDRESS, roles=[str(Role.FOUNDER)], confirmed_at=timezone.now())


def begin(user: User, *, name: str = "José Núñez", nationality: str = "ES") -> Person:
    said = Beginning(
        facts=FACTS, plan_code="", full_name=name, nationality=nationality, language="es", agreed=[], offered=[]
    )
    return begin_case(said, by=user, now=timezone.now()).founder


@pytest.mark.parametrize("name", ["José Núñez", "jose nunez", "JOSÉ NÚÑEZ"])
def test_the_record_of_the_counter_gets_the_account(cast, jose, account, name):
    assert begin(account, name=name) == jose
    jose.refresh_from_db()
    assert (jose.user, jose.full_name, jose.brought_by) == (account, "José Núñez", cast.wei)
    assert trail.of(jose).filter(verb="person.account_linked", actor_id=account.pk).exists()
    assert begin(account) == jose


@pytest.mark.parametrize("said", [{"name": "Josefa Núñez"}, {"nationality": "PT"}])
def test_another_name_or_place_is_another_person(jose, account, said):
    assert begin(account, **said) != jose
    jose.refresh_from_db()
    assert jose.user is None


def test_an_address_that_is_not_proven_opens_nothing(jose, account):
    account.confirmed_at = None
    account.save()
    assert begin(account) != jose


def test_an_address_that_two_have_opens_neither(cast, jose, account, now):
    other = register_person(full_name="José Núñez", nationality="ES", email=ADDRESS, by=cast.wei, now=now)
    assert begin(account) not in {jose, other}


def test_a_record_with_an_account_is_never_taken(cast, jose, account):
    Person.objects.filter(pk=jose.pk).update(user=cast.zoe)
    assert begin(account) != jose


def test_it_costs_the_same(cast, jose, account, now, assert_same_queries):
    def make(number: int) -> None:
        register_person(full_name=f"N {number}", nationality="ES", email=f"{number}@example.org", by=cast.wei, now=now)

    assert_same_queries(make, lambda: met_before(account, full_name="José Núñez", nationality="ES"))
