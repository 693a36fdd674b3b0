"""Gatherings and their bookings, found through what the person may see; anything else is not there."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kudosbay.faces.requests import user_of
from kudosbay.gatherings.models import Booking, Gathering

VISITS = ("visit", "seminar")


def gathering_of(request: HttpRequest, reference: str) -> Gathering:
    found = Gathering.objects.visible_to(user_of(request)).select_related("series", "owner", "part_of")
    return get_object_or_404(found, reference=reference)


def visit_of(request: HttpRequest, reference: str) -> Gathering:
    """Return an official visit or a seminar: what has a pack and a link for the visitor."""
    found = Gathering.objects.visible_to(user_of(request)).filter(kind__in=VISITS)
    return get_object_or_404(found, reference=reference)


def booking_of(request: HttpRequest, reference: str, number: int) -> Booking:
    rows = Booking.objects.visible_to(user_of(request)).select_related("gathering", "person")
    return get_object_or_404(rows, gathering__reference=reference, pk=number)
