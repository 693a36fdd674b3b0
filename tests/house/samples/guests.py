"""Samples of guests: `furnish` puts a thing of Amara’s into world.things and Bao’s twin into world.twins."""

from django.utils.timezone import localdate

from kudosbay.enterprises.models import Milestone
from tests.house.samples.shapes import Sample, World, thing

ARGUMENTS: dict[str, Sample] = {
    "milestone": thing("milestone", lambda milestone: milestone.pk, missing=987654321),
    "stage": thing("company", lambda company: company.stages.get().pk, missing=987654321),
}
VIEWS: dict[str, dict[str, Sample]] = {}


def furnish(world: World) -> None:
    day = localdate(world.now)
    for things in (world.things, world.twins):
        things["company"].stages.create(stage="enterprise", since=day, evidence="Licence", known_since=day)
        things["milestone"] = Milestone.objects.create(
            kind=Milestone.Kind.ACCREDITATION,
            enterprise=things["company"],
            titles={"en": "High-tech enterprise", "zh-Hans": "高新技术企业"},
            evidence={"en": "Certificate"},
            authority={"en": "The commission"},
            happened_on=day,
            known_since=day,
        )
