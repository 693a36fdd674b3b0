"""A training to sign up for, and as many people as a test wants."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from conftest import make_user
from kudosbay.gatherings.commands import open_sign_up, plan_gathering
from kudosbay.gatherings.models import Gathering
from kudosbay.kernel.permissions import Role
from kudosbay.people.models import Person

TITLES = {"zh-Hans": "税务培训", "en": "Tax training"}
DELEGATION = [{"offices": [{"zh-Hans": "管委会常务副主任", "en": "Executive deputy director"}]}]


@pytest.fixture
def lin(db: None) -> Any:
    return make_user("Lin", Role.EVENTS, language="zh-hans")


@pytest.fixture
def plan(lin: Any, now: Any) -> Callable[..., Gathering]:
    """`plan(capacity=2)`: a draft in a week; `kind="visit"` for another kind."""

    def make(kind: str = "training", **values: Any) -> Gathering:
        starts = values.pop("starts_at", now + timedelta(days=7))
        given = {"titles": TITLES, "starts_at": starts, "ends_at": starts + timedelta(hours=2), "capacity": 2}
        return plan_gathering(kind, by=lin, now=now, values=given | values)

    return make


@pytest.fixture
def training(plan: Callable[..., Gathering], lin: Any, now: Any) -> Callable[..., Gathering]:
    """`training(capacity=2)`: open for sign-up."""
    return lambda **values: open_sign_up(plan(**values), by=lin, now=now)


@pytest.fixture
def guest(db: None) -> Callable[[int], Person]:
    return make_guest


def make_guest(number: int) -> Person:
    day = date(2026, 3, 2)
    return Person.objects.create(
        reference=f"P-G-{number}", full_name=f"Guest {number}", nationality="NG", registered_on=day, known_since=day
    )
