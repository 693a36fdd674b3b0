"""What the centre publishes: one publication, its dated editions, and of each edition one text per language."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.kernel.permissions import PEOPLE_STAFF
from kudosbay.kernel.states import Moving, Versioned
from kudosbay.messaging.models import Delivery
from kudosbay.people.models import Person
from kudosbay.publications.kinds import choices


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: User) -> Self:
        """Staff who work with people see all; anybody else what stands on the public pages."""
        return self if user.role_set & PEOPLE_STAFF else self.public()

    def public(self) -> Self:
        """What has a published text, in whatever language and of whatever edition."""
        shown = Text.objects.filter(edition__publication=OuterRef("pk"), published_at__isnull=False)
        return self.filter(Exists(shown))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)


class Publication(Versioned):
    reference = models.CharField(max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=choices)
    slug = models.SlugField(_("Address of the page"), max_length=80, unique=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="publications")
    opened_at = models.DateTimeField()
    is_demonstration = models.BooleanField(default=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "-id"], name="publication_of_kind")]

    def __str__(self) -> str:
        return self.reference


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def begun(self, day: date) -> Self:
        return self.published().filter(Q(valid_from=None) | Q(valid_from__lte=day))

    def in_force(self, day: date) -> Self:
        return self.begun(day).filter(Q(valid_until=None) | Q(valid_until__gte=day))

    def over(self, day: date) -> Self:
        """What was in force and is not any more."""
        return self.published().filter(valid_until__lt=day)


class Edition(Versioned):
    """One dated version of a publication. It is never overwritten by a later one, and stays readable after its end."""

    class State(models.TextChoices):
        """Worked out from the dates for a day; nothing has to be set when a day comes."""

        DRAFT = "draft", _("Not published")
        COMING = "coming", _("Published, not yet in force")
        IN_FORCE = "in_force", _("In force")
        SUPERSEDED = "superseded", _("Superseded")
        ENDED = "ended", _("Ended")

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(_("Version"))
    issuer = models.CharField(_("Issued by"), max_length=300, blank=True)
    document_number = models.CharField(_("Document number"), max_length=120, blank=True)
    source = models.CharField(_("Source, as a link"), max_length=500, blank=True)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    valid_from = models.DateField(_("In force from"), null=True, blank=True)
    valid_until = models.DateField(_("In force until"), null=True, blank=True)
    checked_on = models.DateField(_("Last compared with the source"), null=True, blank=True)
    note = models.CharField(_("Note, for us only"), max_length=500, blank=True)
    details = models.JSONField(default=dict)  # the fields that its kind declares
    published_at = models.DateTimeField(null=True)  # of its first text
    superseded_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="supersedes")

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "number"], name="one_edition")]
        indexes: ClassVar = [models.Index(fields=["valid_until"], name="edition_end")]

    def state_on(self, day: date) -> State:
        if self.published_at is None:
            return self.State.DRAFT
        if self.valid_until and self.valid_until < day:
            return self.State.SUPERSEDED if self.superseded_by_id else self.State.ENDED
        return self.State.COMING if self.valid_from and self.valid_from > day else self.State.IN_FORCE


class TextQuerySet(models.QuerySet["Text"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def to_review(self) -> Self:
        return self.filter(status__in=[Text.Status.DRAFT, Text.Status.MACHINE])


class Text(Moving, Versioned):
    """An edition in one language. Each language is published by itself, and says how far it can be relied on."""

    class Status(models.TextChoices):
        SOURCE = "source", _("Original")  # nobody's turn: the others are translated from it
        DRAFT = "draft", _("Draft translation")  # the reviewer's turn
        MACHINE = "machine", _("Machine translation")  # the reviewer's turn
        REVIEWED = "reviewed", _("Reviewed translation")  # nobody's turn
        BEHIND = "behind", _("Behind the original")  # the translator's turn

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.DRAFT: {Status.REVIEWED, Status.BEHIND, Status.MACHINE},
        Status.MACHINE: {Status.REVIEWED, Status.BEHIND, Status.DRAFT},
        Status.REVIEWED: {Status.BEHIND, Status.DRAFT},
        Status.BEHIND: {Status.DRAFT, Status.MACHINE},
    }

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("Language"), max_length=12)  # as on screens: en, zh-Hans, ar
    status = models.CharField(_("State of the text"), max_length=10, choices=Status, default=Status.DRAFT)
    title = models.CharField(_("Title"), max_length=300)
    summary = models.TextField(_("In short"), blank=True)
    body = models.TextField(_("Text"), blank=True)  # Markdown
    written_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    parked_because = models.CharField(max_length=300, blank=True)  # why it was not published when somebody tried
    published_at = models.DateTimeField(null=True)
    published_as_is = models.BooleanField(default=False)  # unreviewed or behind, and marked so on the page

    objects = TextQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "language"], name="one_text_a_language")]


class Citation(models.Model):
    """An answer rests on an edition of something else; when that ends, the answer has to be looked at."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="cites")
    cited = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cited_by")
    place = models.CharField(_("Where in it"), max_length=120, blank=True)  # article 7

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "cited"], name="cited_once")]


class AnswerGivenQuerySet(models.QuerySet["AnswerGiven"]):
    def to_correct(self, day: date) -> Self:
        """Answers that rest on something which has ended since they were given, and of which nobody was told."""
        ended = Citation.objects.filter(edition=OuterRef("edition"), cited__valid_until__lt=day)
        return self.filter(Exists(ended), corrected_at__isnull=True)


class AnswerGiven(models.Model):
    """Who was given which answer, by whom and when: so that whoever was told is told again when it ends."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="given")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="answers_given")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    delivery = models.ForeignKey(Delivery, on_delete=models.SET_NULL, null=True, related_name="+")
    corrected_at = models.DateTimeField(null=True)
    corrected_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AnswerGivenQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "person"], name="answer_given_once")]
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="answers_of_person")]


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, user: User) -> Self:
        """Staff who work with people see all; anybody else what she or he wrote."""
        return self if user.role_set & PEOPLE_STAFF else self.filter(writer=user)

    def open(self) -> Self:
        return self.filter(status__in=[Reply.Status.HELD, Reply.Status.RECEIVED])

    def late(self, now: datetime) -> Self:
        return self.open().filter(due_at__lt=now)

    def shown(self) -> Self:
        return self.filter(shown_at__isnull=False)


class Reply(Moving, Versioned):
    """What a reader wrote below the news. Plain words: nothing in it is ever read as markup."""

    class Status(models.TextChoices):
        HELD = "held", _("Held: has links or code")  # our turn: somebody looks before anything else
        RECEIVED = "received", _("To be answered")  # our turn
        ANSWERED = "answered", _("Answered")  # nobody's turn
        SET_ASIDE = "set_aside", _("Set aside")  # nobody's turn

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.HELD: {Status.RECEIVED, Status.SET_ASIDE},
        Status.RECEIVED: {Status.ANSWERED, Status.SET_ASIDE},
        Status.SET_ASIDE: {Status.RECEIVED},
    }

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="replies")
    key = models.CharField(max_length=64, unique=True)  # in the link that its writer gets
    writer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="replies")  # unconfirmed until she signs in
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-mail"), max_length=254)  # never shown to readers
    text = models.TextField(_("Reply"))
    language = models.CharField(max_length=12)
    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(_("Our answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)  # its writer signed in and said that it is hers
    shown_at = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    is_demonstration = models.BooleanField(default=False)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "due_at"], name="reply_queue"),
            models.Index(fields=["publication", "shown_at"], name="reply_shown"),
        ]
