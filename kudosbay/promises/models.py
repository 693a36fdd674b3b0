"""A request with two sides, an owner and a due time: closed only when whoever asked says so."""

from datetime import date, datetime
from typing import Any, ClassVar, Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.documents.models import StoredFile
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.permissions import PEOPLE_STAFF, Role
from kudosbay.kernel.states import Moving, Versioned
from kudosbay.messaging.models import Thread
from kudosbay.people.models import Person
from kudosbay.publications.models import Edition

PROMISE_STAFF: Final = PEOPLE_STAFF | {Role.BUILDING}
OF_THE_BUILDING: Final = ("space_need", "traffic")  # kinds that the building's staff see, and no others


class PromiseQuerySet(models.QuerySet["Promise"]):
    def visible_to(self, user: User) -> Self:
        """Staff who work with people see all, the building's staff its kinds; anybody else only what she or he asked."""
        if user.role_set & PEOPLE_STAFF:
            return self
        if user.has_role(Role.BUILDING):
            return self.filter(models.Q(kind__in=OF_THE_BUILDING) | models.Q(owner=user))
        return self.filter(models.Q(asker_person__user=user) | models.Q(agent=user)).exclude(inside=True)

    def open(self) -> Self:
        return self.filter(status__in=Promise.OPEN)

    def waiting_for(self, turn: str) -> Self:
        return self.filter(status__in=[status for status, whose in Promise.TURN_OF.items() if whose == turn])

    def due_before(self, moment: datetime) -> Self:
        """Not answered, and the time for it is over at the moment."""
        return self.filter(status__in=Promise.UNANSWERED, due_at__lt=moment)


class Promise(Moving, Versioned):
    class Side(models.TextChoices):
        PERSON = "person", _("Person")
        ENTERPRISE = "enterprise", _("Enterprise")
        CENTRE = "centre", _("The centre")
        ZONE = "zone", _("The zone")
        AUTHORITY = "authority", _("Authority")
        OFFICE = "office", _("Visitor’s office")

    class Status(models.TextChoices):
        ASKED = "asked", _("New")  # our turn: nobody has taken it yet
        ACCEPTED = "accepted", _("In hand")  # our turn
        PASSED_ON = "passed_on", _("With the zone or the authority")  # theirs
        REPLIED = "replied", _("Answered, to be confirmed")  # the asker's turn
        REOPENED = "reopened", _("Opened again by the asker")  # our turn
        KEPT = "kept", _("Kept and confirmed")  # nobody's turn
        WITHDRAWN = "withdrawn", _("Taken back by the asker")  # nobody's turn

    class Turn(models.TextChoices):
        """The queue: each open promise stands in exactly one."""

        NEW = "new", _("New: nobody has it yet")
        US = "us", _("Our turn")
        THEM = "them", _("Waiting for the zone or the authority")
        ASKER = "asker", _("Waiting for the asker")

    class Outcome(models.TextChoices):
        DONE = "done", _("Done as asked")
        PARTLY = "partly", _("Done in part")
        IMPOSSIBLE = "impossible", _("Not possible")

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.ASKED: {Status.ACCEPTED, Status.PASSED_ON, Status.REPLIED, Status.WITHDRAWN},
        Status.ACCEPTED: {Status.PASSED_ON, Status.REPLIED, Status.WITHDRAWN},
        Status.PASSED_ON: {Status.ACCEPTED, Status.REPLIED, Status.WITHDRAWN},
        Status.REPLIED: {Status.KEPT, Status.REOPENED},
        Status.REOPENED: {Status.ACCEPTED, Status.PASSED_ON, Status.REPLIED, Status.WITHDRAWN},
        Status.KEPT: {Status.REOPENED},
    }
    TURN_OF: ClassVar[dict[Any, Any]] = {
        Status.ASKED: Turn.NEW,
        Status.ACCEPTED: Turn.US,
        Status.REOPENED: Turn.US,
        Status.PASSED_ON: Turn.THEM,
        Status.REPLIED: Turn.ASKER,
    }
    OPEN: ClassVar = tuple(TURN_OF)
    UNANSWERED: ClassVar = (Status.ASKED, Status.ACCEPTED, Status.REOPENED, Status.PASSED_ON)

    reference = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=20)  # a key of promises.kinds
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    from_side = models.CharField(_("From"), max_length=10, choices=Side)
    to_side = models.CharField(_("Addressed to"), max_length=10, choices=Side)
    asker_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="promises")
    asker_enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, null=True, related_name="promises")
    asker_office = models.JSONField(default=dict)  # {language: words}: an office, never a name
    addressee = models.JSONField(default=dict)  # {language: words}: whose matter it is, where that is not the centre
    agent = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    assisted = models.BooleanField(default=False)  # written down by us on the asker's behalf
    inside = models.BooleanField(default=False)  # between us: no asker ever sees it
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="owns_promises")
    service = models.CharField(max_length=40, blank=True)  # code of the catalogue of living and travel
    title = models.CharField(_("In one line"), max_length=200)
    words = models.TextField(_("In the asker’s words"), blank=True)
    language = models.CharField(max_length=12)
    translated = models.JSONField(default=dict)  # {language: {title, words, reply}} beside the original
    details = models.JSONField(default=dict)  # the kind's own fields
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(_("Due"))
    promised_for = models.DateTimeField()  # the first due time: what figures ask about
    accepted_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    turn_since = models.DateTimeField()
    reply = models.TextField(_("Answer"), blank=True)
    reply_language = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=Outcome, blank=True)
    evidence = models.TextField(_("Evidence"), blank=True)
    evidence_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="promises")
    answer = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, related_name="answers"
    )  # prepared or given
    confirmed_how = models.CharField(max_length=300, blank=True)  # who said so to us, where the asker has no account
    rating = models.PositiveSmallIntegerField(null=True)  # 1 to 5
    rating_words = models.TextField(blank=True)
    rated_at = models.DateTimeField(null=True)
    stair = models.PositiveSmallIntegerField(default=0)  # how far up lateness was told: 1 owner, 2 manager
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="gathers")
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="looked_into_by")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, null=True, related_name="promise")
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "due_at"], name="promise_queue"),
            models.Index(fields=["owner", "status", "due_at"], name="promise_of_owner"),
            models.Index(fields=["kind", "-made_at", "-id"], name="promise_of_kind"),
            models.Index(fields=["asker_person", "-id"], name="promise_of_asker"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def turn(self) -> str:
        """Whose turn it is; nothing once it is over."""
        return str(self.TURN_OF.get(self.status, ""))

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def is_answered(self) -> bool:
        return self.status in {self.Status.REPLIED, self.Status.KEPT}

    @property
    def in_time(self) -> bool:
        return self.replied_at is not None and self.replied_at <= self.promised_for


class PromiseStep(models.Model):
    """One thing to do on the way: by whom, until when, and when it was done."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)  # {language: words}
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["promise", "place"], name="step_once_in_promise")]
        ordering: ClassVar = ["place"]


class QuotaQuerySet(models.QuerySet["ZoneQuota"]):
    def in_force(self, day: date) -> Self:
        return self.filter(valid_from__lte=day, valid_to__gte=day)


class ZoneQuota(Versioned):
    """How many places the zone gives the centre's people for a period, with the paper that says so."""

    class Area(models.TextChoices):
        LIVING = "living", _("Living")
        TRAFFIC = "traffic", _("Traffic")

    area = models.CharField(_("For"), max_length=10, choices=Area)
    places = models.PositiveSmallIntegerField(_("Places"))
    valid_from = models.DateField(_("From"))
    valid_to = models.DateField(_("Until"))
    evidence = models.TextField(_("Evidence"))
    known_since = models.DateField()
    is_demonstration = models.BooleanField(default=False)

    objects = QuotaQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["area", "valid_from"], name="one_quota_a_period")]


class Nomination(Moving):
    """Somebody whom the centre names to the zone for a place, in order, with the reason."""

    class Status(models.TextChoices):
        NAMED = "named", _("Named")  # our turn
        SENT = "sent", _("Sent to the zone")  # the zone's turn
        GRANTED = "granted", _("Granted")  # nobody's turn
        REFUSED = "refused", _("Not granted")  # nobody's turn

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.NAMED: {Status.SENT},
        Status.SENT: {Status.GRANTED, Status.REFUSED},
    }

    quota = models.ForeignKey(ZoneQuota, on_delete=models.PROTECT, related_name="nominations")
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="nomination")
    place = models.PositiveSmallIntegerField()  # order in which we ask
    reason = models.TextField(_("Reason"))
    status = models.CharField(max_length=10, choices=Status, default=Status.NAMED)
    sent_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["quota", "place"], name="nominated_in_order")]
        ordering: ClassVar = ["place"]
