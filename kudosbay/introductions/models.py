"""A need meets an offer: both are notices; what they make together is an introduction."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.enterprises.models import Enterprise
from kudosbay.introductions.kinds import NEED, Kind, kind_of
from kudosbay.kernel.permissions import PEOPLE_STAFF
from kudosbay.kernel.states import Moving, Versioned
from kudosbay.people.models import Consent, Person

DIRECTORY = "directory"  # the purpose of consent to stand in the members' directory by name


def _mine(user: User, prefix: str = "") -> models.Q:
    """Whose notice it is: the person's, or that of somebody who invests or holds an office in the enterprise."""
    enterprise = f"{prefix}enterprise__"
    return (
        models.Q(**{f"{prefix}person__user": user})
        | models.Q(**{f"{enterprise}investors__person__user": user})
        | models.Q(**{f"{enterprise}officers__person__user": user})
    )


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        """Staff see all; anybody else their own. What is published is read through `published`, without names."""
        if user.role_set & PEOPLE_STAFF:
            return self
        return self.filter(pk__in=Notice.objects.filter(_mine(user)).values("pk"))

    def published(self, today: date) -> Self:
        return self.filter(status=Notice.Status.PUBLISHED, expires_on__gte=today)

    def listed(self, today: date) -> Self:
        """What the public pages show: never whose it is."""
        return self.published(today).filter(is_listed=True)

    def in_directory(self, today: date) -> Self:
        """Members who stand by name: those whose consent holds at this moment."""
        agreed = Consent.objects.filter(purpose=DIRECTORY, withdrawn_at=None)
        return self.published(today).filter(kind="member", side="offer", person__in=agreed.values("person"))

    def lapsed(self, today: date) -> Self:
        return self.filter(status=Notice.Status.PUBLISHED, expires_on__lt=today)


class Notice(Moving, Versioned):
    """A need or an offer: of a person, an enterprise of the register, another organisation, or the centre itself."""

    class Side(models.TextChoices):
        NEED = "need", _("Need")
        OFFER = "offer", _("Offer")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Sent back")  # whose it is mends it
        REVIEW = "review", _("To be reviewed")  # the adviser's turn
        PUBLISHED = "published", _("Published")  # nobody's turn
        CLOSED = "closed", _("Closed")
        EXPIRED = "expired", _("Expired")

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.DRAFT: {Status.REVIEW, Status.CLOSED},
        Status.REVIEW: {Status.PUBLISHED, Status.DRAFT, Status.CLOSED},
        Status.PUBLISHED: {Status.CLOSED, Status.EXPIRED, Status.REVIEW},
        Status.EXPIRED: {Status.REVIEW, Status.CLOSED},
    }

    reference = models.CharField(max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=20, db_index=True)
    side = models.CharField(_("Side"), max_length=5, choices=Side)
    status = models.CharField(_("State"), max_length=10, choices=Status, default=Status.REVIEW)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="notices")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="notices")
    company = models.CharField(_("Company or organisation"), max_length=200, blank=True)
    titles = models.JSONField(_("Title"), default=dict)
    words = models.JSONField(_("Description"), default=dict)
    data = models.JSONField(_("Details"), default=dict)  # as its kind declares
    country = models.CharField(_("Country or region"), max_length=2, blank=True, db_index=True)
    languages = models.JSONField(_("Languages"), default=list)
    value = models.DecimalField(_("Value"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    expires_on = models.DateField(_("Valid until"))
    answers_allowed = models.PositiveSmallIntegerField(_("Answers at most"), default=3)
    is_listed = models.BooleanField(_("Shown on public pages"), default=True)
    adviser = models.ForeignKey(User, on_delete=models.PROTECT, related_name="advises_notices")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assisted = models.BooleanField(default=False)  # entered by staff on somebody's behalf
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    remark = models.TextField(_("What to change"), blank=True)
    entered_at = models.DateTimeField()
    published_on = models.DateField(null=True, blank=True, db_index=True)
    vetted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "side", "status"], name="notice_shelf"),
            models.Index(fields=["-entered_at", "-id"], name="notice_newest"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def the_kind(self) -> Kind:
        return kind_of(self.kind)

    @property
    def party(self) -> str:
        """Whose it is, by name: for the centre, and for the other side once both agreed. Empty: the centre's own."""
        if self.enterprise:
            return self.enterprise.name_zh
        return self.company or (self.person.full_name if self.person else "")

    def is_open(self, today: date) -> bool:
        return self.status == self.Status.PUBLISHED and self.expires_on >= today


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def visible_to(self, user: User) -> Self:
        """Staff see all; a client those of the own notices, and what others answered only once it was looked at."""
        if user.role_set & PEOPLE_STAFF:
            return self
        own = Introduction.objects.filter(_mine(user, "need__") | _mine(user, "offer__"))
        unseen = models.Q(status=Introduction.Status.ANSWERED) & ~models.Q(answered_by=user)
        return self.filter(pk__in=own.exclude(unseen).values("pk"))

    def counting(self) -> Self:
        """Those that take one of the answers that a need allows."""
        return self.exclude(status__in=[Introduction.Status.DECLINED, Introduction.Status.PARKED])

    def with_sides(self) -> Self:
        sides = [f"{side}__{part}" for side in ("need", "offer") for part in ("person", "enterprise")]
        return self.select_related("need", "offer", "adviser", *sides)


class Introduction(Moving, Versioned):
    """One need and one offer, from the suggestion to what came of it. Names open when both sides have agreed."""

    class Status(models.TextChoices):
        ANSWERED = "answered", _("Answer to be looked at")  # the adviser's turn
        PROPOSED = "proposed", _("Waiting for both to agree")  # the sides' turn
        INTRODUCED = "introduced", _("Introduced")  # followed up at 7, 30 and 90 days
        DONE = "done", _("Has an outcome")
        DECLINED = "declined", _("Declined")
        PARKED = "parked", _("Parked")  # something no longer holds; the adviser decides

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.ANSWERED: {Status.PROPOSED, Status.DECLINED, Status.PARKED},
        Status.PROPOSED: {Status.INTRODUCED, Status.DECLINED, Status.PARKED},
        Status.INTRODUCED: {Status.DONE, Status.PARKED},
        Status.PARKED: {Status.PROPOSED, Status.DECLINED},
    }

    reference = models.CharField(max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=20, db_index=True)
    need = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="as_need")
    offer = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="as_offer")
    status = models.CharField(_("State"), max_length=10, choices=Status, default=Status.PROPOSED)
    adviser = models.ForeignKey(User, on_delete=models.PROTECT, related_name="introductions")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fit = models.JSONField(default=list)  # of each check: key, value, what each side says; as it was when proposed
    words = models.TextField(_("Words to the other side"), blank=True)
    proposed_at = models.DateTimeField()
    need_agreed_at = models.DateTimeField(null=True, blank=True)
    offer_agreed_at = models.DateTimeField(null=True, blank=True)
    introduced_on = models.DateField(null=True, blank=True, db_index=True)
    because = models.TextField(_("Reason"), blank=True)  # why it was declined or parked
    meeting_at = models.DateTimeField(_("Meeting"), null=True, blank=True)
    meeting_place = models.CharField(_("Place"), max_length=200, blank=True)
    receipt_number = models.CharField(_("Number of the receipt"), max_length=60, blank=True)
    receipt_from = models.CharField(_("Receipt from"), max_length=200, blank=True)
    received_on = models.DateField(_("Received on"), null=True, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=20, blank=True)
    outcome_on = models.DateField(_("On"), null=True, blank=True, db_index=True)
    outcome_note = models.TextField(_("What came of it"), blank=True)
    value = models.DecimalField(_("Value"), max_digits=18, decimal_places=2, null=True, blank=True)
    saving = models.DecimalField(_("Saving"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    credit = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="credited")
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["need", "offer"], name="introduced_once")]
        indexes: ClassVar = [models.Index(fields=["-proposed_at", "-id"], name="introduction_newest")]

    def __str__(self) -> str:
        return self.reference

    @property
    def the_kind(self) -> Kind:
        return kind_of(self.kind)

    @property
    def names_open(self) -> bool:
        """Whether each side may know who the other is."""
        agreed = self.need_agreed_at is not None and self.offer_agreed_at is not None
        return agreed and self.status in {self.Status.INTRODUCED, self.Status.DONE}

    def agreed_at(self, side: str) -> datetime | None:
        return self.need_agreed_at if side == NEED else self.offer_agreed_at

    def notice(self, side: str) -> Notice:
        return self.need if side == NEED else self.offer


class FollowUp(models.Model):
    """Asking how it went: due so many days after the introduction, answered by a side or by the adviser."""

    class Answer(models.TextChoices):
        TALKING = "talking", _("Still talking")
        WORKING = "working", _("Working together")
        STOPPED = "stopped", _("It came to nothing")
        UNREACHED = "unreached", _("Nobody was reached")

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="follow_ups")
    after_days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField(db_index=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("How it went"), max_length=10, choices=Answer, blank=True)
    note = models.TextField(_("Note"), blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["introduction", "after_days"], name="one_follow_up_a_day")
        ]
