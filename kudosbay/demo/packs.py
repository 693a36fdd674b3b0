"""Packs of rules of the demonstration: one that decides, one that waits, one that was refused; all through the commands.

What they change stands in law.yaml. A test looks at each of them with every check there is. To do so here would take
longer than all open cases together: the two good ones are known to be sound before they are loaded.
"""

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, Final

import yaml

from kudosbay.cases import commands
from kudosbay.cases.models import Proposal
from kudosbay.demo.days import at, earlier
from kudosbay.demo.files import law
from kudosbay.demo.living import Life
from kudosbay.demo.staff import Staff
from kudosbay.kernel.errors import Refused
from kudosbay.law.commands import load_pack
from kudosbay.law.laying import below, bring_in_force, know_sound, laid
from kudosbay.law.models import LawPack
from kudosbay.law.queries import in_force_on
from kudosbay.rulebook.load import SHIPPED
from kudosbay.rulebook.manifest import MANIFEST

Files = dict[str, str]
DAY: Final = timedelta(days=1)
# Working days before today.
REFUSED, LOADED, APPROVED, DECIDES, LOOKED_AT, WAITS = 9, 8, 6, 5, 2, 1
MINUTES: Final = 6  # from one decision of an adviser to the next
ONE_OF: Final = 3


def law_life(staff: Staff, today: date) -> Life:
    """A manager loads packs, an administrator approves one, advisers decide; what begins later follows it."""
    day = earlier(today, DECIDES)
    yield (moment := at(earlier(today, REFUSED), 85))
    load_pack(zipped(files_of("refused", day, base=None)), by=staff.manager, now=moment)
    yield (moment := at(earlier(today, LOADED), 40))
    pack = _load("in_force", day, staff=staff, now=moment)
    yield (moment := at(earlier(today, APPROVED), 310))
    commands.approve_law(pack, seen=pack.version, by=staff.administrator, now=moment)
    yield at(day, 0)
    bring_in_force(day)
    yield from _decide(staff, at(earlier(today, LOOKED_AT), 60))
    yield (moment := at(earlier(today, WAITS), 200))
    _load("waiting", _next_month(today), staff=staff, now=moment)
    LawPack.objects.update(is_demonstration=True)


def _next_month(today: date) -> date:
    return (today.replace(day=1) + 32 * DAY).replace(day=1)


def _load(name: str, day: date, *, staff: Staff, now: datetime) -> LawPack:
    base = in_force_on(now.date())
    files = files_of(name, day, base=base)
    know_sound(laid(below(base) | files))
    return load_pack(zipped(files), by=staff.manager, now=now)


def files_of(name: str, day: date, *, base: LawPack | None) -> Files:
    """Return what a pack of law.yaml holds if it takes effect on a day, over the pack below it."""
    told = law()[name]
    manifest = {key: told[key] for key in ("pack", "version", "notes")}
    manifest |= {"jurisdiction": SHIPPED.name, "takes_effect": day}
    files: Files = {}
    for change in told["changes"]:
        file = change["file"]
        files[file] = _changed(files.get(file) or _standing(file, base), change, day)
    return files | {MANIFEST: yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False)}


def _standing(file: str, base: LawPack | None) -> str:
    return below(base).get(file) or (SHIPPED / file).read_text(encoding="utf-8")


def _changed(text: str, change: Mapping[str, Any], day: date) -> str:
    if text.count(change["old"]) != 1:
        message = f"{change['file']} does not hold this once, mend law.yaml: {change['old']}"
        raise ValueError(message)
    new = change["new"].replace("{day}", day.isoformat()).replace("{before}", (day - DAY).isoformat())
    return text.replace(change["old"], new)


def zipped(files: Files) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return kept.getvalue()


def _decide(staff: Staff, moment: datetime) -> Life:
    """A third of what is proposed is accepted, the founder's who signs in among it; one is declined; the rest is open."""
    waiting = Proposal.objects.open().select_related("case__adviser", "case__founder").order_by("case_id")
    for place, one in enumerate(waiting):
        moment += timedelta(minutes=MINUTES)
        own = one.case.founder.user_id == staff.founder.pk
        if own or place % ONE_OF == 0:
            yield moment
            _accept(one, moment)
        elif place == ONE_OF - 1:
            yield moment
            because, by = law()["declined"], one.case.adviser
            commands.decline_proposal(one, because=because, seen=one.version, by=by, now=moment)


def _accept(one: Proposal, moment: datetime) -> None:
    with suppress(Refused):  # the case went on meanwhile: it stays open
        commands.accept_proposal(one, seen=one.version, by=one.case.adviser, now=moment)
