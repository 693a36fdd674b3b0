"""Samples of packs of rules. They belong to nobody in particular: whoever looks after cases sees all."""

from typing import Any

from kudosbay.cases.models import Proposal
from kudosbay.law.models import LawPack
from tests.house.samples.shapes import Sample, World

CHANGE: dict[str, Any] = {
    "part": "papers",
    "id": "passport.founder",
    "names": {"en": "Passport", "zh": "护照"},
    "before": {"route": "legalise", "possible": [], "translate": True, "sign": None},
    "after": {"route": "apostille", "possible": [], "translate": True, "sign": None},
    "why_before": {},
    "why_after": {},
}

ARGUMENTS: dict[str, Sample] = {
    "pack": Sample(lambda _world, _user: LawPack.objects.get().reference, None, "LP-2020-99999-A"),
    "proposal": Sample(lambda _world, _user: Proposal.objects.get().pk, None, 999_999),
}
VIEWS: dict[str, dict[str, Sample]] = {}


def furnish(world: World) -> None:
    pack = LawPack.objects.create(
        reference="LP-2026-00001-A",
        name="a-pack",
        release="1",
        takes_effect_on=world.now.date(),
        notes={"en": "Why", "zh": "原因"},
        status=LawPack.Status.WITHDRAWN,
        loaded_by=world.cast.mei,
        loaded_at=world.now,
    )
    Proposal.objects.create(
        case=world.things["case"], pack=pack, changes=[CHANGE], law_as_of=world.now.date(), made_at=world.now
    )
