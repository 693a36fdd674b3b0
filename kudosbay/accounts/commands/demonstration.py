from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from kudosbay.accounts import seals
from kudosbay.accounts.demonstration import DEMO_PEOPLE, PASSWORD, DemoPerson
from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.permissions import Role


@transaction.atomic
def create_demo_accounts(*, by: trail.Actor = trail.MACHINE) -> dict[Role, User]:
    """One account per role, with a known password and second factor. A second call changes nothing."""
    password = make_password(PASSWORD)
    made = {person.role: _account(person, password) for person in DEMO_PEOPLE}
    trail.record(by, "account.demonstration_created", on=list(made.values()))
    return made


def _account(person: DemoPerson, password: str) -> User:
    user, _is_new = User.objects.get_or_create(
        email=person.email,
        defaults={
            "name": person.name,
            "roles": [str(person.role)],
            "language": person.language,
            "is_demonstration": True,
            "password": password,
        },
    )
    if person.has_second_factor:
        _second_factor(user, person)
    return user


def _second_factor(user: User, person: DemoPerson) -> None:
    Authenticator.objects.get_or_create(
        user=user,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": seals.close(person.totp_secret), "last": 0}},
    )
