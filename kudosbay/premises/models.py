"""The house: floors, rooms and who sits in them; registered addresses, never more than the quota allows."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.enterprises.models import ENTERPRISE_STAFF, Enterprise
from kudosbay.kernel.states import Moving, Versioned
from kudosbay.people.models import Person


def holds_on(day: date) -> Q:
    """Rows of a dated table in force on the day; `valid_to` is the first day on which they are no longer so."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, user: User) -> Self:
        return self if user.role_set & ENTERPRISE_STAFF else self.none()

    def there_on(self, day: date) -> Self:
        return self.filter(holds_on(day))


class Room(models.Model):
    class Use(models.TextChoices):
        OFFICE = "office", _("Office")
        MEETING = "meeting", _("Meeting room")
        HALL = "hall", _("Service hall")
        TRAINING = "training", _("Training room")
        SHARED = "shared", _("Shared desks")
        SERVICE = "service", _("Archive and technics")

    floor = models.PositiveSmallIntegerField(_("Floor"))
    number = models.CharField(_("Room"), max_length=12)
    use = models.CharField(_("Use"), max_length=10, choices=Use, default=Use.OFFICE)
    area = models.DecimalField(_("Area, m²"), max_digits=7, decimal_places=1)
    valid_from = models.DateField(_("From"))
    valid_to = models.DateField(_("Until"), null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], condition=Q(valid_to=None), name="one_room_of_a_number"),
            models.CheckConstraint(condition=Q(floor__gte=1, floor__lte=9), name="room_on_nine_floors"),
            models.CheckConstraint(condition=Q(area__gt=0), name="room_has_an_area"),
        ]

    def __str__(self) -> str:
        return self.number


class OccupancyQuerySet(models.QuerySet["Occupancy"]):
    def on(self, day: date, *, known_on: date | None = None) -> Self:
        told = self.filter(known_since__lte=known_on) if known_on else self
        return told.filter(holds_on(day))


class Occupancy(models.Model):
    """Who sits in a room from a day on: an enterprise, the centre itself, or everybody."""

    class Holder(models.TextChoices):
        ENTERPRISE = "enterprise", _("Enterprise")
        CENTRE = "centre", _("The centre")
        PUBLIC = "public", _("Open to the public")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="occupancies")
    holder = models.CharField(_("Occupant"), max_length=10, choices=Holder)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="rooms")
    valid_from = models.DateField(_("From"))
    valid_to = models.DateField(_("Until"), null=True, blank=True)
    agreed_until = models.DateField(_("Agreed until"), null=True, blank=True)  # the end that the lease names
    evidence = models.CharField(_("Evidence"), max_length=300)
    known_since = models.DateField()

    objects = OccupancyQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["room", "-valid_from"], name="occupancy_latest")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room"], condition=Q(valid_to=None), name="one_occupant_of_a_room"),
            models.CheckConstraint(
                condition=Q(holder="enterprise", enterprise__isnull=False)
                | (~Q(holder="enterprise") & Q(enterprise__isnull=True)),
                name="occupant_is_named",
            ),
        ]


class Pool(models.Model):
    """One row: how many registered addresses are taken. Every reservation passes through its guarded update."""

    taken = models.PositiveIntegerField(default=0)
    ceiling = models.PositiveIntegerField(default=0)  # the quota at the latest reservation, so that the database checks

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(taken__lte=F("ceiling")), name="never_over_the_quota")
        ]


class AddressQuerySet(models.QuerySet["RegisteredAddress"]):
    def visible_to(self, user: User) -> Self:
        """Staff see all; a founder the addresses of her or his enterprises and cases."""
        if user.role_set & ENTERPRISE_STAFF:
            return self
        own = Q(enterprise__in=Enterprise.objects.visible_to(user)) | Q(person__user=user)
        return self.filter(own)

    def standing(self) -> Self:
        return self.filter(status__in=RegisteredAddress.STANDING)

    def allotted_on_day(self, day: date, *, known_on: date | None = None) -> Self:
        told = self.filter(known_since__lte=known_on) if known_on else self
        return told.filter(allotted_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def taken_on_day(self, day: date, *, known_on: date | None = None) -> Self:
        """Allotted or reserved on the day."""
        told = self.filter(known_since__lte=known_on) if known_on else self
        return told.filter(reserved_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))


class RegisteredAddress(Moving, Versioned):
    """An address at which a firm may be registered: reserved for a time, then allotted to an enterprise, then given back."""

    class Status(models.TextChoices):
        RESERVED = "reserved", _("Reserved")  # the adviser's turn: allot it, or it expires
        ALLOTTED = "allotted", _("Allotted")  # nobody's turn
        EXPIRED = "expired", _("Expired")
        RELEASED = "released", _("Given back")

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.RESERVED: {Status.ALLOTTED, Status.EXPIRED, Status.RELEASED},
        Status.ALLOTTED: {Status.RELEASED},
    }
    STANDING: ClassVar = (Status.RESERVED, Status.ALLOTTED)

    reference = models.CharField(max_length=30, unique=True)
    text = models.CharField(_("Address"), max_length=300)
    status = models.CharField(_("State"), max_length=10, choices=Status, default=Status.RESERVED)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="registered_addresses"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="addresses")
    case_reference = models.CharField(_("Case"), max_length=30, blank=True, db_index=True)
    reserved_on = models.DateField(_("Reserved on"))
    expires_on = models.DateField(_("Reservation expires after"))  # the last day on which it holds
    allotted_on = models.DateField(_("Allotted on"), null=True, blank=True)
    agreed_until = models.DateField(_("Agreed until"), null=True, blank=True)  # the last day that the agreement names
    ended_on = models.DateField(_("Given back on"), null=True, blank=True)  # first day on which it is free again
    ended_because = models.CharField(_("Given back because"), max_length=300, blank=True)
    evidence = models.CharField(_("Evidence"), max_length=300, blank=True)
    reserved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = AddressQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "expires_on"], name="address_due"),
            models.Index(fields=["reserved_on", "ended_on"], name="address_taken"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise"], condition=Q(status__in=["reserved", "allotted"]), name="one_address_of_a_firm"
            ),
            models.UniqueConstraint(
                fields=["text"], condition=Q(status__in=["reserved", "allotted"]), name="one_firm_at_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.text
