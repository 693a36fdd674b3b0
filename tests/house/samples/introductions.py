"""Samples of introductions: `furnish` puts a thing of Amara’s into world.things and Bao’s twin into world.twins."""

from datetime import timedelta

from django.utils.timezone import localdate

from kudosbay.accounts.models import User
from kudosbay.centre.queries import consent_texts
from kudosbay.introductions.commands import (
    Party,
    Said,
    join_directory,
    post_notice,
    propose_introduction,
    publish_notice,
)
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.people.commands import register_person
from tests.house.samples.shapes import Sample, World, thing

# A published notice of somebody else, which Amara may answer.
OPEN = Sample(lambda world, _user: world.things["open_need"].reference, None, "N-2020-99999-A")

ARGUMENTS: dict[str, Sample] = {
    "notice": thing("notice", lambda notice: notice.reference, missing="N-2020-99999-A"),
    "introduction": thing("introduction", lambda one: one.reference, missing="I-2020-99999-A"),
    "kind": Sample(lambda _world, _user: "work_package", None, "no_such_kind"),
    "side": Sample(lambda _world, _user: "offer", None, "middle"),
    "target": OPEN,
    "member": Sample(lambda world, _user: world.things["member"].reference, None, "N-2020-99999-A"),
}
VIEWS: dict[str, dict[str, Sample]] = {"public:trade_notice": {"notice": OPEN}}


def furnish(world: World) -> None:
    cast = world.cast
    world.things["open_need"] = _posted(world, Party(company="上海样品机械有限公司"), by=cast.wei, side="need")
    world.things["member"] = _member(world)
    for things, founder in ((world.things, cast.amara), (world.twins, cast.bao)):
        need = _posted(world, Party(company="上海另一机械有限公司"), by=cast.wei, side="need")
        things["notice"] = _posted(world, Party(person=founder.person), by=founder, side="offer")
        things["introduction"] = _met(world, need, things["notice"])


def _posted(world: World, party: Party, *, by: User, side: str) -> Notice:
    said = Said(
        titles={"en": "Gearboxes"},
        data={"trade": "machinery"},
        languages=["en"],
        expires_on=localdate(world.now) + timedelta(days=90),
    )
    made = post_notice("work_package", side, of=party, said=said, by=by, now=world.now)
    return publish_notice(made, by=world.cast.wei, now=world.now)


def _member(world: World) -> Notice:
    """Somebody else who stands in the directory with a consent."""
    said = Said(
        titles={"en": "Trade"}, data={"groups": ["traders"]}, expires_on=localdate(world.now) + timedelta(days=90)
    )
    text = next(text for text in consent_texts(localdate(world.now), language="en") if text.purpose == "directory")
    person = register_person(full_name="Carla", nationality="BR", by=world.cast.wei, now=world.now)
    made = join_directory(person, said=said, text=text, by=world.cast.wei, now=world.now)
    return publish_notice(made, by=world.cast.wei, now=world.now)


def _met(world: World, need: Notice, offer: Notice) -> Introduction:
    return propose_introduction(need, offer, by=world.cast.wei, now=world.now)
