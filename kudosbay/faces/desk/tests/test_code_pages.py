import re

from django.test import Client
from django.utils import timezone

from kudosbay.accounts.models import SignIn, User
from kudosbay.kernel import trail
from kudosbay.people.commands import register_person
from kudosbay.people.models import Person


def page_of(person):
    return f"/desk/people/{person.reference}/code/"


def registered(cast, **known):
    return register_person(full_name="José Núñez", nationality="ES", by=cast.wei, now=timezone.now(), **known)


def shown(answer):
    """Return the code on the page and the address to sign in with."""
    return re.findall(r'<bdi dir="ltr" class="code">([^<]*)</bdi>', answer.content.decode())[:2]


def verbs(thing):
    return [entry.verb for entry in trail.of(thing)]


def test_a_founder_gets_a_code_that_opens_the_door_once(cast, post, monkeypatch):
    monkeypatch.setattr("kudosbay.faces.levelled.FLOOR_SECONDS", 0)
    answer = post(cast.wei, page_of(cast.amara.person))
    code, address = shown(answer)
    assert address == cast.amara.email
    assert "no-store" in answer.headers["Cache-Control"]
    assert "account.code_handed_over" in verbs(cast.amara)
    said = {"address": cast.amara.email, "code": code}
    assert Client().post("/en/sign-in/code/", said).status_code == 302
    assert Client().post("/en/sign-in/code/", said).status_code == 422


def test_reading_the_page_makes_no_code(cast, get):
    answer = get(cast.wei, page_of(cast.amara.person))
    assert answer.status_code == 200
    assert not SignIn.objects.exists()


def test_who_was_registered_at_the_counter_gets_an_account_with_the_code(cast, post):
    jose = registered(cast, email="jose@example.org", languages=["ar"])
    assert shown(post(cast.wei, page_of(jose)))[1] == "jose@example.org"
    jose.refresh_from_db()
    assert (jose.user.language, jose.user.name, jose.user.roles) == ("ar", "José Núñez", ["founder"])
    assert "person.account_linked" in verbs(jose)
    post(cast.wei, page_of(jose))
    assert User.objects.filter(email="jose@example.org").count() == 1


def test_without_an_address_it_is_refused_and_nothing_is_made(cast, post):
    jose = registered(cast)
    users = User.objects.count()
    answer = post(cast.wei, page_of(jose))
    assert answer.status_code == 422
    assert "e-mail" in answer.content.decode() or "电子邮箱" in answer.content.decode()
    assert (User.objects.count(), SignIn.objects.count()) == (users, 0)


def test_no_code_opens_an_account_of_staff_or_of_somebody_else(cast, post):
    for address in (cast.zoe.email, cast.bao.email):
        other = registered(cast, email=address)
        assert post(cast.wei, page_of(other)).status_code == 422
        assert Person.objects.get(pk=other.pk).user is None
    assert not SignIn.objects.exists()


def test_founders_and_strangers_make_none(cast, post):
    assert post(cast.bao, page_of(cast.amara.person)).status_code == 404
    assert post(None, page_of(cast.amara.person)).status_code == 302
    assert not SignIn.objects.exists()
