from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.kernel.permissions import MESSAGE_STAFF, Role
from kudosbay.kernel.states import Moving, Versioned
from kudosbay.people.models import Person


class Thread(models.Model):
    """A conversation of one person with the centre, over all channels."""

    key = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="threads")
    subject = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)  # the person's first unanswered message; null: answered

    class Meta:
        indexes: ClassVar = [models.Index(fields=["waiting_since"], name="thread_unanswered")]


class Message(models.Model):
    class Direction(models.TextChoices):
        IN = "in", _("From the person")
        OUT = "out", _("From us")
        NOTE = "note", _("Internal note")

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=4, choices=Direction)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    translation = models.TextField(blank=True)
    translation_language = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User) -> Self:
        """Messages to many are the matter of those who look after messages."""
        return self if user.role_set & MESSAGE_STAFF else self.none()


class Campaign(Moving, Versioned):
    """One message to many: its words per language, and whom it concerns. What became of it is counted from deliveries."""

    class Kind(models.TextChoices):
        POLICY = "policy", _("Policy")
        ANSWER = "answer", _("Answer")
        EXCHANGE = "exchange", _("Communication and exchange")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENDING = "sending", _("Going out")
        PAUSED = "paused", _("Paused")
        DONE = "done", _("Gone out")
        STOPPED = "stopped", _("Stopped")

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.DRAFT: {Status.SENDING, Status.STOPPED},
        Status.SENDING: {Status.PAUSED, Status.DONE, Status.STOPPED},
        Status.PAUSED: {Status.SENDING, Status.STOPPED},
    }

    reference = models.CharField(max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    texts = models.JSONField(_("Words"), default=dict)  # {language code: {"title": …, "text": …}}
    why = models.JSONField(_("Why somebody gets this"), default=dict)  # {language: words}
    reasons = models.JSONField(
        default=list
    )  # of {language: words}: what decided, where it differs from person to person
    link = models.CharField(_("Page that it leads to"), max_length=300, default="/")
    about_kind = models.CharField(max_length=60, blank=True)  # app_label.model of what it tells of
    about_id = models.BigIntegerField(null=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-made_at", "-id"], name="campaign_newest")]


class Recipient(models.Model):
    """Somebody whom a campaign concerns and who has no delivery: not yet, or left out for a reason."""

    class LeftOut(models.TextChoices):
        CONSENT = "consent", _("Has not agreed to such messages")
        WITHDRAWN = "withdrawn", _("Has taken the consent back")
        IMPORTED = "imported", _("Imported without proof of consent")
        ADDRESS = "address", _("Has neither e-mail nor phone")
        BLOCKED = "blocked", _("The address is blocked")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    left_out = models.CharField(max_length=10, choices=LeftOut, blank=True)
    reason = models.PositiveSmallIntegerField(null=True)  # place in the campaign's reasons

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "person"], name="concerned_once")]
        indexes: ClassVar = [models.Index(fields=["campaign", "left_out"], name="recipient_waiting")]


HELD = [Campaign.Status.PAUSED, Campaign.Status.STOPPED]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> Self:
        """Waiting rows, rows that may have arrived unanswered, and rows whose worker let the lease run out."""
        waiting = models.Q(status__in=Delivery.WAITING, next_at__lte=now) & ~models.Q(campaign__status__in=HELD)
        lost = models.Q(status=Delivery.Status.CLAIMED, lease_until__lt=now)
        return self.filter(waiting | lost)

    def visible_to(self, user: User) -> Self:
        """Those who look after messages see all; anybody else her or his own."""
        return self if user.role_set & MESSAGE_STAFF else self.of(user)

    def of(self, user: User) -> Self:
        return self.filter(models.Q(user=user) | models.Q(person__user=user))

    def undelivered(self) -> Self:
        """What needs a person's eye."""
        return self.filter(status__in=[Delivery.Status.FAILED, Delivery.Status.PARKED, Delivery.Status.SUPPRESSED])


class Delivery(models.Model):
    """One message to one person on one channel. The row is the outbox: what is committed here will be sent."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("Notice about a case")
        POLICY = "policy", _("Policy")
        ANSWER = "answer", _("Answer")
        EXCHANGE = "exchange", _("Communication and exchange")
        TEST = "test", _("Test")

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")
        SMS = "sms", _("SMS")
        WECHAT = "wechat", _("WeChat")
        PORTAL = "portal", _("Portal")

    class Status(models.TextChoices):
        QUEUED = "queued", _("Queued")
        CLAIMED = "claimed", _("Being sent")
        ACCEPTED = "accepted", _("Accepted by the server")
        DEFERRED = "deferred", _("Will be tried again")
        FAILED = "failed", _("Failed")
        SUPPRESSED = "suppressed", _("Not sent: the address is blocked")
        UNKNOWN = "unknown", _("Connection lost after sending")
        PARKED = "parked", _("Parked: needs a person")

    WAITING: ClassVar = [Status.QUEUED, Status.DEFERRED, Status.UNKNOWN]

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="deliveries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="deliveries")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="deliveries")
    key = models.CharField(max_length=120, unique=True)  # the same act never makes two messages
    kind = models.CharField(max_length=10, choices=Kind)
    channel = models.CharField(max_length=10, choices=Channel)
    template = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    address = models.CharField(max_length=254)
    data = models.JSONField(default=dict)  # token values as strings
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    unanswered = models.PositiveSmallIntegerField(default=0)  # tries of which nobody knows the end: crash, lost line
    created_at = models.DateTimeField()
    next_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=200, blank=True)
    reply_code = models.PositiveSmallIntegerField(null=True)
    reply_text = models.CharField(max_length=500, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "next_at"], name="delivery_due"),
            models.Index(fields=["person", "-id"], name="delivery_of_person"),
            models.Index(fields=["kind", "status", "sent_at"], name="delivery_count"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "person"], name="once_a_campaign"),
        ]

    @property
    def can_go_again(self) -> bool:
        return self.status in {Delivery.Status.PARKED, Delivery.Status.FAILED}


class Suppression(models.Model):
    """An address that must not be written to any more, and why."""

    channel = models.CharField(max_length=10, choices=Delivery.Channel)
    address = models.CharField(max_length=254)
    reason = models.CharField(max_length=200)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["channel", "address"], name="suppressed_once")]


class KeptMailQuerySet(models.QuerySet["KeptMail"]):
    def open_to(self, user: User | AnonymousUser) -> Self:
        """In the demonstration everybody reads all; elsewhere an administrator does, for these hold ways to sign in."""
        if settings.DEMO or (isinstance(user, User) and user.has_role(Role.ADMINISTRATOR)):
            return self
        return self.none()


class KeptMail(models.Model):
    """Mail that did not leave the machine because no relay is set: shown at /demo/mail."""

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="kept")
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    objects = KeptMailQuerySet.as_manager()
