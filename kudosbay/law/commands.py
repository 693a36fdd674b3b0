"""Packs of rules: loaded by one, approved by another, withdrawn for a reason."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.numbers import next_reference
from kudosbay.kernel.permissions import Role
from kudosbay.law.laying import below, forget_laying, is_known_sound, know_sound, laid, shipped_digest
from kudosbay.law.models import LawPack
from kudosbay.law.queries import in_force_on
from kudosbay.rulebook.archive import ArchiveError, Files, read_archive
from kudosbay.rulebook.faults import Fault, find_faults
from kudosbay.rulebook.load import SHIPPED
from kudosbay.rulebook.manifest import MANIFEST, Manifest
from kudosbay.rulebook.yaml12 import read_yaml

MAY_LAY: Final = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
Status = LawPack.Status


@transaction.atomic
def load_pack(content: bytes, *, by: User, now: datetime) -> LawPack:
    """Look at an uploaded pack. A faulty one is kept with its faults and changes nothing; a sound one awaits approval."""
    _must_lay(by)
    base = in_force_on(localdate(now))
    try:
        files = read_archive(content)
    except ArchiveError as error:
        return _keep(by=by, now=now, base=base, files={}, faults=error.faults)
    return _keep(by=by, now=now, base=base, files=files, faults=_faults_of(files, base, today=localdate(now)))


def _must_lay(by: User) -> None:
    if not by.role_set & MAY_LAY:
        raise NotAllowed(_("Only a manager or an administrator changes the rules."))


def _faults_of(files: Files, base: LawPack | None, *, today: date) -> list[Fault]:
    if MANIFEST not in files:
        return [
            Fault(MANIFEST, None, "", "the pack has no manifest", "pack, version, jurisdiction, takes_effect, notes")
        ]
    folder = laid(below(base) | files)
    faults = [] if is_known_sound(folder) else find_faults(folder, SHIPPED, sorted(files))
    if faults:
        forget_laying(folder)
        return faults
    know_sound(folder)
    return _faults_of_manifest(files, today)


def _faults_of_manifest(files: Files, today: date) -> list[Fault]:
    told = Manifest.model_validate(read_yaml(files[MANIFEST]))
    faults = []
    if told.takes_effect is None:
        faults.append(Fault(MANIFEST, None, "takes_effect", "a pack says from which day it decides", today.isoformat()))
    if len(files) == 1:
        faults.append(Fault(MANIFEST, None, "", "the pack holds no rules"))
    if LawPack.objects.filter(name=told.pack, release=told.version, status=Status.APPROVED).exists():
        faults.append(Fault(MANIFEST, None, "version", f"{told.pack} {told.version} was approved already"))
    return faults


def _keep(*, by: User, now: datetime, base: LawPack | None, files: Files, faults: Sequence[Fault]) -> LawPack:
    told = {} if faults else _told(files)
    pack = LawPack.objects.create(
        reference=next_reference("LP", now.year),
        status=Status.REFUSED if faults else Status.LOADED,
        base=base,
        files={} if faults else files,
        replaces={} if faults else {name: shipped_digest(name) for name in files},
        faults=[fault.as_json() for fault in faults],
        loaded_by=by,
        loaded_at=now,
        **told,
    )
    verb = "law.refused" if faults else "law.loaded"
    trail.record(by, verb, on=[pack], facts={"pack": str(pack), "faults": len(faults)})
    return pack


def _told(files: Files) -> dict[str, Any]:
    told = Manifest.model_validate(read_yaml(files[MANIFEST]))
    return {
        "name": told.pack,
        "release": told.version,
        "takes_effect_on": told.takes_effect,
        "notes": told.notes.model_dump(exclude_none=True),
    }


@transaction.atomic
def approve_pack(pack: LawPack, *, seen: int, by: User, now: datetime) -> LawPack:
    """Let a pack decide from its day on. Never by whoever loaded it."""
    _must_lay(by)
    pack = LawPack.objects.select_for_update().get(pk=pack.pk)
    if pack.loaded_by_id == by.pk:
        raise Refused(_("Somebody else than who loaded the pack must approve it."))
    if pack.base_id != _base_now(localdate(now)):
        raise Refused(
            _("Another pack came into force since this one was looked at. Load it again to see what it changes.")
        )
    pack.change(seen, approved_by=by, approved_at=now)
    pack.move_to(Status.APPROVED)
    trail.record(by, "law.approved", on=[pack], facts={"pack": str(pack), "from": str(pack.takes_effect_on)})
    return pack


def _base_now(today: date) -> int | None:
    base = in_force_on(today)
    return base.pk if base else None


@transaction.atomic
def withdraw_pack(pack: LawPack, *, because: str, seen: int, by: User, now: datetime) -> LawPack:
    """Take a pack away; the rules before it decide again. What was decided by it keeps its name."""
    _must_lay(by)
    pack = LawPack.objects.select_for_update().get(pk=pack.pk)
    if not because.strip():
        raise Refused(_("Say why the pack is withdrawn."), field="because")
    pack.change(seen, withdrawn_at=now, because=because.strip())
    pack.move_to(Status.WITHDRAWN)
    trail.record(by, "law.withdrawn", on=[pack], facts={"pack": str(pack)})
    return pack
