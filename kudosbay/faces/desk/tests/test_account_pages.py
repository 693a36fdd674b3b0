"""Accounts at the desk: inviting, roles, disabling, second factors; and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from conftest import Cast, make_user
from django.test import Client
from django.utils import timezone

from kudosbay.accounts.commands import give_roles, lock_account, reset_second_factors
from kudosbay.accounts.models import SignIn, User
from kudosbay.faces.sessions import BEGAN
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused, Stale
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging.compose import compose
from kudosbay.messaging.models import Delivery

LIST = "/desk/accounts/"
EN = {"lang": "en"}
NEW = {"name": "Jing", "address": "jing@example.org", "roles": ["adviser", "events"], "language": "zh-hans"}


@pytest.fixture
def chen(cast: Cast) -> User:
    return make_user("Chen", Role.ADMINISTRATOR, language="zh-hans")


@pytest.fixture
def browser(chen: User, signed_in: Any) -> Client:
    client: Client = signed_in(chen)
    return client


def page_of(user: User, rest: str = "") -> str:
    return f"{LIST}{user.pk}/{rest}"


def verbs(user: User) -> list[str]:
    return [entry.verb for entry in trail.of(user)]


def test_accounts_are_found_by_role_state_and_text(cast, browser):
    User.objects.filter(pk=cast.zoe.pk).update(is_active=False)
    for query, rows in [
        ({}, 6),
        ({"role": "founder"}, 2),
        ({"state": "disabled"}, 1),
        ({"q": "ZOE"}, 1),
        ({"q": "%"}, 0),
    ]:
        assert browser.get(LIST, query).content.decode().count("data-row") == rows, query


def test_an_invited_colleague_gets_a_link_and_no_password(cast, browser, chen):
    for _click in range(2):
        answer = browser.post(f"{LIST}new/", NEW | {"form_key": "one"})
    jing = User.objects.get(email="jing@example.org")
    assert answer.url == page_of(jing)
    assert (jing.roles, jing.language, jing.has_usable_password()) == (["adviser", "events"], "zh-hans", False)
    row = Delivery.objects.get(user=jing)
    said = compose(row)
    assert "Chen" in said.text
    assert {"account.invited", "account.created"} <= set(verbs(jing))
    path = "/" + said.link.split("/", 3)[3]
    stranger = Client()
    assert stranger.post(path).url == "/zh-hans/sign-in/second/set-up/"
    assert "/sign-in/second/" in stranger.get("/desk/").url
    assert Client().post(path).status_code != 302  # it worked once


def test_an_invitation_lives_a_day_and_a_new_one_ends_it(cast, browser):
    browser.post(f"{LIST}new/", NEW)
    jing = User.objects.get(email="jing@example.org")
    first = compose(Delivery.objects.get(user=jing)).link
    browser.post(page_of(jing, "invite/"))
    second = compose(Delivery.objects.filter(user=jing).latest("pk")).link
    assert SignIn.objects.usable(timezone.now()).filter(user=jing).count() == 1
    assert SignIn.objects.usable(timezone.now() + timedelta(hours=25)).count() == 0
    assert Client().post("/" + first.split("/", 3)[3]).status_code != 302
    assert Client().post("/" + second.split("/", 3)[3]).status_code == 302
    assert browser.post(page_of(jing, "invite/")).status_code == 409  # she has signed in


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"address": "wei@example.org"}, "address"),
        ({"address": "no address"}, "address"),
        ({"roles": []}, "roles"),
        ({"roles": ["emperor"]}, "roles"),
        ({"roles": ["founder"]}, "roles"),
        ({"roles": ["adviser", "agent"]}, "roles"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_invited_is_said_beside_its_field(browser, wrong, field):
    before = User.objects.count()
    answer = browser.post(f"{LIST}new/", NEW | wrong)
    assert answer.status_code == 422
    assert f'id="id_{field}' in answer.content.decode()
    assert "-error" in answer.content.decode()
    assert User.objects.count() == before


def test_new_roles_end_the_persons_sessions_and_stand_in_the_trail(cast, browser, signed_in):
    weis = signed_in(cast.wei)
    assert weis.get("/desk/").status_code == 200
    answer = browser.post(page_of(cast.wei, "roles/"), {"roles": ["events"], "version": cast.wei.version})
    assert answer.url == page_of(cast.wei)
    assert weis.get("/desk/").status_code == 302
    assert trail.of(cast.wei)[0].facts == {"roles": ["events"], "before": ["adviser"]}
    assert "Roles changed" in browser.get(page_of(cast.wei), EN).content.decode()


def test_a_stale_form_of_roles_overwrites_nothing(cast, browser, chen):
    seen = cast.wei.version
    give_roles(cast.wei, ["adviser", "manager"], by=chen)
    answer = browser.post(page_of(cast.wei, "roles/"), {"roles": ["events"], "version": seen})
    assert answer.status_code == 409
    with pytest.raises(Stale):
        give_roles(cast.wei, ["events"], by=chen, seen=seen)
    cast.wei.refresh_from_db()
    assert cast.wei.roles == ["adviser", "manager"]


@pytest.mark.parametrize("roles", [["founder"], ["visitor"], ["adviser", "founder"], []])
def test_an_account_never_changes_sides(cast, browser, roles):
    answer = browser.post(page_of(cast.wei, "roles/"), {"roles": roles, "version": cast.wei.version})
    assert answer.status_code == 422
    with pytest.raises(Refused):
        give_roles(cast.wei, roles, by=MACHINE)
    with pytest.raises(Refused):
        give_roles(cast.amara, ["adviser"], by=MACHINE)


def test_a_disabled_account_is_out_at_once_and_comes_back(cast, browser, signed_in):
    weis = signed_in(cast.wei)
    browser.post(page_of(cast.wei, "disable/"))
    assert weis.get("/desk/").status_code == 302
    assert "Disabled" in browser.get(page_of(cast.wei), EN).content.decode()
    browser.post(page_of(cast.wei, "enable/"))
    cast.wei.refresh_from_db()
    assert cast.wei.is_active
    assert verbs(cast.wei)[:2] == ["account.unlocked", "account.locked"]


def test_the_last_administrator_stays(cast, chen):
    for act in (lambda: lock_account(chen, by=MACHINE), lambda: give_roles(chen, ["manager"], by=MACHINE)):
        with pytest.raises(Refused, match="last administrator"):
            act()
    other = make_user("Other", Role.ADMINISTRATOR)
    lock_account(chen, by=other)
    with pytest.raises(Refused, match="last administrator"):
        lock_account(other, by=MACHINE)


def test_nobody_changes_her_own_account(cast, browser, chen):
    make_user("Other", Role.ADMINISTRATOR)
    assert browser.post(page_of(chen, "disable/")).status_code == 409
    assert browser.post(page_of(chen, "roles/"), {"roles": ["manager"], "version": chen.version}).status_code == 422
    assert browser.post(page_of(chen, "factors/"), {"reason": "I want to"}).status_code == 422
    page = browser.get(page_of(chen), EN).content.decode()
    assert "Disable the account" not in page
    chen.refresh_from_db()
    assert (chen.is_active, chen.roles) == (True, ["administrator"])


def test_factors_are_taken_away_with_a_reason(cast, browser, chen, signed_in):
    data = {"name": "Key", "credential": "AA", "count": 0}
    Authenticator.objects.create(user=cast.wei, type=Authenticator.Type.WEBAUTHN, data=data)
    weis = signed_in(cast.wei)
    assert browser.post(page_of(cast.wei, "factors/"), {"reason": " "}).status_code == 422
    with pytest.raises(Refused, match="Say why"):
        reset_second_factors(cast.wei, reason=" ", by=chen)
    assert cast.wei.authenticator_set.count() == 1
    browser.post(page_of(cast.wei, "factors/"), {"reason": "Lost the <b>phone</b>"})
    assert cast.wei.authenticator_set.count() == 0
    assert weis.get("/desk/").status_code == 302
    page = browser.get(page_of(cast.wei), EN).content.decode()
    assert "Lost the &lt;b&gt;phone&lt;/b&gt;" in page
    assert "must set one up" in page


@pytest.mark.parametrize("rest", ["roles/", "factors/", "disable/", "enable/", "invite/"])
def test_an_old_proof_is_not_enough(cast, browser, rest):
    session = browser.session
    session[BEGAN] = timezone.now().isoformat()
    session.save()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        answer = browser.post(page_of(cast.wei, rest), {"roles": ["events"], "reason": "x", "version": 1})
    assert "/sign-in/" in answer.url
    cast.wei.refresh_from_db()
    assert (cast.wei.roles, cast.wei.is_active) == (["adviser"], True)


def test_managers_read_and_change_nothing(cast, signed_in):
    client = signed_in(cast.mei)
    assert client.get(LIST).status_code == client.get(page_of(cast.wei)).status_code == 200
    assert "/roles/" not in client.get(page_of(cast.wei)).content.decode()
    for rest in ("roles/", "factors/", "disable/", "enable/", "invite/"):
        assert client.post(page_of(cast.wei, rest), {"roles": ["manager"], "version": 1}).status_code == 404
    assert client.post(f"{LIST}new/", NEW).status_code == 404
    assert client.get(page_of(cast.wei)).status_code == 200


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER, Role.ADMINISTRATOR}))
def test_nobody_else_sees_accounts(cast, get, role):
    user = make_user("somebody", role)
    assert get(user, LIST).status_code == get(user, page_of(cast.wei)).status_code == 404
    assert list(User.objects.visible_to(user)) == [user]
