"""What the kernel itself does from time to time."""

from django.utils import timezone

from kudosbay.kernel import outbox, trail
from kudosbay.kernel.jobs import Hands, periodic, sweep


def seal_trail(hands: Hands) -> None:
    while trail.seal(now=timezone.now()) and not hands.stopping():
        pass


def seal_late_entries(hands: Hands) -> None:
    while trail.seal_late(now=timezone.now()) and not hands.stopping():
        pass


def do_effects(hands: Hands) -> None:
    while not hands.stopping() and outbox.do_next(now=timezone.now()):
        pass


periodic("kernel.seal_trail", 60, seal_trail)
periodic("kernel.seal_late_entries", 3600, seal_late_entries)
sweep("kernel.effects", 1, do_effects)
