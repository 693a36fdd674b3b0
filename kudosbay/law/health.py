"""Which rules decide, and what stands in the way of those that should."""

from dataclasses import dataclass
from datetime import date

from kudosbay.law.laying import bring_in_force, shipped_digest
from kudosbay.law.models import LawPack
from kudosbay.law.queries import in_force_on
from kudosbay.rulebook.load import load_rules


@dataclass(frozen=True, slots=True)
class Health:
    """`unread`: the pack that should decide but cannot be read; `refused`: the latest load, if it had faults;
    `outgrown`: files of the pack in force whose originals came anew with the program.
    """

    pack: str
    unread: LawPack | None
    refused: LawPack | None
    outgrown: tuple[str, ...]

    @property
    def well(self) -> bool:
        return not (self.unread or self.refused or self.outgrown)

    @property
    def words(self) -> str:
        parts = [f"{self.pack} decides"]
        if self.unread:
            parts.append(f"{self.unread} cannot be read, the last good pack is kept")
        if self.refused:
            parts.append(f"{self.refused.reference} was refused with {len(self.refused.faults)} faults")
        if self.outgrown:
            parts.append(f"files that changed below the pack: {', '.join(self.outgrown)}")
        return "; ".join(parts)


def health(*, today: date) -> Health:
    wanted, used = in_force_on(today), bring_in_force(today)
    latest = LawPack.objects.defer("files").order_by("-loaded_at", "-pk").first()
    refused = latest if latest and latest.status == LawPack.Status.REFUSED else None
    replaced = wanted.replaces if wanted else {}
    outgrown = tuple(name for name, digest in replaced.items() if digest and shipped_digest(name) != digest)
    unread = wanted if wanted and (used is None or used.pk != wanted.pk) else None
    return Health(load_rules().pack, unread, refused, tuple(name for name in outgrown if name != "pack.yaml"))
