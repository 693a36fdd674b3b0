"""Samples of compliance: `furnish` puts a thing of Amara’s into world.things and Bao’s twin into world.twins."""

from datetime import timedelta

from django.utils.timezone import localdate

from kudosbay.compliance.commands import open_duty_feed
from kudosbay.compliance.models import Engagement, FilingBatch, FilingJob, Mandate, RealName
from kudosbay.documents.models import StoredFile
from kudosbay.enterprises.models import Enterprise
from tests.house.samples.shapes import Sample, World, thing

ARGUMENTS: dict[str, Sample] = {
    "batch": thing("return", lambda filed: filed.batch.reference, missing="F-2020-99999-A"),
    "filed": thing("return", lambda filed: filed.pk, missing=987654321),
    "entry": Sample(lambda _world, _user: "block", None, "no-such-entry"),
    "engagement": thing("engagement", lambda row: row.pk, missing=987654321),
    "mandate": thing("mandate", lambda row: row.pk, missing=987654321),
    "identity": thing("identity", lambda row: row.pk, missing=987654321),
}
VIEWS: dict[str, dict[str, Sample]] = {
    "public:duty_feed": {"feed": thing("duty_feed", lambda feed: feed.token, missing="no-such-feed")},
    "desk:return_act": {"verb": Sample(lambda _world, _user: "review", None, "no-such-act")},
}


def furnish(world: World) -> None:
    day = localdate(world.now)
    cast = world.cast
    for things, duty, adviser in ((world.things, "VAT-M", cast.wei), (world.twins, "IIT-W", cast.zoe)):
        firm, known = things["company"], {"known_since": day}
        Enterprise.objects.filter(pk=firm.pk).update(adviser=adviser)
        until = day + timedelta(days=300)
        things["engagement"] = Engagement.objects.create(
            enterprise=firm, partner="Partner", number="1", duties=[duty], starts_on=day, evidence="S-1", **known
        )
        things["mandate"] = Mandate.objects.create(
            enterprise=firm, grantor="A", holder="Partner", powers=["file"], valid_from=day, valid_to=until,
            evidence="S-2", **known,
        )  # fmt: skip
        things["identity"] = RealName.objects.create(
            enterprise=firm, role="tax_handler", name="Sun", checked_on=day, **known
        )
        batch = FilingBatch.objects.create(
            reference=f"F-TEST-{duty}", duty=duty, period="2026-02", period_first=day.replace(month=2, day=1),
            period_last=day.replace(month=2, day=28), due_on=day.replace(day=16), opened_at=world.now,
        )  # fmt: skip
        owner = cast.amara if things is world.things else cast.bao
        things["duty_feed"] = open_duty_feed(firm, language="en", by=owner, now=world.now)
        scan = StoredFile.objects.order_by("pk")[0]
        things["return"] = FilingJob.objects.create(batch=batch, enterprise=firm, status="prepared", figures=scan)
