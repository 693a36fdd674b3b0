"""Legal persons. Facts about them are dated rows: valid from and to in the world, and known to us since a day."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.kernel.known import Known
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
    moved_from = models.CharField(_("Moved in from"), max_length=200, blank=True)  # of attracted firms
    founded_on = models.DateField(_("Exists since"), null=True, blank=True)  # before it moved in
    moved_evidence = models.CharField(_("Evidence of the move"), max_length=300, blank=True)
    is_demonstration = models.BooleanField(default=False)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-licensed_on", "-id"], name="enterprise_newest")]

    def __str__(self) -> str:
        return self.name_zh


class Investor(Known, Versioned):
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


class Capital(Known):
    """Registered capital from a day on."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="capitals")
    amount = models.DecimalField(_("Registered capital"), max_digits=18, decimal_places=2)
    currency = models.CharField(_("Currency"), max_length=3)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)


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


class StageQuerySet(models.QuerySet["Stage"]):
    def reached_by(self, day: date, *, known_on: date | None = None) -> Self:
        told = self.filter(known_since__lte=known_on) if known_on else self
        return told.filter(since__lte=day)


class Stage(models.Model):
    """Where a firm stands in its growth from a day on, with what shows it."""

    class Name(models.TextChoices):
        NATURAL_PERSON = "natural_person", _("Natural person")
        ENTERPRISE = "enterprise", _("Enterprise")
        GROWING = "growing", _("Growing")
        SUCCESSFUL = "successful", _("Successful")
        ALUMNI = "alumni", _("Alumni")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(_("Stage"), max_length=20, choices=Name)
    since = models.DateField(_("From"))
    evidence = models.CharField(_("Evidence"), max_length=500)
    known_since = models.DateField()

    objects = StageQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["enterprise", "-since", "-id"], name="stage_latest")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["enterprise", "stage"], name="each_stage_once")]

    def leads_to(self, stage: str) -> bool:
        return self.Name.values.index(stage) > self.Name.values.index(self.stage)


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, user: User) -> Self:
        """Staff see all; a founder those of her or his enterprises."""
        if user.role_set & ENTERPRISE_STAFF:
            return self
        return self.filter(enterprise__in=Enterprise.objects.visible_to(user))

    def told_by(self, day: date, *, known_on: date | None = None) -> Self:
        told = self.filter(known_since__lte=known_on) if known_on else self
        return told.filter(happened_on__lte=day)

    def in_force(self, day: date) -> Self:
        terms = Term.objects.filter(valid_from__lte=day, valid_to__gte=day)
        return self.filter(kind=Milestone.Kind.ACCREDITATION, pk__in=terms.values("milestone"))


class Milestone(Versioned):
    """Something the centre (or, where named, an enterprise) reached, with day and evidence; texts by language."""

    class Kind(models.TextChoices):
        MILESTONE = "milestone", _("Milestone")
        ACCREDITATION = "accreditation", _("Accreditation")

    kind = models.CharField(_("Kind"), max_length=15, choices=Kind, default=Kind.MILESTONE)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="milestones"
    )
    titles = models.JSONField(_("Title"), default=dict)
    happened_on = models.DateField(_("Day"), db_index=True)
    authority = models.JSONField(_("Authority"), default=dict)
    evidence = models.JSONField(_("Evidence"), default=dict)
    note = models.JSONField(_("Note"), default=dict)
    is_public = models.BooleanField(_("Shown to the public"), default=True)
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = MilestoneQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.titles.get("zh-Hans") or self.titles.get("en") or "")


class Term(models.Model):
    """For how long an accreditation holds; both days are counted."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="terms")
    valid_from = models.DateField(_("From"))
    valid_to = models.DateField(_("Until"))
    known_since = models.DateField()


class Assessment(models.Model):
    """A day on which the authority looks at an accreditation again."""

    class Outcome(models.TextChoices):
        PLANNED = "planned", _("Planned")
        PASSED = "passed", _("Passed")
        FAILED = "failed", _("Not passed")

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="assessments")
    held_on = models.DateField(_("Day"))
    outcome = models.CharField(_("Outcome"), max_length=10, choices=Outcome, default=Outcome.PLANNED)
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["milestone", "held_on"], name="one_assessment_a_day")]
