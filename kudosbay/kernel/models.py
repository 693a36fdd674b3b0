from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """Running numbers for references, one row per series."""

    series = models.CharField(max_length=40, unique=True)
    value = models.PositiveBigIntegerField(default=0)


class SubmittedForm(models.Model):
    """The key of a form that was accepted: a second click or a browser's retry finds the first result here."""

    key = models.CharField(max_length=64, unique=True)
    fingerprint = models.CharField(max_length=64)
    result = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)


class TrailEntry(models.Model):
    """One act. Never changed or deleted: the database refuses both."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # no foreign key: the trail outlives accounts
    actor_role = models.CharField(max_length=40)
    verb = models.CharField(max_length=80)
    fields = models.JSONField(default=list)
    facts = models.JSONField(default=dict)  # ids and codes only; personal values stand in TrailValue
    values_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["verb", "at"], name="trail_verb_at")]


class TrailSubject(models.Model):
    """What an act was about: a timeline reads these."""

    entry = models.ForeignKey(TrailEntry, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=60)  # app_label.model
    object_id = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "object_id", "-entry"], name="trail_subject")]


class TrailValue(models.Model):
    """Personal values of an act, erasable: only their salted hash enters the chain."""

    entry = models.OneToOneField(TrailEntry, on_delete=models.PROTECT, related_name="value")
    salt = models.CharField(max_length=32)
    values = models.JSONField()


class TrailSeal(models.Model):
    """The chain over the trail: each digest covers its entry and the digest before it."""

    position = models.PositiveBigIntegerField(unique=True)
    entry = models.OneToOneField(TrailEntry, on_delete=models.PROTECT, related_name="seal")
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()


class Label(models.Model):
    """A theme (G60, Belt and Road, …) or a source that can be put on anything and counts in figures."""

    class Kind(models.TextChoices):
        THEME = "theme", _("Theme")
        SOURCE = "source", _("Source")

    kind = models.CharField(max_length=10, choices=Kind)
    code = models.SlugField(max_length=60, unique=True)
    names = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.code


class Labelled(models.Model):
    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="uses")
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["label", "kind", "object_id"], name="labelled_once")]


class Effect(models.Model):
    """An effect outside the database that is not a message: its row, written with the act, is the job's intent."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        PARKED = "parked", _("Parked")

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    payload = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["status", "next_at"], name="effect_due")]


class Heartbeat(models.Model):
    """A worker that lives. One that stopped is found by its old `seen_at`, and its jobs are taken over."""

    executor = models.CharField(max_length=80, unique=True)
    host = models.CharField(max_length=120)
    process = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
