from datetime import date, datetime
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.kernel.permissions import PEOPLE_STAFF
from kudosbay.kernel.states import Versioned

MAINLAND: Final = ("", "CN")
NOT_FOREIGN: Final = (*MAINLAND, "HK", "MO", "TW")


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User) -> Self:
        """Staff who work with people see all; anybody else only the person behind the account."""
        if user.role_set & PEOPLE_STAFF:
            return self
        return self.filter(user=user)

    def registered_by(self, day: date, *, known_on: date | None = None) -> Self:
        told = self.filter(known_since__lte=known_on) if known_on else self
        return told.filter(registered_on__lte=day)

    def from_outside_the_mainland(self) -> Self:
        return self.exclude(nationality__in=MAINLAND)

    def foreign_nationals(self) -> Self:
        return self.exclude(nationality__in=NOT_FOREIGN)


class Person(Versioned):
    """A natural person. One full name in the own script; the other forms as LOOK's table of names asks."""

    class Source(models.TextChoices):
        ADVISER = "adviser", _("Adviser")
        PARTNER = "partner", _("Partner")
        EVENT = "event", _("Event")
        PERSON = "person", _("Another person")
        WEBSITE = "website", _("Website")
        COUNTER = "counter", _("Counter")

    reference = models.CharField(max_length=30, unique=True)
    user = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="person")
    full_name = models.CharField(_("Full name, in own script"), max_length=400)
    passport_family = models.CharField(_("Family name, as in passport"), max_length=200, blank=True)
    passport_given = models.CharField(_("Given names, as in passport"), max_length=200, blank=True)
    latin_name = models.CharField(_("Name in Latin letters"), max_length=400, blank=True)
    chinese_name = models.CharField(_("Chinese name"), max_length=60, blank=True)
    call_me = models.CharField(_("What should we call you?"), max_length=120, blank=True)
    sort_key = models.CharField(max_length=200, blank=True, db_index=True)
    pronounce_as = models.CharField(_("Pronounced"), max_length=200, blank=True)
    nationality = models.CharField(_("Country or region"), max_length=2)
    birth_date = models.DateField(_("Date of birth"), null=True, blank=True)
    languages = models.JSONField(_("Languages, best first"), default=list)
    email = models.EmailField(_("E-mail"), max_length=254, blank=True, db_index=True)
    phone = models.CharField(_("Phone"), max_length=20, blank=True, db_index=True)
    adviser = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="looks_after")
    source = models.CharField(_("Source"), max_length=10, choices=Source, default=Source.WEBSITE)
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="brought")
    brought_by_person = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    registered_on = models.DateField(_("In the database since"))
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "id"], name="person_by_name"),
            models.Index(fields=["-registered_on", "-id"], name="person_by_day"),
            models.Index(fields=["nationality", "registered_on"], name="person_country_day"),
            models.Index(fields=["birth_date"], name="person_birth"),
            models.Index(Lower("email"), name="person_email_folded"),
        ]

    def __str__(self) -> str:
        return self.full_name


class Merge(models.Model):
    """Two records of one human became one: what went over, and what has to be known to make two of it again."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    gone_key = models.BigIntegerField(db_index=True)  # under it the trail knows the record that went
    gone_reference = models.CharField(max_length=30, db_index=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    gone = models.JSONField(default=dict)  # the record that went; emptied with the next three when the time is over
    before = models.JSONField(default=dict)  # the record that stayed, as it was
    after = models.JSONField(default=dict)
    set_aside = models.JSONField(default=list)  # rows of which both had one
    moved = models.JSONField(default=dict)  # {table.column: ids}
    loosened = models.JSONField(default=dict)
    labels = models.JSONField(default=list)
    withdrawn = models.JSONField(default=list)  # consents that ended because the other record's had
    added = models.JSONField(default=list)  # previous names

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kept", "-id"], name="merges_of_person")]


class PreviousName(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="previous_names")
    full_name = models.CharField(max_length=400)
    until = models.DateField(null=True)


class Identifier(models.Model):
    """A passport or permit. The number is sealed by the vault; lists show its last three signs."""

    PURPOSE: ClassVar = "people.identifier"

    class Kind(models.TextChoices):
        PASSPORT = "passport", _("Passport")
        RESIDENCE = "residence", _("Residence permit")
        WORK = "work", _("Work permit")
        TRAVEL_PERMIT = "travel_permit", _("Mainland travel permit")
        IDENTITY_CARD = "identity_card", _("Identity card")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=20, choices=Kind)
    issued_by = models.CharField(_("Issuing country or region"), max_length=2)
    sealed_number = models.BinaryField()
    number_hash = models.CharField(max_length=64, db_index=True)  # keyed: finds the same passport, tells nothing
    tail = models.CharField(max_length=3)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)


class Consent(models.Model):
    """Who agreed to what, in which words, when and how. Append-only but for the day of withdrawal."""

    class How(models.TextChoices):
        PORTAL = "portal", _("On the portal")
        COUNTER = "counter", _("At the counter")
        PAPER = "paper", _("On paper")
        IMPORTED = "imported", _("Imported, without proof")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=10, choices=How)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "purpose", "-given_at"], name="consent_latest")]


class GuestProfileQuerySet(models.QuerySet["GuestProfile"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(person__in=Person.objects.visible_to(user))

    def agreed_to(self, moment: datetime) -> Self:
        """Profiles whose person's consent stood at a moment: without it nothing of a profile is shown or counted."""
        given = Consent.objects.filter(purpose=GuestProfile.PURPOSE, given_at__lte=moment)
        standing = given.filter(models.Q(withdrawn_at=None) | models.Q(withdrawn_at__gt=moment))
        return self.filter(person__in=standing.values("person"))


class GuestProfile(Versioned):
    """What a wisdom guest brings, in her or his own words by language, kept with a consent of its own."""

    PURPOSE: ClassVar = "guest_profile"

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="guest_profile")
    ideals = models.JSONField(_("Ideals"), default=dict)
    wisdom = models.JSONField(_("Wisdom and knowledge"), default=dict)
    connections = models.JSONField(_("Connections"), default=dict)
    skills = models.JSONField(_("Skills"), default=dict)
    search_text = models.TextField(blank=True)  # folded: texts in every language and the tags
    entered_on = models.DateField(_("Entered on"), db_index=True)
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = GuestProfileQuerySet.as_manager()


class GuestTag(models.Model):
    """A word under which a guest is found. `key` is the folded word: one tag, however it is typed."""

    class Aspect(models.TextChoices):
        IDEALS = "ideals", _("Ideals")
        WISDOM = "wisdom", _("Wisdom and knowledge")
        CONNECTIONS = "connections", _("Connections")
        SKILLS = "skills", _("Skills")

    profile = models.ForeignKey(GuestProfile, on_delete=models.CASCADE, related_name="tags")
    aspect = models.CharField(max_length=15, choices=Aspect)
    text = models.CharField(max_length=60)
    key = models.CharField(max_length=60, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["profile", "aspect", "key"], name="each_tag_once")]

    def __str__(self) -> str:
        return self.text
