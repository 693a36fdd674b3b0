"""Samples of messages to many. They belong to nobody in particular: whoever looks after messages sees all."""

from kudosbay.messaging.commands import draft_campaign
from kudosbay.messaging.models import Campaign
from tests.house.samples.shapes import Sample, World

ARGUMENTS: dict[str, Sample] = {
    "campaign": Sample(lambda _world, _user: Campaign.objects.get().reference, None, "MC-2020-99999-A"),
}
VIEWS: dict[str, dict[str, Sample]] = {
    "site:leave": {"token": Sample(lambda _world, _user: "1.policies:forged", None, "another-token")},
}


def furnish(world: World) -> None:
    draft_campaign(
        kind="answer",
        texts={"en": {"title": "An answer", "text": "Words for {name}."}},
        people=[world.cast.amara.person.pk],
        by=world.cast.mei,
        now=world.now,
    )
