"""Samples of gatherings: a training that is on, at which Amara, Bao and the agent each have a seat, with one paper."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import make_user
from kudosbay.accounts.matrix.gatherings import ROWS
from kudosbay.accounts.models import User
from kudosbay.documents.commands import store_file
from kudosbay.documents.models import StoredFile
from kudosbay.documents.office import PPTX
from kudosbay.gatherings.commands import (
    Introduced,
    add_material,
    ask_pack,
    freeze_figures,
    introduce,
    keep_pack,
    note_statement,
    open_feed,
    open_link,
    open_sign_up,
    plan_gathering,
    sign_up,
)
from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.gatherings.packing import Made
from kudosbay.kernel.permissions import Role
from kudosbay.statistics.briefing import briefing
from tests.house.samples.core import _picture as picture
from tests.house.samples.shapes import Sample, World


def _booking(world: World, user: User | None) -> Booking:
    event: Gathering = world.things["event"]
    return event.bookings.filter(person__user=user).first() or event.bookings.get(person__user=world.cast.amara)


def _twin(world: World) -> Booking:
    found: Booking = world.things["event"].bookings.get(person__user=world.cast.bao)
    return found


def _event(world: World, _user: User | None) -> str:
    reference: str = world.things["event"].reference
    return reference


EVENT = Sample(_event, None, "M-2020-99999-A")
PAPER = Sample(lambda world, _user: world.things["event_paper"].key, None, "no-such-paper")

MINE: dict[str, Sample] = {
    "event": EVENT,
    "gathering": EVENT,
    "kind": Sample(lambda _world, _user: "training", None, "no-such-kind"),
    "booking": Sample(lambda world, user: _booking(world, user).pk, None, 987654321),
    "ticket": Sample(
        lambda world, user: _booking(world, user).key, lambda world, _user: _twin(world).key, "no-such-ticket"
    ),
    "material": PAPER,
    "visit": Sample(lambda world, _user: world.things["visit"].reference, None, "M-2020-99999-A"),
    "pack": Sample(lambda world, _user: world.things["visit_pack"].key, None, "no-such-pack"),
    "form": Sample(lambda _world, _user: "slides", None, "no-such-form"),
    "link": Sample(lambda world, _user: world.things["visit_link"].token, None, "no-such-link"),
    "visitor_link": Sample(lambda world, _user: world.things["visit_link"].pk, None, 987654321),
    "statement": Sample(lambda world, _user: world.things["words"].pk, None, 987654321),
    "feed": Sample(lambda world, _user: world.things["feed"].token, None, "no-such-feed"),
}
ARGUMENTS: dict[str, Sample] = {}
VIEWS: dict[str, dict[str, Sample]] = dict.fromkeys(ROWS, MINE)


def furnish(world: World) -> None:
    by = make_user("Events-of-samples", Role.EVENTS)
    now = world.now
    event = open_sign_up(plan_gathering("training", by=by, now=now, values=_values(now)), by=by, now=now)
    agent = world.users[Role.AGENT]
    introduce(agent, Introduced("The Agent", "FR", "en"), by=agent, now=now)
    for user in (world.cast.amara, world.cast.bao, agent):
        sign_up(event, user.person, by=user, now=now)
    world.things["event"] = event
    said = {"titles": {"en": "Slides"}, "language": "en", "for_all": True}
    world.things["event_paper"] = add_material(event, _file(by, now), by=by, now=now, **said)
    asked = {"kind": "suggestion", "text": {"en": "More of it"}, "speaker": {"en": "Director"}}
    world.things["words"] = note_statement(event, said_at=now, by=by, **asked)
    _receive(world, by)
    world.things["feed"] = open_feed(world.cast.amara.person, language="en", by=world.cast.amara, now=now)


def _receive(world: World, by: User) -> None:
    """A visit with frozen figures, a pack whose slides are kept, and a link that is open."""
    extras = {"purpose": {"en": "See"}, "delegation": [{"offices": [{"zh-Hans": "主任", "en": "Director"}]}]}
    visit = plan_gathering("visit", by=by, now=world.now, values=_values(world.now) | {"extras": extras})
    visit = freeze_figures(visit, {}, as_of=world.now.date().isoformat(), by=by, now=world.now)
    content = briefing(visit, focus="", languages=["en"], today=world.now.date())
    pack = ask_pack(visit, content, focus="", by=by, now=world.now)
    slides = {"slides": Made(b"PK", "slides.pptx", PPTX)}
    world.things |= {"visit": visit, "visit_pack": keep_pack(pack, slides, by=by, now=world.now)}
    world.things["visit_link"] = open_link(visit, days=7, by=by, now=world.now)


def _values(now: Any) -> dict[str, Any]:
    starts = now + timedelta(days=3)
    return {"titles": {"en": "Training"}, "starts_at": starts, "ends_at": starts + timedelta(hours=2), "capacity": 20}


def _file(by: User, now: Any) -> StoredFile:
    return store_file(SimpleUploadedFile("slides.png", picture()), by=by, now=now)
