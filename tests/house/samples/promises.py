"""Samples of promises: `furnish` puts a thing of Amara’s into world.things and Bao’s twin into world.twins."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import Cast
from kudosbay.accounts.models import User
from kudosbay.documents.commands import store_file
from kudosbay.kernel.permissions import Role
from kudosbay.promises.commands import Wish, ask, make_promise, nominate, set_quota
from kudosbay.promises.models import Promise, ZoneQuota
from tests.house.samples.core import _picture as picture
from tests.house.samples.shapes import Sample, World

NONE = "PR-2020-99999-A"


def _reference(world: World, user: User | None) -> str:
    """The building's staff have the building's kinds only."""
    name = "space_need" if user and user.has_role(Role.BUILDING) else "promise"
    return str(world.things[name].reference)


OWN = Sample(_reference, lambda world, _user: world.twins["promise"].reference, NONE)
ARGUMENTS: dict[str, Sample] = {
    "promise": OWN,
    "service": Sample(lambda _world, _user: "housing", None, "no-such-service"),
    "quota": Sample(lambda world, _user: world.things["quota"].pk, None, 987654321),
}
KIND = Sample(lambda _world, _user: "question", None, "no-such-kind")
VIEWS: dict[str, dict[str, Sample]] = {
    "portal:request_new": {"kind": KIND},
    "desk:promise_new": {"kind": KIND},
    **{
        f"desk:promise_answer{act}": {
            "promise": Sample(lambda world, _user: world.things["question"].reference, None, NONE)
        }
        for act in ("", "_with", "_release")
    },
    "desk:nomination_up": {"place": Sample(lambda _world, _user: 2, None, 99)},
    "desk:nomination_answer": {"place": Sample(lambda _world, _user: 1, None, 99)},
    "desk:promise_step_done": {"place": Sample(lambda _world, _user: 1, None, 99)},
}


def furnish(world: World) -> None:
    for things, founder in ((world.things, world.cast.amara), (world.twins, world.cast.bao)):
        things["promise"] = _promise(world, founder)
        things["space_need"] = _space_need(world, founder)
    amara = world.cast.amara
    asked = Wish("question", "May I pay my capital in parts?", "en", person=amara.person)
    world.things["question"] = ask(asked, by=amara, now=world.now)
    world.things["quota"] = _quota(world)
    Promise.objects.filter(pk=world.things["promise"].pk).update(agent=world.users[Role.AGENT])


def _promise(world: World, founder: User) -> Promise:
    wish = Wish("living", "A flat", "en", service="housing", person=founder.person)
    return _with_paper(world, ask(wish, by=founder, now=world.now))


def _quota(world: World) -> ZoneQuota:
    """A quota with two named, the first of whom was sent to the zone."""
    day, mei = world.now.date(), world.cast.mei
    period = {"valid_from": day, "valid_to": day + timedelta(days=90), "evidence": "Notice"}
    quota = set_quota("living", 5, **period, by=mei, now=world.now)
    for founder in (world.cast.amara, world.cast.bao):
        wish = Wish(
            "zone_priority", "A flat", "en", details={"area": "living", "what": "A flat"}, person=founder.person
        )
        nominate(make_promise(wish, by=mei, now=world.now), quota, "Family", by=mei, now=world.now)
    return quota


def _space_need(world: World, founder: User) -> Promise:
    details = {"area": 40, "from_when": world.now.date() + timedelta(days=90)}
    wish = Wish("space_need", "An office", "en", details=details, person=founder.person)
    made = make_promise(wish, by=_staff(world.cast), now=world.now)
    made.steps.create(place=1, names={"en": "Measure"})
    return _with_paper(world, made)


def _with_paper(world: World, promise: Promise) -> Promise:
    scan = SimpleUploadedFile("lease.png", picture())
    promise.evidence_file = store_file(scan, by=_staff(world.cast), now=world.now)
    promise.save(update_fields=["evidence_file"])
    return promise


def _staff(cast: Cast) -> User:
    return cast.wei
