"""Concentrated taxation: who may file for a firm, and each return from its figures to its receipt."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.documents.models import StoredFile
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.permissions import STAFF, Role
from kudosbay.kernel.states import Moving, Versioned

ALL_FIRMS: Final = frozenset({Role.TAX_PARTNER, Role.MANAGER, Role.ADMINISTRATOR})
Row = TypeVar("Row", bound=models.Model, covariant=True)  # noqa: PLC0105 - as django-stubs names it


def firms_of(user: User) -> models.QuerySet[Enterprise]:
    """Return whose duties a person may see: an adviser those of her firms, a founder of her or his own."""
    if user.role_set & ALL_FIRMS:
        return Enterprise.objects.all()
    if Role.ADVISER in user.role_set:
        return Enterprise.objects.filter(adviser=user)
    return Enterprise.objects.none() if user.role_set & STAFF else Enterprise.objects.visible_to(user)


class OfFirms(models.QuerySet[Row]):
    def visible_to(self, user: User) -> Self:
        return self if user.role_set & ALL_FIRMS else self.filter(enterprise__in=firms_of(user))


class EngagementQuerySet(OfFirms["Engagement"]):
    def live_on(self, day: date) -> Self:
        return self.filter(Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day)))


class Engagement(Versioned):
    """A firm gave a tax partner the work of some of its duties. `ends_on` is the last day."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="engagements")
    partner = models.CharField(_("Tax partner"), max_length=200)
    number = models.CharField(_("Agreement number"), max_length=60)  # as registered with the tax office
    duties = models.JSONField(_("Duties"), default=list)  # ids of the rules
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Last day"), null=True, blank=True)
    ended_because = models.CharField(_("Ended because"), max_length=300, blank=True)
    evidence = models.CharField(_("Signed paper"), max_length=300)
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["enterprise", "starts_on"], name="engagement_of_firm")]


class MandateQuerySet(OfFirms["Mandate"]):
    def live_on(self, day: date) -> Self:
        held = self.filter(valid_from__lte=day, valid_to__gte=day)
        return held.filter(Q(revoked_on=None) | Q(revoked_on__gt=day))


class Mandate(Versioned):
    """A power of attorney: what the holder may do in the firm's name, and until when."""

    class Power(models.TextChoices):
        FILE = "file", _("File returns")
        CONFIRM = "confirm", _("Confirm returns without asking each time")
        PAY = "pay", _("Pay")
        LETTERS = "letters", _("Collect letters")
        REFUNDS = "refunds", _("Apply for refunds")
        REPRESENT = "represent", _("Represent in an audit")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="mandates")
    grantor = models.CharField(_("Granted by"), max_length=200)
    holder = models.CharField(_("Holder"), max_length=200)
    powers = models.JSONField(_("Powers"), default=list)
    valid_from = models.DateField(_("From"))
    valid_to = models.DateField(_("Last day"))
    evidence = models.CharField(_("Signed and sealed paper"), max_length=300)
    revoked_on = models.DateField(_("Revoked on"), null=True, blank=True)  # first day on which it no longer holds
    revoked_because = models.CharField(_("Revoked because"), max_length=300, blank=True)
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["enterprise", "valid_to"], name="mandate_of_firm")]


class RealNameQuerySet(OfFirms["RealName"]):
    def live_on(self, day: date) -> Self:
        held = self.filter(checked_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))
        return held.filter(Q(passport_until=None) | Q(passport_until__gte=day))


class RealName(Versioned):
    """Who acts for the firm at the electronic tax office, as identified there by name and passport."""

    class Role(models.TextChoices):
        LEGAL_REPRESENTATIVE = "legal_representative", _("Legal representative")
        FINANCE_HEAD = "finance_head", _("Head of finance")
        TAX_HANDLER = "tax_handler", _("Tax handler")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="real_names")
    role = models.CharField(_("Role"), max_length=24, choices=Role)
    name = models.CharField(_("Name"), max_length=200)
    checked_on = models.DateField(_("Identity checked on"))
    passport_until = models.DateField(_("Passport expires on"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = RealNameQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["enterprise", "role"], name="real_name_of_firm")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "role"], condition=Q(ended_on=None), name="one_real_name_of_a_role"
            )
        ]


class TaxProfile(models.Model):
    """What the duties ask of a firm and the licence does not say, from a day on; null and empty: nobody said."""

    class Vat(models.TextChoices):
        SMALL_SCALE = "small_scale", _("Small-scale taxpayer")
        GENERAL = "general", _("General taxpayer")

    class Every(models.TextChoices):
        QUARTER = "quarter", _("Quarter")
        MONTH = "month", _("Month")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="tax_profiles")
    vat = models.CharField(_("VAT"), max_length=12, choices=Vat, blank=True)
    vat_period = models.CharField(_("VAT is filed every"), max_length=8, choices=Every, blank=True)
    employees = models.PositiveIntegerField(_("Employees"), null=True, blank=True)
    foreign_employees = models.PositiveIntegerField(_("Foreign employees"), null=True, blank=True)
    customs_registered = models.BooleanField(_("Registered with customs"), null=True, blank=True)
    evidence = models.CharField(_("Evidence"), max_length=300)
    valid_from = models.DateField(_("From"))
    known_since = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["enterprise", "-valid_from", "-id"], name="tax_profile_latest")]


class BatchQuerySet(models.QuerySet["FilingBatch"]):
    def visible_to(self, user: User) -> Self:
        if user.role_set & ALL_FIRMS:
            return self
        if Role.ADVISER in user.role_set:
            return self.filter(Q(pk__in=FilingJob.objects.visible_to(user).values("batch")))
        return self.none()


class FilingBatch(Moving, Versioned):
    """One duty of one period, filed for many firms."""

    class Status(models.TextChoices):
        OPEN = "open", _("In work")  # the partner's turn
        CLOSED = "closed", _("Closed")  # nobody's turn

    MOVES: ClassVar[dict[Any, set[Any]]] = {Status.OPEN: {Status.CLOSED}, Status.CLOSED: {Status.OPEN}}

    reference = models.CharField(max_length=30, unique=True)
    duty = models.CharField(_("Duty"), max_length=20)  # id of the rule
    period = models.CharField(_("Period"), max_length=10)  # as the rules write it: 2019-01, 2018-Q4, 2018
    period_first = models.DateField()
    period_last = models.DateField()
    opens_on = models.DateField(_("Filing opens on"), null=True, blank=True)
    due_on = models.DateField(_("Last day"), null=True, blank=True)  # null: no published day was found
    basis = models.CharField(max_length=12, blank=True)  # how the day was found: see rulebook.duedates
    is_provisional = models.BooleanField(default=False)
    status = models.CharField(_("State"), max_length=8, choices=Status, default=Status.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    stair = models.PositiveSmallIntegerField(default=0)  # how often it was said that the day comes near
    is_demonstration = models.BooleanField(default=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-period_last", "-id"], name="batch_latest")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["duty", "period"], name="one_batch_of_a_duty_and_period")
        ]

    def __str__(self) -> str:
        return self.reference


class JobQuerySet(OfFirms["FilingJob"]):
    def unfinished(self) -> Self:
        """Return what keeps a batch from closing."""
        settled = Q(status__in=FilingJob.ENDS) | Q(status=FilingJob.Status.BLOCKED, reason_accepted_by__isnull=False)
        return self.exclude(settled)

    def late(self, day: date) -> Self:
        return self.filter(status__in=FilingJob.BEFORE_FILING, batch__due_on__lt=day)

    def filed_by(self, day: date, *, known_on: date | None = None) -> Self:
        """Return those with a receipt of the day or earlier."""
        told = self.filter(receipt_known_since__lte=known_on) if known_on else self
        return told.filter(receipt_on__lte=day)


class FilingJob(Moving, Versioned):
    """The return of one firm in a batch."""

    class Status(models.TextChoices):
        OPEN = "open", _("To prepare")  # the partner's turn
        PREPARED = "prepared", _("To review")  # a second person's turn
        REVIEWED = "reviewed", _("To confirm")  # the firm's turn
        CONFIRMED = "confirmed", _("To submit")  # the partner's turn
        SUBMITTED = "submitted", _("With the tax office")  # the authority's turn
        REJECTED = "rejected", _("Rejected")  # the partner's turn
        ACCEPTED = "accepted", _("To pay")  # the firm's turn
        PAID = "paid", _("Paid")  # the partner's turn: archive
        NIL = "nil", _("Nothing to pay")  # the partner's turn: archive
        CLOSED = "closed", _("Archived")  # nobody's turn
        BLOCKED = "blocked", _("Blocked")  # the firm's turn, with the reason
        NOT_APPLICABLE = "not_applicable", _("Not theirs")  # nobody's turn, with the reason

    BEFORE_FILING: ClassVar = (
        Status.OPEN, Status.PREPARED, Status.REVIEWED, Status.CONFIRMED, Status.REJECTED, Status.BLOCKED,
    )  # fmt: skip
    ENDS: ClassVar = (Status.CLOSED, Status.NOT_APPLICABLE)
    _ASIDE: ClassVar = {Status.BLOCKED, Status.NOT_APPLICABLE}
    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.OPEN: {Status.PREPARED, *_ASIDE},
        Status.PREPARED: {Status.REVIEWED, Status.OPEN, *_ASIDE},
        Status.REVIEWED: {Status.CONFIRMED, Status.OPEN, *_ASIDE},
        Status.CONFIRMED: {Status.SUBMITTED, Status.OPEN, *_ASIDE},
        Status.SUBMITTED: {Status.ACCEPTED, Status.NIL, Status.REJECTED},
        Status.REJECTED: {Status.PREPARED, *_ASIDE},
        Status.ACCEPTED: {Status.PAID},
        Status.PAID: {Status.CLOSED},
        Status.NIL: {Status.CLOSED},
        Status.BLOCKED: {Status.OPEN, Status.NOT_APPLICABLE},
    }
    TURNS: ClassVar[Mapping[str, str]] = {
        Status.OPEN: "partner",
        Status.PREPARED: "reviewer",
        Status.REVIEWED: "firm",
        Status.CONFIRMED: "partner",
        Status.SUBMITTED: "authority",
        Status.REJECTED: "partner",
        Status.ACCEPTED: "firm",
        Status.PAID: "partner",
        Status.NIL: "partner",
        Status.BLOCKED: "firm",
    }

    class Channel(models.TextChoices):
        PORTAL = "portal", _("On the portal")
        PAPER = "paper", _("On paper")
        STANDING = "standing", _("By standing authority")

    batch = models.ForeignKey(FilingBatch, on_delete=models.PROTECT, related_name="jobs")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="filings")
    status = models.CharField(_("State"), max_length=16, choices=Status, default=Status.OPEN)
    base = models.DecimalField(_("Taxable amount"), max_digits=16, decimal_places=2, null=True, blank=True)
    tax = models.DecimalField(_("Tax to pay"), max_digits=16, decimal_places=2, null=True, blank=True)
    figures = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    figures_from = models.CharField(_("Figures from"), max_length=300, blank=True)
    figures_hash = models.CharField(max_length=64, blank=True)  # of the sums, where they come from and the file
    prepared_at = models.DateTimeField(null=True)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_name = models.CharField(_("Confirmed by"), max_length=200, blank=True)
    confirmed_hash = models.CharField(max_length=64, blank=True)
    channel = models.CharField(_("Confirmed"), max_length=8, choices=Channel, blank=True)
    submitted_on = models.DateField(_("Submitted on"), null=True, blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    receipt = models.CharField(_("Receipt number"), max_length=60, blank=True)
    receipt_on = models.DateField(_("Receipt of"), null=True, blank=True)
    receipt_known_since = models.DateField(null=True, blank=True)
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)
    payment = models.CharField(_("Payment voucher"), max_length=120, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)  # of what stands aside, or of the rejection
    reason_accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["batch", "status"], name="job_of_batch"),
            models.Index(fields=["receipt_on"], name="job_filed"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "enterprise"], name="one_return_of_a_firm"),
            models.CheckConstraint(
                condition=Q(prepared_by=None) | Q(reviewed_by=None) | ~Q(prepared_by=F("reviewed_by")), name="four_eyes"
            ),
        ]

    @property
    def turn(self) -> str:
        return self.TURNS.get(self.status, "nobody")


class DutyFeed(models.Model):
    """An address under which a calendar finds the duties of one firm, in one language; each reader has an own one."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="duty_feeds")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="duty_feeds")
    language = models.CharField(max_length=12)
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enterprise", "user", "language"], name="one_duty_feed_per_reader")
        ]
