"""Cases that were opened or went on since a pack was approved hear of it too."""

from django.utils import timezone

from kudosbay.cases.commands import propose_again
from kudosbay.kernel.jobs import Hands, sweep
from kudosbay.kernel.trail import MACHINE
from kudosbay.law.models import LawPack

HOUR = 3600


def propose(hands: Hands) -> None:
    """Only the uppermost pack speaks: what it lies over is part of it."""
    approved = LawPack.objects.filter(status=LawPack.Status.APPROVED)
    for pack in approved.exclude(laid_over__status=LawPack.Status.APPROVED).order_by("pk"):
        if hands.stopping():
            return
        propose_again(pack, by=MACHINE, now=timezone.now())


sweep("cases.proposals", HOUR, propose)
