import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils import timezone

from kudosbay.accounts import totp
from kudosbay.accounts.addresses import read_address
from kudosbay.accounts.backends import EmailOrPhoneBackend
from kudosbay.accounts.commands import (
    WrongCode,
    ask_sign_in,
    create_demo_accounts,
    create_user,
    forget_old_tries,
    give_roles,
    hand_over_code,
    open_account,
    remove_totp,
    set_password,
    set_up_totp,
    use_recovery_code,
    use_sign_in,
    use_totp,
)
from kudosbay.accounts.commands.sign_in import SpentLink
from kudosbay.accounts.demonstration import DEMO_PEOPLE, PASSWORD
from kudosbay.accounts.jobs import forget_what_ended
from kudosbay.accounts.models import Attempt, SignIn, User
from kudosbay.accounts.policy import COUNTER_CODE_LIFE, LINK_LIFE, STRANGER
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import MACHINE


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" Amara@Example.ORG ", "amara@example.org"),
        ("138 1234 5678", "+8613812345678"),
        ("+86 (138) 1234-5678", "+8613812345678"),
        ("0086 138 1234 5678", "+8613812345678"),
        ("+234 803 123 4567", "+2348031234567"),
        ("＋８６ １３８ １２３４ ５６７８", "+8613812345678"),
    ],
)
def test_an_address_is_read_as_people_write_it(typed, read):
    assert read_address(typed) == read


@pytest.mark.parametrize("typed", ["amara", "amara@", "@example.org", "12", "+1", "hello world", "a b@example.org"])
def test_what_is_no_address_is_refused_with_a_hint(typed):
    with pytest.raises(Refused) as refusal:
        read_address(typed)
    assert refusal.value.field == "address"


def test_an_account_is_opened_once_and_confirmed_by_its_first_letter(db, now):
    user = open_account("New@Example.org", language="ar", by=STRANGER)
    assert (user.roles, user.language, user.confirmed_at) == ([Role.FOUNDER], "ar", None)
    assert not user.has_usable_password()
    assert open_account("new@example.org", language="en", by=STRANGER) == user
    letter = ask_sign_in(user, by=STRANGER, now=now)
    assert use_sign_in(letter.sign_in, by=user, now=now).confirmed_at == now


def test_opening_an_account_never_changes_one_that_exists(cast):
    assert open_account(cast.wei.email, language="ar", by=STRANGER) == cast.wei
    cast.wei.refresh_from_db()
    assert (cast.wei.roles, cast.wei.language) == ([Role.ADVISER], "zh-hans")


def test_a_sign_in_is_used_once(cast, now):
    letter = ask_sign_in(cast.amara, by=STRANGER, now=now)
    use_sign_in(letter.sign_in, by=cast.amara, now=now)
    with pytest.raises(SpentLink):
        use_sign_in(letter.sign_in, by=cast.amara, now=now)
    with pytest.raises(SpentLink):
        use_sign_in(ask_sign_in(cast.bao, by=STRANGER, now=now).sign_in, by=cast.bao, now=now + LINK_LIFE)


def test_codes_are_handed_over_by_staff_to_founders_only(cast, now):
    assert hand_over_code(cast.amara, by=cast.wei, now=now).sign_in.expires_at == now + COUNTER_CODE_LIFE
    for user, by in ((cast.zoe, cast.wei), (cast.amara, cast.bao)):
        with pytest.raises(NotAllowed):
            hand_over_code(user, by=by, now=now)


def test_a_code_of_the_app_is_taken_once_and_near_its_time(cast, now):
    secret = totp.new_secret()
    here = totp.counter_of(now)
    set_up_totp(cast.wei, secret, totp.code_at(secret, here - 1), by=cast.wei, now=now)
    for counter in (here - 2, here - 1, here + 2):
        with pytest.raises(WrongCode):
            use_totp(cast.wei, totp.code_at(secret, counter), by=cast.wei, now=now)
    use_totp(cast.wei, totp.code_at(secret, here), by=cast.wei, now=now)
    with pytest.raises(WrongCode):
        use_totp(cast.wei, totp.code_at(secret, here), by=cast.wei, now=now)


def test_the_apps_secret_and_recovery_codes_do_not_stand_in_the_database(cast, now):
    secret = totp.new_secret()
    codes = set_up_totp(cast.wei, secret, totp.code_at(secret, totp.counter_of(now)), by=cast.wei, now=now)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_a_recovery_code_is_taken_once(cast, now):
    secret = totp.new_secret()
    codes = set_up_totp(cast.wei, secret, totp.code_at(secret, totp.counter_of(now)), by=cast.wei, now=now)
    assert use_recovery_code(cast.wei, codes[3].lower(), by=cast.wei, now=now) == 9
    with pytest.raises(WrongCode):
        use_recovery_code(cast.wei, codes[3], by=cast.wei, now=now)
    with pytest.raises(WrongCode):
        use_recovery_code(cast.zoe, codes[4], by=cast.zoe, now=now)


def test_staff_keep_a_second_factor(cast, now):
    secret = totp.new_secret()
    set_up_totp(cast.wei, secret, totp.code_at(secret, totp.counter_of(now)), by=cast.wei, now=now)
    with pytest.raises(Refused):
        remove_totp(cast.wei, by=cast.wei)
    set_up_totp(cast.amara, secret, totp.code_at(secret, totp.counter_of(now)), by=cast.amara, now=now)
    remove_totp(cast.amara, by=cast.amara)


@pytest.mark.parametrize("password", ["short", "elevensigns", "password1234"])
def test_a_weak_password_is_refused(cast, password):
    with pytest.raises(Refused) as refusal:
        set_password(cast.wei, password, by=cast.wei)
    assert refusal.value.field == "password"


@pytest.mark.parametrize("password", ["plum harbour", "p" * 40 + " ünï 上海" * 8])
def test_any_long_password_is_taken_without_rules_of_composition(cast, password):
    assert set_password(cast.wei, password, by=cast.wei).check_password(password)


def test_nobody_is_staff_and_client_at_once(cast):
    for roles in ([Role.ADVISER, Role.FOUNDER], [], ["emperor"]):
        with pytest.raises(Refused):
            give_roles(cast.wei, roles, by=MACHINE)
    with pytest.raises(Refused):
        create_user(cast.wei.email, name="Again", roles=[Role.EVENTS], by=MACHINE)


def test_demonstration_accounts_open_only_in_the_demonstration(db, settings):
    create_demo_accounts()
    create_demo_accounts()
    assert User.objects.filter(is_demonstration=True).count() == len(DEMO_PEOPLE) == len(Role)
    for shown in (True, False):
        settings.DEMO = shown
        found = [EmailOrPhoneBackend().authenticate(None, person.email, PASSWORD) for person in DEMO_PEOPLE]
        assert all(found) is shown
        assert any(found) is shown


def test_old_letters_and_tries_are_forgotten(cast, now):
    ask_sign_in(cast.amara, by=STRANGER, now=now)
    Attempt.objects.create(account_hash="a", place_hash="b", at=now)
    assert forget_old_tries(by=MACHINE, now=now + LINK_LIFE) == 0
    assert forget_old_tries(by=MACHINE, now=now.replace(day=now.day + 2)) == 1
    assert not SignIn.objects.exists()
    assert not Attempt.objects.exists()


def test_ended_sessions_are_forgotten_and_living_ones_stay(cast, signed_in):
    signed_in(cast.amara)
    ended = signed_in(cast.bao).session.session_key
    now = timezone.now()
    Session.objects.filter(pk=ended).update(expire_date=now)
    assert forget_what_ended(now=now + LINK_LIFE) == 1
    assert Session.objects.count() == 1


def test_the_trail_tells_of_signing_in_without_address_link_or_code(cast, now):
    letter = ask_sign_in(cast.amara, by=STRANGER, now=now)
    use_sign_in(letter.sign_in, by=cast.amara, now=now)
    entries = list(trail.of(cast.amara).values("verb", "facts", "actor_role"))
    assert [entry["verb"] for entry in entries] == ["account.link_used", "account.link_asked"]
    assert cast.amara.email not in str(entries)
    assert letter.link_token not in str(entries)
