"""People in one place at one time: what is held, who has a seat or waits for one, who came, what was said."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.documents.models import GeneratedPaper, StoredFile
from kudosbay.gatherings.kinds import KINDS, PUBLIC, choices
from kudosbay.gatherings.kinds.shapes import Kind
from kudosbay.kernel.permissions import PEOPLE_STAFF
from kudosbay.kernel.states import Moving, Versioned, Worded
from kudosbay.people.models import Person
from kudosbay.promises.models import Promise
from kudosbay.publications.models import Publication

GATHERING_STAFF = PEOPLE_STAFF


class Series(Versioned):
    """Gatherings that belong together, such as the tax clinic of each month."""

    names = models.JSONField(_("Name"), default=dict)
    is_over = models.BooleanField(_("No further ones are planned"), default=False)

    def __str__(self) -> str:
        return str(self.names.get("en") or next(iter(self.names.values()), ""))


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def visible_to(self, user: User | None) -> Self:
        """Staff see all; anybody else what stands on the public list."""
        return self if user and user.role_set & GATHERING_STAFF else self.published()

    def published(self) -> Self:
        return self.filter(kind__in=PUBLIC).exclude(status=Gathering.Status.DRAFT)

    def upcoming(self, now: datetime) -> Self:
        return self.filter(ends_at__gte=now)

    def past(self, now: datetime) -> Self:
        return self.filter(ends_at__lt=now)


class Gathering(Moving, Versioned):
    """`taken` counts seats that are confirmed, offered or attended: never more than `capacity`, in the schema too."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")  # our turn
        OPEN = "open", _("Open for sign-up")  # the guests' turn to sign up
        CLOSED = "closed", _("Sign-up closed")  # our turn: hold it
        HELD = "held", _("Held")  # nobody's turn
        CANCELLED = "cancelled", _("Cancelled")  # nobody's turn

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.DRAFT: {Status.OPEN, Status.CANCELLED},
        Status.OPEN: {Status.CLOSED, Status.HELD, Status.CANCELLED},
        Status.CLOSED: {Status.OPEN, Status.HELD, Status.CANCELLED},
    }

    reference = models.CharField(max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=choices)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings")
    titles = models.JSONField(_("Title"), default=dict)
    about = models.JSONField(_("What it is about"), default=dict)
    language = models.CharField(_("Held in"), max_length=12, default="zh-hans")
    interpreting = models.JSONField(_("Interpreting into"), default=list)
    place = models.JSONField(_("Place"), default=dict)
    link = models.URLField(_("Link for taking part online"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("Begins"), db_index=True)
    ends_at = models.DateTimeField(_("Ends"))
    capacity = models.PositiveIntegerField(_("Seats"), default=0)
    taken = models.PositiveIntegerField(default=0)
    arrivals = models.PositiveIntegerField(default=0)  # how many came to the counter for a seat, ever
    needs_approval = models.BooleanField(_("We decide about each who signs up"), default=False)
    questions = models.JSONField(default=list)  # see questions.py
    extras = models.JSONField(default=dict)  # what the kind adds: see kinds/
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("Held at the visit"),
    )
    figures = models.JSONField(default=dict)  # shown at a visit, frozen: {as_of, frozen_at, values}
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="gatherings")
    sequence = models.PositiveIntegerField(default=0)  # grows when calendars must show another time or place
    changed_at = models.DateTimeField()
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="gathering_never_overbooked"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="gathering_ends_after_it_begins"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "status", "starts_at"], name="gathering_held")]

    def __str__(self) -> str:
        return str(self.titles.get("en") or next(iter(self.titles.values()), self.reference))

    @property
    def nature(self) -> Kind:
        return KINDS[self.kind]

    @property
    def seats_left(self) -> int:
        return self.capacity - self.taken

    @property
    def is_open(self) -> bool:
        return self.status == Gathering.Status.OPEN

    @property
    def has_ended(self) -> bool:
        return self.status in {Gathering.Status.HELD, Gathering.Status.CANCELLED}


class BookingQuerySet(models.QuerySet["Booking"]):
    def visible_to(self, user: User) -> Self:
        return self if user.role_set & GATHERING_STAFF else self.filter(person__user=user)

    def seated(self) -> Self:
        return self.filter(status__in=Booking.SEATED)

    def live(self) -> Self:
        return self.exclude(status__in=Booking.GIVEN_UP)

    def in_line(self) -> Self:
        """Those who wait, who came first before who came later."""
        return self.filter(status=Booking.Status.WAITING).order_by("arrival")

    def lapsed(self, now: datetime) -> Self:
        return self.filter(status=Booking.Status.OFFERED, offer_ends_at__lte=now)


class Booking(Moving):
    """A person's place at a gathering: once per person, in the order of `arrival`."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked for")  # our turn
        CONFIRMED = "confirmed", _("Confirmed")  # nobody's turn
        WAITING = "waiting", _("On the waiting list")  # nobody's turn
        OFFERED = "offered", _("Seat offered")  # the guest's turn
        DECLINED = "declined", _("Declined")  # nobody's turn
        CANCELLED = "cancelled", _("Cancelled")  # nobody's turn
        ATTENDED = "attended", _("Attended")  # nobody's turn
        NO_SHOW = "no_show", _("Did not come")  # nobody's turn

    SEATED: ClassVar = (Status.CONFIRMED, Status.OFFERED, Status.ATTENDED)
    GIVEN_UP: ClassVar = (Status.DECLINED, Status.CANCELLED)
    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.ASKED: {Status.CONFIRMED, Status.WAITING, Status.DECLINED, Status.CANCELLED},
        Status.WAITING: {Status.OFFERED, Status.DECLINED, Status.CANCELLED},
        Status.OFFERED: {Status.CONFIRMED, Status.DECLINED, Status.CANCELLED},
        Status.CONFIRMED: {Status.ATTENDED, Status.NO_SHOW, Status.CANCELLED},
        Status.ATTENDED: {Status.CONFIRMED},
        Status.NO_SHOW: {Status.ATTENDED},
        Status.DECLINED: {Status.ASKED},  # who signs up again asks anew
        Status.CANCELLED: {Status.ASKED},
    }

    class How(models.TextChoices):
        PORTAL = "portal", _("On the portal")
        DESK = "desk", _("By us")
        WALK_IN = "walk_in", _("At the door")

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings")
    status = models.CharField(max_length=10, choices=Status)
    arrival = models.PositiveIntegerField()
    key = models.CharField(max_length=64, unique=True)  # unguessable: what the ticket's code says
    code = models.CharField(max_length=12)  # the same, to be typed or said
    how = models.CharField(max_length=10, choices=How, default=How.PORTAL)
    answers = models.JSONField(default=dict)
    booked_at = models.DateTimeField()
    offer_ends_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=20, blank=True)  # guest | centre | offer_lapsed | gathering_cancelled
    reminded_at = models.DateTimeField(null=True, blank=True)
    certificate = models.ForeignKey(GeneratedPaper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "person"], name="one_booking_per_person"),
            models.UniqueConstraint(fields=["gathering", "code"], name="booking_code_of_gathering"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gathering", "status", "arrival"], name="booking_in_line"),
            models.Index(fields=["status", "offer_ends_at"], name="booking_offers"),
        ]

    @property
    def is_live(self) -> bool:
        return self.status not in Booking.GIVEN_UP


class Presence(models.Model):
    """That somebody came, and left: noted at the door, from a phone that may be offline, or afterwards from paper."""

    class How(models.TextChoices):
        CODE = "code", _("Ticket")
        NAME = "name", _("By name")
        WALK_IN = "walk_in", _("At the door")
        PAPER = "paper", _("From the paper list")

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="presence")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=How)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    @property
    def minutes(self) -> int:
        """How long the person was there, until the end where no exit was noted."""
        until = self.left_at or self.booking.gathering.ends_at
        return max(0, int((until - self.came_at).total_seconds() // 60))


class Statement(models.Model):
    """Who said what: minutes of a meeting; remarks, suggestions and promises of a visit with the figures of that day."""

    class Kind(models.TextChoices):
        SAID = "said", _("Said")
        DECIDED = "decided", _("Decided")
        REMARK = "remark", _("Remark")
        SUGGESTION = "suggestion", _("Suggestion")
        PROMISE = "promise", _("Promised")
        INTEREST = "interest", _("Interest")

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.SAID)
    speaker = models.JSONField(_("Who said it, by office"), default=dict)
    text = models.JSONField(_("What was said"), default=dict)
    said_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField(default=dict)  # of that day, as they were shown

    class Meta:
        indexes: ClassVar = [models.Index(fields=["gathering", "said_at"], name="statement_in_order")]


class SpreadQuerySet(models.QuerySet["Spread"]):
    def known(self, day: date | None) -> Self:
        return self.filter(known_since__lte=day) if day else self


class Spread(models.Model):
    """That a publication was explained and handed out at a gathering."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="spreads")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="spread_at")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    known_since = models.DateField()

    objects = SpreadQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["gathering", "publication"], name="spread_once")]


class FollowUp(models.Model):
    """A promise that began at a gathering, and with which words, where they were written down."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="follow_ups")
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="begun_at")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, related_name="follow_ups")


class VisitLinkQuerySet(models.QuerySet["VisitLink"]):
    def open(self, now: datetime) -> Self:
        return self.filter(ended_at=None, expires_at__gt=now)


class VisitLink(models.Model):
    """An address under which a government visitor reads the frozen figures without signing in. Ends by itself."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="links")
    token = models.CharField(max_length=64, unique=True)  # unguessable
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = VisitLinkQuerySet.as_manager()

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and self.expires_at > now


class VisitPack(Moving):
    """Slides, paper and speaker's text of a visit. `content` is all that they say: the same content, the same files."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Being made")  # the machine's turn
        READY = "ready", _("Ready")  # nobody's turn
        FAILED = "failed", _("Could not be made")  # our turn: mend the words, ask anew

    MOVES: ClassVar[dict[Any, set[Any]]] = {Status.ASKED: {Status.READY, Status.FAILED}}

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="packs")
    key = models.CharField(max_length=64, unique=True)
    focus = models.CharField(max_length=40, blank=True)  # code of a theme
    languages = models.JSONField(default=list)
    content = models.JSONField(default=dict)  # see statistics.briefing; offices, no persons
    mark = models.CharField(max_length=64)  # SHA-256 of the frozen figures
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)


class PackFile(Worded):
    class Form(models.TextChoices):
        SLIDES = "slides", _("Slides")
        TEXT = "text", _("Paper, to be edited")
        PAPER = "paper", _("Paper, to be printed")
        SPEECH = "speech", _("Speaker’s text, for us only")

    pack = models.ForeignKey(VisitPack, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=10, choices=Form)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["pack", "form"], name="pack_file_of_form")]


class Material(models.Model):
    """A paper of the gathering. `for_all`: whoever opens the public page; else those who have a place."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="materials")
    key = models.CharField(max_length=64, unique=True)
    titles = models.JSONField(_("Title"), default=dict)
    language = models.CharField(_("Language"), max_length=12)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    for_all = models.BooleanField(_("Anybody may read it"), default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class Feedback(models.Model):
    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="feedback")
    grade = models.PositiveSmallIntegerField(_("How useful it was"))
    text = models.TextField(_("What we should do better"), blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="feedback_grade_1_to_5")
        ]


class CalendarFeed(models.Model):
    """One address per person and language under which a calendar finds the person's events."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    language = models.CharField(max_length=12)
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "language"], name="one_feed_per_person_and_language")
        ]
