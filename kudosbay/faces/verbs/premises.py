"""The building and its registered addresses."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, Promise] = {
    "address.allotted": gettext_lazy("Address allotted"),
    "address.expired": gettext_lazy("Reservation of an address expired"),
    "address.released": gettext_lazy("Address given back"),
    "address.reserved": gettext_lazy("Address reserved"),
    "addresses.exported": gettext_lazy("Addresses exported"),
    "enterprise.address_changed": gettext_lazy("Registered address changed"),
    "room.added": gettext_lazy("Room added"),
    "room.left": gettext_lazy("Room became free"),
    "room.let": gettext_lazy("Room taken"),
}
