"""Legal persons. Facts about them are dated rows: valid from and to in the world, and known to us since a day."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.kernel.permissions import PEOPLE_STAFF, Role
from kudosbay.kernel.states import Versioned
from kudosbay.people.models import Person

ENTERPRISE_STAFF = PEOPLE_STAFF | {Role.TAX_PARTNER, Role.BUILDING}


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    def visible_to(self, user: User) -> Self:
        """Staff see all; a founder those in which she or he invests or holds an office today or earlier."""
        if user.role_set & ENTERPRISE_STAFF:
            return self
        mine = models.Q(investors__person__user=user) | models.Q(officers__person__user=user)
        return self.filter(mine).distinct()

    def known(self, known_on: date | None) -> Self:
        return self.filter(known_since__lte=known_on) if known_on else self

    def licensed_by(self, day: date) -> Self:
        return self.filter(licensed_on__lte=day)

    def active_on(self, day: date) -> Self:
        return self.licensed_by(day).filter(models.Q(left_on=None) | models.Q(left_on__gt=day))


class Enterprise(Versioned):
    class Origin(models.TextChoices):
        CONVERTED = "converted", _("Converted")  # a foreign natural person became a business entity
        ATTRACTED = "attracted", _("Attracted")  # a foreign-owned firm moved in from elsewhere

    reference = models.CharField(max_length=30, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=300, blank=True)
    credit_code = models.CharField(_("Unified social credit code"), max_length=18, unique=True)
    form = models.CharField(_("Form"), max_length=40, default="wfoe_llc")
    origin = models.CharField(_("Origin"), max_length=10, choices=Origin)
    licensed_on = models.DateField(_("Licensed on"), db_index=True)
    left_on = models.DateField(_("Left on"), null=True, blank=True)
    left_because = models.CharField(_("Left because"), max_length=200, blank=True)
    address = models.CharField(_("Registered address"), max_length=300, blank=True)
    scope = models.TextField(_("Business scope"), blank=True)
    activities = models.JSONField(default=list)
    adviser = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="advises")
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-licensed_on", "-id"], name="enterprise_newest")]

    def __str__(self) -> str:
        return self.name_zh


class Investor(models.Model):
    class Kind(models.TextChoices):
        NATURAL = "natural", _("Natural person")
        ENTITY = "entity", _("Company or organisation")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="investors")
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invests_in")
    name = models.CharField(_("Name"), max_length=400)
    country = models.CharField(_("Country or region"), max_length=2, db_index=True)
    share = models.DecimalField(_("Share, per cent"), max_digits=7, decimal_places=4)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    known_since = models.DateField()


class Capital(models.Model):
    """Registered capital from a day on."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="capitals")
    amount = models.DecimalField(_("Registered capital"), max_digits=18, decimal_places=2)
    currency = models.CharField(_("Currency"), max_length=3)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    known_since = models.DateField()


class Officer(models.Model):
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="officers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    role = models.CharField(_("Office"), max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)


class Registration(models.Model):
    """Something the firm got after its licence: seals, tax, bank account, customs code, permits; with date and number."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="registrations")
    step = models.CharField(max_length=60)  # rule step id
    done_on = models.DateField()
    number = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
