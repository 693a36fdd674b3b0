"""What stands in the addresses of pages, so that the matrix test can ask each of them.

A new page whose address has an argument: add a line to ARGUMENTS (by the argument's name) or, where one name means
different things, to VIEWS. Each line gives a value for somebody who owns the thing, the same thing of a twin, and a
value that never existed. `own(world, user)` may depend on who asks.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.timezone import localdate

from conftest import Cast, make_user
from kudosbay.accounts.models import User
from kudosbay.cases.commands import start_case
from kudosbay.cases.models import Case, SavedPlan
from kudosbay.kernel.permissions import Role

FACTS: dict[str, Any] = {
    "as_of": "2026-03-10",
    "form": "wfoe_llc",
    "investors": [{"id": "founder", "kind": "natural", "country": "NG", "share": 100, "in_china": True}],
    "activities": ["consulting"],
    "location": {"district": "songjiang", "zone": "songjiang_etdz"},
    "address": "centralised_registration",
    "capital": {"amount": 500000, "currency": "CNY"},
    "trade": "none",
    "people": [{"role": "legal_representative", "person": "founder", "needs_work_permit": False}],
}
Of = Callable[["World", User | None], Any]


@dataclass
class World:
    """The cast, one account per role, and things of Amara's with a twin of Bao's, by name: `world.things["case"]`."""

    cast: Cast
    now: datetime
    users: dict[str, User] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    twins: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Sample:
    own: Of
    twin: Of | None  # None: the thing belongs to nobody in particular
    missing: Any


def passkey_of(user: User) -> Authenticator:
    data = {"name": "Key", "credential": "AA", "count": 0}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def thing(name: str, of: Callable[[Any], Any], *, missing: Any) -> Sample:
    """Something of Amara's in `world.things`, and Bao's of the same name in `world.twins`."""
    return Sample(lambda world, _user: of(world.things[name]), lambda world, _user: of(world.twins[name]), missing)


ARGUMENTS: dict[str, Sample] = {
    "token": Sample(lambda _world, _user: "no-such-token", None, "another-token"),
    "code": Sample(lambda world, _user: world.things["plan"].code, None, "ZZZ-ZZZ"),
    "name": Sample(lambda _world, _user: "owner", None, "no_such_question"),
    "reference": thing("case", lambda case: case.reference, missing="SJ-2020-99999-A"),
    "rest": Sample(lambda _world, _user: "plan/", None, "nowhere"),
    "passkey_id": Sample(
        lambda world, user: passkey_of(user or world.cast.amara).pk,
        lambda world, _user: passkey_of(world.cast.bao).pk,
        987654321,
    ),
}

VIEWS: dict[str, dict[str, Sample]] = {}


def make_world(cast: Cast, now: datetime) -> World:
    world = World(cast, now)
    world.users = {str(role): make_user(f"the-{role}", role) for role in Role}
    world.users |= {Role.FOUNDER: cast.amara, Role.ADVISER: cast.wei, Role.MANAGER: cast.mei}
    world.things["plan"] = _plan("7K2-QMD", now)
    for things, founder in ((world.things, cast.amara), (world.twins, cast.bao)):
        things["case"] = _case(founder, agent=world.users[Role.AGENT] if founder == cast.amara else None, now=now)
    return world


def _plan(code: str, now: datetime) -> SavedPlan:
    return SavedPlan.objects.create(
        code=code, answers={"owner": "me_alone"}, start=localdate(now), language="en", saved_at=now
    )


def _case(founder: User, *, agent: User | None, now: datetime) -> Case:
    case = start_case(founder.person, facts=FACTS, by=founder, now=now)
    Case.objects.filter(pk=case.pk).update(agent=agent)
    return case


def sample(view: str, argument: str) -> Sample:
    found = VIEWS.get(view, {}).get(argument) or ARGUMENTS.get(argument)
    assert found, f"{view}: say in tests/house/samples.py what {argument!r} is in its address"
    return found


def arguments(view: str, names: list[str], world: World, user: User | None) -> dict[str, Any]:
    return {name: sample(view, name).own(world, user) for name in names}


__all__ = ["ARGUMENTS", "VIEWS", "Sample", "World", "arguments", "make_world", "sample"]
