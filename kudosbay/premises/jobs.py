"""Addresses that nobody took up, and those of firms that left, go back into the pool. Safe to run twice."""

from django.utils import timezone

from kudosbay.kernel import trail
from kudosbay.kernel.jobs import Hands, periodic
from kudosbay.premises.commands import expire_reservations, release_of_those_who_left


def free_addresses(_hands: Hands) -> int:
    now = timezone.now()
    return expire_reservations(by=trail.MACHINE, now=now) + release_of_those_who_left(by=trail.MACHINE, now=now)


periodic("premises.free_addresses", 3600, free_addresses)
