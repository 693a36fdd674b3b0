from allauth.mfa.models import Authenticator
from django.utils import timezone

from kudosbay.accounts import queries
from kudosbay.accounts.commands import ask_sign_in, begin_device, create_demo_accounts, set_up_totp
from kudosbay.accounts.models import Device, User
from kudosbay.accounts.policy import STRANGER
from kudosbay.accounts.totp import code_at, counter_of, new_secret
from kudosbay.kernel import trail
from kudosbay.kernel.permissions import Role


def add_passkey(user, number):
    data = {"name": f"Key {number}", "credential": "AA", "count": 0}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def test_a_link_is_found_at_the_same_cost(cast, now, assert_same_queries):
    letter = ask_sign_in(cast.amara, by=STRANGER, now=now)
    assert_same_queries(
        lambda _number: ask_sign_in(cast.amara, by=STRANGER, now=now),
        lambda: queries.sign_in_by_link(letter.link_token, now=now).user.name,
    )
    assert queries.sign_in_by_link("no such link", now=now) is None


def test_names_are_told_at_the_same_cost(cast, assert_same_queries):
    def make(number):
        User.objects.create(email=f"{number}@example.org", name=f"Name {number}")

    assert_same_queries(make, lambda: queries.names_of([*User.objects.values_list("pk", flat=True), None]))
    assert cast.wei.name in queries.names_of([cast.wei.pk, None]).values()


def test_a_code_is_found_at_the_same_cost(cast, now, assert_same_queries):
    letter = ask_sign_in(cast.amara, by=STRANGER, now=now)
    assert_same_queries(
        lambda _number: ask_sign_in(cast.amara, by=STRANGER, now=now),
        lambda: queries.sign_in_by_code(cast.amara, letter.code, now=now),
    )
    assert queries.sign_in_by_code(cast.bao, letter.code, now=now) is None
    assert queries.sign_in_by_code(None, letter.code, now=now) is None


def test_second_factors_are_read_at_the_same_cost(cast, assert_same_queries):
    asks = (
        lambda: queries.has_second_factor(cast.wei),
        lambda: queries.factors(cast.wei),
        lambda: queries.passkeys(cast.wei),
        lambda: queries.passkeys_of(cast.wei.pk),
        lambda: queries.own_factors(cast.wei),
    )
    for ask in asks:
        Authenticator.objects.all().delete()
        assert_same_queries(lambda number: add_passkey(cast.wei, number), ask)
    assert len(queries.own_factors(cast.wei).passkeys) == 30
    assert not queries.has_second_factor(cast.zoe)


def test_recovery_codes_alone_are_no_second_factor(cast, now):
    secret = new_secret()
    set_up_totp(cast.wei, secret, code_at(secret, counter_of(now)), by=cast.wei, now=now)
    assert queries.own_factors(cast.wei).recovery_codes_left == 10
    cast.wei.authenticator_set.filter(type=Authenticator.Type.TOTP).delete()
    assert not queries.has_second_factor(cast.wei)


def test_devices_are_listed_at_the_same_cost_and_without_those_of_long_ago(cast, now, assert_same_queries):
    Device.objects.create(user=cast.wei, way="link", began_at=now.replace(year=2025))
    assert_same_queries(
        lambda number: begin_device(cast.wei, way=Device.Way.LINK, agent=f"Browser {number}", by=cast.wei, now=now),
        lambda: queries.devices(cast.wei, now=now),
    )
    assert queries.devices(cast.wei, now=now).count() == 30


def test_demonstration_logins_cost_the_same(db, settings, assert_same_queries):
    settings.DEMO = True
    create_demo_accounts()
    now = timezone.now()
    assert_same_queries(
        lambda number: User.objects.create(email=f"more{number}@example.org", is_demonstration=True),
        lambda: queries.demo_logins(now=now),
    )
    assert {login.role for login in queries.demo_logins(now=now)} == set(Role)


def test_outside_the_demonstration_no_login_is_told(db, settings):
    settings.DEMO = False
    create_demo_accounts()
    assert queries.demo_logins(now=timezone.now()) == []


def test_advisers_cost_the_same(db, assert_same_queries):
    assert_same_queries(
        lambda number: User.objects.create(email=f"a{number}@example.org", name=f"A{number}", roles=[Role.ADVISER]),
        queries.advisers,
    )
    User.objects.update(is_active=False)
    assert queries.advisers() == []


def test_accounts_cost_the_same(cast, assert_same_queries):
    def make(number):
        user = User.objects.create(email=f"{number}@example.org", name=f"New {number}", roles=[str(Role.EVENTS)])
        begin_device(user, way=Device.Way.LINK, agent="x", by=user, now=timezone.now())

    wanted = queries.WantedAccounts(text="new", role="events", state="active")
    assert_same_queries(
        make, lambda: [(str(one), one.last_in, one.has_factor) for one in queries.accounts(cast.mei, wanted)]
    )
    assert_same_queries(make_entry_of(cast.wei), lambda: list(queries.account_history(cast.wei)))
    assert queries.accounts(cast.mei, wanted).count() == 30
    assert not queries.accounts(cast.amara, wanted).exists()


def make_entry_of(user):
    return lambda _number: trail.record(user, "account.signed_in", on=[user])
