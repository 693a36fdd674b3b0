"""The world that the pages are asked in, and what stands in their addresses."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from conftest import Cast
from kudosbay.accounts.models import User

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


def thing(name: str, of: Callable[[Any], Any], *, missing: Any) -> Sample:
    """Something of Amara's in `world.things`, and Bao's of the same name in `world.twins`."""
    return Sample(lambda world, _user: of(world.things[name]), lambda world, _user: of(world.twins[name]), missing)
