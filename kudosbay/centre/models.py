"""The centre itself: who operates it, its words for places, and everything the operator sets, with date and evidence."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kudosbay.kernel.known import Known
from kudosbay.kernel.states import Versioned


class Operator(Versioned):
    """One row: the company that builds and operates the centre."""

    names = models.JSONField(_("Name"), default=dict)
    company = models.JSONField(_("Company"), default=dict)
    zone = models.JSONField(_("Zone"), default=dict)
    address = models.JSONField(_("Address"), default=dict)
    credit_code = models.CharField(_("Credit code"), max_length=18, blank=True)
    filing_numbers = models.JSONField(_("Filing numbers"), default=dict)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Phone"), max_length=20, blank=True)
    first_day = models.DateField(_("First day"))
    is_demonstration = models.BooleanField(default=False)


class Territory(Versioned):
    """A country or region in the operator's own words. The seed follows the official wording."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Country")
        REGION = "region", _("Region")

    code = models.CharField(max_length=2, primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COUNTRY)
    names = models.JSONField(_("Name"), default=dict)
    hidden = models.BooleanField(_("Hidden in lists"), default=False)

    def __str__(self) -> str:
        return self.code


class Parameter(Known):
    """A value that the operator sets for a time: a quota, a promise, a figure from outside; each with its evidence."""

    key = models.CharField(max_length=80, db_index=True)
    value = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    evidence = models.JSONField(default=dict)  # {language: text}
    is_demonstration = models.BooleanField(default=False)


class ExchangeRate(models.Model):
    """How many US dollars one unit was worth from a day on, until the next row."""

    currency = models.CharField(max_length=3)
    valid_from = models.DateField()
    usd = models.DecimalField(max_digits=18, decimal_places=8)
    evidence = models.JSONField(default=dict)  # {language: text}
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["currency", "valid_from"], name="one_rate_a_day")]


class Service(Versioned):
    """A service of the operator's table, with its fee for a time."""

    class Kind(models.TextChoices):
        OURS = "ours", _("Our fee")
        THIRD = "third", _("Third party")
        OFFICIAL = "official", _("Official fee")

    code = models.SlugField(max_length=60)
    names = models.JSONField(_("Name"), default=dict)
    about = models.JSONField(_("What it includes"), default=dict)
    kind = models.CharField(_("Paid to"), max_length=10, choices=Kind, default=Kind.OURS)
    price = models.DecimalField(_("Price"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("Currency"), max_length=3, default="CNY")
    steps = models.JSONField(_("For steps"), default=list)  # rule step ids that call for it; empty: on request only
    valid_from = models.DateField(_("From"))
    valid_to = models.DateField(_("Until"), null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "valid_from"], name="one_fee_a_day")]


class ConsentText(models.Model):
    """The words that a person agrees to, by purpose, language and version. Never changed: a new version is a new row."""

    purpose = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    text = models.TextField()
    required = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purpose", "version", "language"], name="one_consent_text")
        ]
