"""A founder's journey through a plan."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.documents.models import Document, GeneratedPaper, StoredFile
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.permissions import CASE_STAFF
from kudosbay.kernel.plain_json import PlainJSON
from kudosbay.kernel.states import Moving, Versioned
from kudosbay.law.models import LawPack
from kudosbay.messaging.models import Thread
from kudosbay.people.models import Person


class SavedPlan(models.Model):
    """Answers and their plan, reopened by a spoken code. Nothing personal: no name, no address."""

    code = models.CharField(max_length=12, unique=True)
    answers = models.JSONField(default=dict)  # by question id of the interview
    declined = models.JSONField(default=list)  # questions answered with "not sure"
    start = models.DateField()
    language = models.CharField(max_length=12)
    saved_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> Self:
        if user.role_set & CASE_STAFF:
            return self
        return self.filter(models.Q(founder__user=user) | models.Q(agent=user))

    def open(self) -> Self:
        return self.filter(status=Case.Status.OPEN)

    def waiting_for(self, turn: str) -> Self:
        return self.open().filter(turn=turn)

    def due_on(self, day: date) -> Self:
        return self.open().filter(due_on=day)

    def late(self, day: date) -> Self:
        return self.open().filter(due_on__lt=day)

    def for_lists(self) -> Self:
        """Without the plan and the facts: most of a row's bytes, and no list says any of it."""
        return self.defer("plan", "facts")

    def unanswered(self) -> Self:
        return self.open().filter(thread__waiting_since__isnull=False)


class Case(Moving, Versioned):
    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        CLOSED = "closed", _("Closed without a company")

    class Turn(models.TextChoices):
        """The queue: each open case stands in exactly one."""

        CLIENT = "client", _("Waiting for the client")
        US = "us", _("Our turn")
        AUTHORITY = "authority", _("Waiting for the authority")

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.OPEN: {Status.DONE, Status.CLOSED},
        Status.CLOSED: {Status.OPEN},
    }

    reference = models.CharField(max_length=30, unique=True)
    founder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    agent = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="agent_cases")
    adviser = models.ForeignKey(User, on_delete=models.PROTECT, related_name="adviser_cases")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assisted = models.BooleanField(default=False)  # started at the counter on the founder's behalf
    company_name = models.CharField(_("Company name, as wished"), max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    turn = models.CharField(max_length=10, choices=Turn, default=Turn.US)
    turn_since = models.DateTimeField()
    next_step = models.CharField(max_length=60, blank=True)  # step id that is to be done next
    next_words = models.JSONField(default=dict)  # what is to be done next, {en, zh}
    due_on = models.DateField(_("Due"), null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    facts = models.JSONField()  # the vocabulary of the rules
    plan = models.JSONField()  # the plan as last computed, contract JSON
    law_as_of = models.DateField()
    plan_code = models.CharField(max_length=12, blank=True)
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="case")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    is_demonstration = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "turn", "due_on"], name="case_queue"),
            models.Index(fields=["adviser", "status", "due_on"], name="case_of_adviser"),
            models.Index(fields=["-opened_at", "-id"], name="case_by_opening"),
            models.Index(fields=["status", "law_as_of"], name="case_by_law"),  # the row itself has the long plan before
        ]

    def __str__(self) -> str:
        return self.reference


class CaseStep(Moving, Versioned):
    """One step of the plan in this case."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Cannot start yet")
        READY = "ready", _("To do")
        STARTED = "started", _("Started")
        SUBMITTED = "submitted", _("With the authority")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not needed")

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.WAITING: {Status.READY, Status.DROPPED},
        Status.READY: {Status.STARTED, Status.SUBMITTED, Status.DONE, Status.DROPPED, Status.WAITING},
        Status.STARTED: {Status.SUBMITTED, Status.DONE, Status.READY, Status.DROPPED},
        Status.SUBMITTED: {Status.DONE, Status.READY, Status.DROPPED},
        Status.DONE: {Status.READY},
        Status.DROPPED: {Status.WAITING, Status.READY},
    }

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=60)  # rule step id, amr.licence
    place = models.PositiveSmallIntegerField()  # order in the plan
    lane = models.CharField(max_length=10)  # you | we | authority
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    due_on = models.DateField(null=True, blank=True)
    started_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.JSONField(default=dict)  # what the authority gave: numbers, dates

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "step"], name="step_once_in_case")]
        ordering: ClassVar = ["place"]


class CasePaper(models.Model):
    """A paper that this case needs from somebody, and the document that fills it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    paper = models.CharField(max_length=120)  # paper id of the plan: passport.founder
    for_whom = models.CharField(max_length=60)  # investor or person id of the facts
    route = models.CharField(max_length=60, blank=True)
    steps = models.JSONField(default=list)  # step ids that need it
    by_founder = models.BooleanField(default=True)  # else we make or fetch it
    needed = models.BooleanField(default=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="fills")
    draft = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="drafts")
    draft_expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "paper"], name="paper_once_in_case")]


class Agreement(Moving, Versioned):
    """Quote and service agreement: drafted, offered, signed; and the deposit, noted as received."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Being prepared")  # our turn
        OFFERED = "offered", _("To be signed")  # the client's turn
        SENT_BACK = "returned", _("Signed copy sent to us")  # our turn
        SIGNED = "signed", _("Signed")  # nobody's turn
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.DRAFT: {Status.OFFERED, Status.WITHDRAWN},
        Status.OFFERED: {Status.SENT_BACK, Status.SIGNED, Status.WITHDRAWN, Status.DRAFT},
        Status.SENT_BACK: {Status.SIGNED, Status.OFFERED, Status.WITHDRAWN},
    }

    reference = models.CharField(max_length=30, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="agreements")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, null=True, related_name="agreements")
    client = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreements")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    offered_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True, db_index=True)
    known_since = models.DateField()
    paper = models.ForeignKey(GeneratedPaper, on_delete=models.PROTECT, null=True, related_name="agreements")
    signed_copy = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="signed_agreements")
    deposit = models.DecimalField(_("Deposit"), max_digits=12, decimal_places=2, default=0)
    currency = models.CharField(max_length=3, default="CNY")
    deposit_received_on = models.DateField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)


class AgreementLine(models.Model):
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="lines")
    service = models.CharField(max_length=60)
    names = models.JSONField(default=dict)
    kind = models.CharField(max_length=10)
    price = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)


class BulkAct(models.Model):
    """A change to many cases at once: what each was before, so that it can be taken back for ten minutes."""

    key = models.CharField(max_length=64, unique=True)
    act = models.CharField(max_length=40)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField()  # [{case, version, field: value}]
    undone_at = models.DateTimeField(null=True)


class ReplacedPlan(models.Model):
    """The plan and the facts of a case until they were replaced: a case can be opened as it was on any past day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="replaced_plans")
    until = models.DateTimeField()
    facts = models.JSONField()
    plan = models.JSONField()
    law_as_of = models.DateField()

    class Meta:
        ordering: ClassVar = ["until", "pk"]
        indexes: ClassVar = [models.Index(fields=["case", "until"], name="replaced_plan_of_case")]


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(status=Proposal.Status.OPEN)


class Proposal(Moving, Versioned):
    """What a pack of rules would change in one open case. The case stays as it is until its adviser accepts."""

    class Status(models.TextChoices):
        OPEN = "open", _("To be decided")  # the adviser's turn
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Left as it was")
        OVERTAKEN = "overtaken", _("Overtaken by a later change")

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.OPEN: {Status.ACCEPTED, Status.DECLINED, Status.OVERTAKEN},
    }

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposals")
    pack = models.ForeignKey(LawPack, on_delete=models.PROTECT, related_name="proposals")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    changes = models.JSONField(encoder=PlainJSON)  # see cases.replanning.changes
    law_as_of = models.DateField()  # the day whose law the plan would follow
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=300, blank=True)  # why it was declined

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "pack"], condition=models.Q(status="open"), name="one_open_proposal_of_pack"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["pack", "status"], name="proposals_of_pack")]
