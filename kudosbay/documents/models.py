import json
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.kernel import vault
from kudosbay.kernel.permissions import CASE_STAFF
from kudosbay.kernel.states import Moving, Versioned
from kudosbay.people.models import Person


class StoredFile(models.Model):
    """Bytes on disk under their SHA-256, sealed by the vault. Never served by name, always as an attachment."""

    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=100)  # media type by our own detection; those of office files are long
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=255)  # as the person named it, for showing only
    path = models.CharField(max_length=200)
    seen = models.JSONField(default=dict)  # width, height, sharpness, brightness, contrast, words: where they apply
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> Self:
        if user.role_set & CASE_STAFF:
            return self
        return self.filter(models.Q(holder__user=user) | models.Q(agent=user))

    def usable(self) -> Self:
        return self.filter(status__in=[Document.Status.RECEIVED, Document.Status.VERIFIED])


class Document(Moving, Versioned):
    """A paper that somebody handed in: whose, of what kind, and whose turn it is."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("Sent to us")  # the adviser's turn
        VERIFIED = "verified", _("Accepted")  # nobody's turn
        REJECTED = "rejected", _("Needs a change")  # the holder's turn
        REPLACED = "replaced", _("Replaced")  # nobody's turn

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.RECEIVED: {Status.VERIFIED, Status.REJECTED, Status.REPLACED},
        Status.REJECTED: {Status.REPLACED},
        Status.VERIFIED: {Status.REJECTED},
    }

    reference = models.CharField(max_length=30, unique=True)
    key = models.CharField(max_length=64, unique=True)  # unguessable, for links
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    agent = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.CharField(max_length=120)  # paper id of the rules: passport, articles, …
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="documents")
    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField(_("Expires on"), null=True, blank=True)
    checks = models.JSONField(default=list)  # what was checked before sending: [{check, result, words}]
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("Reason"), max_length=60, blank=True)  # code of the reasons' table
    remark = models.TextField(_("What to change"), blank=True)
    mark = models.JSONField(default=dict)  # {page, x, y, width, height} in thousandths of the page
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["holder", "paper", "-id"], name="document_of_holder")]


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(owner=user)

    def abandoned(self, before: datetime) -> Self:
        return self.filter(touched_at__lt=before)


class Upload(models.Model):
    """A file that is still arriving in pieces; it goes on where the signal was lost."""

    key = models.CharField(max_length=64, unique=True)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    path = models.CharField(max_length=200)
    touched_at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()


class GeneratedPaperQuerySet(models.QuerySet["GeneratedPaper"]):
    def visible_to(self, user: User) -> Self:
        if user.role_set & CASE_STAFF:
            return self
        return self.filter(holder__user=user)


class GeneratedPaper(models.Model):
    """A paper that we made from a template for a person to sign or keep: its bytes, and what it was made from."""

    PURPOSE: ClassVar = "documents.generated_paper"

    reference = models.CharField(max_length=30, db_index=True)  # of the agreement, where it is one
    key = models.CharField(max_length=64, unique=True)
    template = models.CharField(max_length=80)
    template_version = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    sealed_data = models.BinaryField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="generated_papers")
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="generated_papers")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = GeneratedPaperQuerySet.as_manager()

    @property
    def data(self) -> dict[str, Any]:
        """What the template was filled with; sealed, since it names people and their passports."""
        told: dict[str, Any] = json.loads(vault.open_sealed(self.sealed_data, purpose=self.PURPOSE))
        return told
