"""Samples of publications: `furnish` puts a thing of Amara’s into world.things and Bao’s twin into world.twins."""

from kudosbay.accounts.models import User
from kudosbay.publications import commands
from kudosbay.publications.commands import Words, Written
from kudosbay.publications.kinds import KINDS
from kudosbay.publications.models import Publication, Reply
from tests.house.samples.shapes import Sample, World

WORDS = Words("A sample", "In short", "## Heading\n\nText.")


def _of(kind: str) -> Sample:
    """What the centre publishes belongs to nobody in particular."""
    return Sample(lambda world, _user: world.things[f"publication:{kind}"].slug, None, "no-such-page")


KIND = Sample(lambda _world, _user: "policy", None, "page")  # pages stand on no shelf
ARGUMENTS: dict[str, Sample] = {
    "publication": Sample(lambda world, _user: world.things["publication:answer"].reference, None, "PB-2020-99999-A"),
    "language": Sample(lambda _world, _user: "en", None, "xx"),
    "reply": Sample(lambda world, _user: world.things["reply"].pk, None, 987654321),
    "reply_key": Sample(
        lambda world, user: _reply(world, user or world.cast.amara).key,
        lambda world, _user: _reply(world, world.cast.bao).key,
        "no-such-reply",
    ),
}
VIEWS: dict[str, dict[str, Sample]] = {
    "public:feed": {"kind": Sample(lambda _world, _user: "policy", None, "no-such-kind")},
    "public:shelf": {"kind": KIND},
    "public:article": {"kind": KIND, "slug": _of("policy")},
    "public:edition": {"kind": KIND, "slug": _of("policy")},
    "public:reply": {"slug": _of("news")},
    "public:reply_sent": {"slug": _of("news")},
}


def furnish(world: World) -> None:
    for kind in KINDS:
        world.things[f"publication:{kind}"] = _published(world, kind)
    world.things["reply"] = _reply(world, world.cast.amara)


def _reply(world: World, writer: User) -> Reply:
    written = Written(writer.name, writer.email or "", "A reply.")
    return commands.send_reply(world.things["publication:news"], written, language="en", by=writer, now=world.now)


def _published(world: World, kind: str) -> Publication:
    by, now = world.cast.mei, world.now
    made = commands.write_publication(kind, WORDS, language="en", by=by, now=now, slug=f"a-sample-{kind}")
    edition = made.editions.get()
    facts = {"issuer": "Office", "source": "https://example.org/", "issued_on": now.date(), "valid_from": now.date()}
    details = {"sources": "A paper | https://example.org/ | 2026-03-01", "concerns": "nationality in [NG]"}
    edition = commands.change_edition(edition, facts, details=details, by=by, seen=edition.version)
    if kind == "research":
        commands.sign_off(edition, by=world.users["communications"], now=now)
    commands.publish_text(edition.texts.get(), by=by, now=now)
    return made
