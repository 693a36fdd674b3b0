"""The pack for a visit: asked for with its content, made in the background, kept with its checksums."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.documents.checks import Checked
from kudosbay.documents.commands import keep_file
from kudosbay.gatherings import policy
from kudosbay.gatherings.made import Content, Made
from kudosbay.gatherings.models import Gathering, PackFile, VisitPack
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.ids import secret_token


@transaction.atomic
def ask_pack(gathering: Gathering, content: Content, *, focus: str, by: User, now: datetime) -> VisitPack:
    """Keep what the pack will say; its files follow at once, in the background. The figures are frozen by now."""
    policy.must_be_staff(by)
    if not gathering.figures:
        raise Refused(_("Keep the figures of the day first: the pack shows these and no others."))
    if not content["languages"]:
        raise Refused(_("Choose at least one language."), field="languages")
    pack = VisitPack.objects.create(
        gathering=gathering,
        key=secret_token(),
        focus=focus,
        languages=list(content["languages"]),
        content=dict(content),
        mark=content["mark"],
        asked_at=now,
        asked_by=by,
    )
    trail.record(by, "visit_pack.asked", on=[gathering, pack], facts={"focus": focus, "mark": content["mark"][:12]})
    return pack


@transaction.atomic
def keep_pack(pack: VisitPack, made: Mapping[str, Made], *, by: trail.Actor, now: datetime) -> VisitPack:
    """Keep the files that were made of a pack. Harmless to repeat: what is kept is not kept again."""
    pack = VisitPack.objects.select_for_update(of=("self",)).select_related("gathering", "asked_by").get(pk=pack.pk)
    if pack.status != VisitPack.Status.ASKED:
        return pack
    for form, one in made.items():
        checked = Checked(one.content, f"{pack.gathering.reference}-{one.name}", one.kind, 1, {})
        PackFile.objects.create(pack=pack, form=form, file=keep_file(checked, by=pack.asked_by, now=now))
    pack.move_to(VisitPack.Status.READY)
    pack.made_at = now
    pack.save(update_fields=["made_at"])
    trail.record(by, "visit_pack.made", on=[pack.gathering, pack])
    return pack


@transaction.atomic
def give_up_pack(pack: VisitPack, *, because: str, by: trail.Actor) -> VisitPack:
    """Note that a pack could not be made, and why: somebody mends the words and asks anew."""
    pack = VisitPack.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=pack.pk)
    pack.move_to(VisitPack.Status.FAILED)
    pack.problem = because[:500]
    pack.save(update_fields=["problem"])
    trail.record(by, "visit_pack.failed", on=[pack.gathering, pack])
    return pack
