"""What stands in the addresses of pages, so that the matrix test can ask each of them.

A new page whose address has an argument: add a line to ARGUMENTS (by the argument's name) or, where one name means
different things, to VIEWS. Each line gives a value for somebody who owns the thing, the same thing of a twin, and a
value that never existed. `own(world, user)` may depend on who asks.

Each part of the centre keeps its samples in a file of its own.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kudosbay.accounts.models import User
from tests.house.samples import (
    campaigns,
    compliance,
    core,
    gatherings,
    guests,
    guides,
    introductions,
    law,
    premises,
    programs,
    promises,
    publications,
)
from tests.house.samples.core import FACTS, NOTHING_OF
from tests.house.samples.shapes import Sample, World, thing

PARTS = (
    publications,
    promises,
    gatherings,
    introductions,
    premises,
    compliance,
    campaigns,
    guests,
    guides,
    law,
    programs,
)
ARGUMENTS: dict[str, Sample] = core.ARGUMENTS | {name: one for part in PARTS for name, one in part.ARGUMENTS.items()}
VIEWS: dict[str, dict[str, Sample]] = core.VIEWS | {view: some for part in PARTS for view, some in part.VIEWS.items()}


def make_world(now: datetime) -> World:
    world = core.make_world(now)
    for part in PARTS:
        part.furnish(world)
    return world


def has_samples(view: str, names: Sequence[str]) -> bool:
    return all(name in VIEWS.get(view, {}) or name in ARGUMENTS for name in names)


def sample(view: str, argument: str) -> Sample:
    found = VIEWS.get(view, {}).get(argument) or ARGUMENTS.get(argument)
    assert found, f"{view}: say in tests/house/samples/ what {argument!r} is in its address"
    return found


def arguments(view: str, names: list[str], world: World, user: User | None) -> dict[str, Any]:
    return {name: sample(view, name).own(world, user) for name in names}


__all__ = [
    "ARGUMENTS",
    "FACTS",
    "NOTHING_OF",
    "VIEWS",
    "Sample",
    "World",
    "arguments",
    "has_samples",
    "make_world",
    "sample",
    "thing",
]
