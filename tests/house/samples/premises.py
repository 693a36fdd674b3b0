"""Samples of premises: `furnish` puts a thing of Amara’s into world.things and Bao’s twin into world.twins."""

from decimal import Decimal

from django.utils.timezone import localdate

from kudosbay.premises.commands import For, reserve_address
from kudosbay.premises.models import Room
from tests.house.samples.shapes import Sample, World, thing

ARGUMENTS: dict[str, Sample] = {
    "address": thing("address", lambda address: address.reference, missing="A-2020-99999-A"),
    "room": thing("room", lambda room: room.pk, missing=987654321),
}
VIEWS: dict[str, dict[str, Sample]] = {}


def furnish(world: World) -> None:
    day = localdate(world.now)
    for things, number in ((world.things, "201"), (world.twins, "202")):
        things["address"] = reserve_address(For(things["company"]), by=world.cast.wei, now=world.now)
        things["room"] = Room.objects.create(floor=2, number=number, area=Decimal(20), valid_from=day)
