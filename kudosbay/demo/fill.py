"""Fills an empty database with the centre's history: whole or, after any fault, not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

from kudosbay.accounts.models import User
from kudosbay.cases.models import Agreement, Case
from kudosbay.centre.commands import seed_centre
from kudosbay.demo import identifiers, story, trails
from kudosbay.demo.agreements import Files, deals
from kudosbay.demo.closed import Archive
from kudosbay.demo.days import HOME, at
from kudosbay.demo.enterprises import Founded, Founding, Ledger
from kudosbay.demo.files import history
from kudosbay.demo.guests import Cast, cast
from kudosbay.demo.lives import live
from kudosbay.demo.openings import openings
from kudosbay.demo.parts import PARTS
from kudosbay.demo.people import Registry, full_sizes, small_sizes
from kudosbay.demo.staff import Staff, employ
from kudosbay.demo.world import World
from kudosbay.documents.papers import kept_typesetter
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.errors import Refused
from kudosbay.people import index
from kudosbay.people.models import Person

Say = Callable[[str], Any]
OFFICE_MINUTES: Final = 480


@dataclass(frozen=True, slots=True)
class Size:
    """Whether everybody is there, and how many cases are lived (after the licence, and after the signature) or archived."""

    everybody: bool
    by_hand: int
    signed: int
    years_of_cases: int


FULL: Final = Size(everybody=True, by_hand=6, signed=36, years_of_cases=2)
SMALL: Final = Size(everybody=False, by_hand=1, signed=20, years_of_cases=1)


@dataclass(frozen=True, slots=True)
class Filled:
    people: int
    enterprises: int
    agreements: int
    cases: int


def is_empty() -> bool:
    """Nobody was entered yet: neither people nor enterprises, nor accounts that are not the demonstration's."""
    held = (Person.objects, Enterprise.objects, Case.objects, User.objects.filter(is_demonstration=False))
    return not any(rows.exists() for rows in held)


def must_be_empty() -> None:
    if not is_empty():
        raise Refused(
            "This database holds people, enterprises or accounts already: the demonstration fills empty ones only."
        )


@transaction.atomic
def fill(size: Size, *, now: datetime, say: Say) -> Filled:
    must_be_empty()
    say("The centre, its staff and settings")
    seed_centre()
    now = max(now, at(history()["today"], OFFICE_MINUTES))
    staff = employ()
    trail = trails.Trail(now=now)
    today = now.astimezone(HOME).date()
    told, early = story.tell(today), story.early_ones(today)
    people = cast(told, early, advisers=len(staff.advisers))
    say("People and what they agreed to")
    filled = _people(people, staff, trail, size=size)
    say("Enterprises, licences and agreements")
    founded = _enterprises(told, people)
    ready = founded[: -size.by_hand]
    agreed = deals(told, people, ready, with_case=size.signed)
    since = today - timedelta(days=365 * size.years_of_cases)
    archive = Archive(agreed, staff, since=since, today=history()["today"])
    _write(Ledger(ready, staff), Files(agreed, staff), archive, trail=trail)
    _tell_sizes()  # the parts ask for figures already
    _parts(World(told, people, ready, staff, trail, today=today, now=now, everybody=size.everybody), say=say)
    trail.end()
    _tell_sizes()
    say("Open cases")
    with kept_typesetter():
        cases = live(openings(people, founded[-size.by_hand :], told.open[-size.signed :]), staff, now=now)
    say("Search index")
    index.rebuild()
    say("Sealing the trail")
    trails.seal_all(now=now)
    _tell_sizes()
    return Filled(filled, len(founded), Agreement.objects.count(), len(archive.cases) + cases)


def _tell_sizes() -> None:
    """PostgreSQL plans by the sizes that it last counted: none yet, and it would read a million rows again and again."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _people(people: Cast, staff: Staff, trail: trails.Trail, *, size: Size) -> int:
    registry = Registry(people, staff, trail)
    months = full_sizes() if size.everybody else small_sizes(len(registry.guests))
    filled = registry.fill(months)
    identifiers.write(registry.guests)
    return filled


def _enterprises(told: story.Story, people: Cast) -> list[Founded]:
    founding = Founding(people)
    return [founding.found(firm) for firm in told.firms]


def _write(ledger: Ledger, files: Files, archive: Archive, *, trail: trails.Trail) -> None:
    ledger.write()
    archive.write()
    files.write()
    trail.tell_all([*ledger.acts(), *files.acts(), *archive.acts()])


def _parts(world: World, *, say: Say) -> None:
    for title, write in PARTS:
        say(title)
        write(world)
