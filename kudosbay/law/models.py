"""Packs of rules that were laid over those of the program: dated, looked at by two, never code."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.kernel.permissions import CASE_STAFF
from kudosbay.kernel.states import Moving, Versioned


class LawPackQuerySet(models.QuerySet["LawPack"]):
    def visible_to(self, user: User) -> Self:
        return self if user.role_set & CASE_STAFF else self.none()

    def in_force(self, day: date) -> Self:
        return self.filter(status=LawPack.Status.APPROVED, takes_effect_on__lte=day)

    def latest_first(self) -> Self:
        return self.order_by("-takes_effect_on", "-approved_at", "-pk")


class LawPack(Moving, Versioned):
    """`files` take the place of those of the same name; `base` is the pack below, None where it lies on the program's."""

    class Status(models.TextChoices):
        REFUSED = "refused", _("Refused: it has faults")  # the author's turn
        LOADED = "loaded", _("To be approved")  # a second person's turn
        APPROVED = "approved", _("Approved")  # nobody's turn
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES: ClassVar[dict[Any, set[Any]]] = {
        Status.LOADED: {Status.APPROVED, Status.WITHDRAWN},
        Status.APPROVED: {Status.WITHDRAWN},
    }

    reference = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=60)
    release = models.CharField(max_length=30)  # the pack's own version, as its author wrote it
    takes_effect_on = models.DateField(_("Takes effect on"), null=True)
    notes = models.JSONField(default=dict)  # why, by language; founders read it
    files = models.JSONField(default=dict)  # path → text
    replaces = models.JSONField(default=dict)  # path → digest of the file that it took the place of
    faults = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=Status)
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="laid_over")
    loaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    because = models.CharField(_("Why it was withdrawn"), max_length=300, blank=True)
    is_demonstration = models.BooleanField(default=False)

    objects = LawPackQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["status", "takes_effect_on"], name="pack_in_force")]

    def __str__(self) -> str:
        return f"{self.name} {self.release}".strip() or self.reference
