from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from kudosbay.kernel.permissions import ACCOUNT_STAFF, STAFF, Role
from kudosbay.kernel.states import Versioned


class UserManager(BaseUserManager["User"]):
    def may_sign_in(self) -> models.QuerySet["User"]:
        """Active accounts; those of the demonstration, whose passwords everybody knows, only where it is shown."""
        active = self.filter(is_active=True)
        return active if settings.DEMO else active.filter(is_demonstration=False)

    def visible_to(self, user: "User") -> models.QuerySet["User"]:
        """Managers and administrators see every account; anybody else her or his own."""
        return self.all() if user.role_set & ACCOUNT_STAFF else self.filter(pk=user.pk)

    def by_address(self, address: str) -> "User | None":
        """Find an account by e-mail (any case) or phone (E.164)."""
        return self.filter(models.Q(email=address.strip().lower()) | models.Q(phone=address.strip())).first()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, Versioned):
    """An account: somebody who signs in. A Person may have one; an account never needs a Person."""

    email = models.EmailField(_("E-mail"), max_length=254, unique=True, null=True, blank=True)
    phone = models.CharField(_("Phone"), max_length=20, unique=True, null=True, blank=True)
    name = models.CharField(_("Name"), max_length=300, blank=True)
    roles = models.JSONField(_("Roles"), default=list)
    language = models.CharField(_("Language"), max_length=12, default="en")
    theme = models.CharField(_("Look"), max_length=5, default="auto")
    shortcuts = models.BooleanField(_("Single-key shortcuts"), default=True)
    is_active = models.BooleanField(_("Active"), default=True)
    is_demonstration = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # first use of a link or code: the address is theirs
    joined_at = models.DateTimeField(auto_now_add=True)
    epoch = models.PositiveIntegerField(default=1)  # raised to end every other session

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False),
                name="user_has_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.phone or ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower() if self.email else None
        self.phone = self.phone or None
        super().save(*args, **kwargs)

    @property
    def role_set(self) -> frozenset[Role]:
        return frozenset(Role(role) for role in self.roles) if self.is_active else frozenset()

    @property
    def is_staff(self) -> bool:
        return bool(self.role_set & STAFF)

    @property
    def acting_as(self) -> str:
        return self.roles[0] if self.roles else "none"

    def has_role(self, *roles: Role) -> bool:
        return bool(self.role_set.intersection(roles))

    def get_session_auth_hash(self) -> str:
        """End other sessions when password, roles, activity or epoch change."""
        return self._session_hash()

    def get_session_auth_fallback_hash(self) -> Any:
        return iter(())

    def _session_hash(self) -> str:
        base = super().get_session_auth_hash()
        return f"{base}:{self.epoch}:{','.join(sorted(self.roles))}"


class SignInQuerySet(models.QuerySet["SignIn"]):
    def usable(self, now: datetime) -> Self:
        return self.filter(used_at=None, expires_at__gt=now)

    def with_tries_left(self) -> Self:
        """Wrong codes spend tries of the code only: whoever guesses cannot spoil the link."""
        return self.filter(tries__lt=SignIn.TRIES)


class SignIn(models.Model):
    """A single-use way in: a link or code by e-mail or phone, or a code handed over at the counter. Hashes only."""

    TRIES = 5

    class Kind(models.TextChoices):
        MAIL = "mail", _("Link by e-mail")
        PHONE = "phone", _("Code by phone")
        COUNTER = "counter", _("Code from the counter")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    kind = models.CharField(max_length=10, choices=Kind)
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = SignInQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "-expires_at"], name="sign_in_open")]


class Attempt(models.Model):
    """A try to sign in or an asking for a link, kept for an hour. Keyed hashes: neither address nor place is told."""

    account_hash = models.CharField(max_length=64)
    place_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["place_hash", "at"], name="attempt_by_place"),
            models.Index(fields=["account_hash", "at"], name="attempt_by_account"),
        ]


class ProgramKeyQuerySet(models.QuerySet["ProgramKey"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)

    def usable(self, now: datetime) -> Self:
        return self.filter(ended_at=None, expires_at__gt=now, user__in=User.objects.may_sign_in())


class ProgramKey(models.Model):
    """What a program shows to read the centre's figures in its owner's place. Only a hash of it is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="program_keys")
    name = models.CharField(_("Which program"), max_length=80)
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)

    objects = ProgramKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and self.expires_at > now


class DeviceQuerySet(models.QuerySet["Device"]):
    def begun_after(self, moment: datetime) -> Self:
        return self.filter(began_at__gt=moment)


class Device(models.Model):
    """A browser in which somebody is signed in. The session knows the id; ending all others needs only the epoch."""

    class Way(models.TextChoices):
        LINK = "link", _("Link or code")
        PASSWORD = "password", _("Password")
        PASSKEY = "passkey", _("Passkey")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    agent = models.CharField(max_length=200, blank=True)  # as the browser names itself
    way = models.CharField(max_length=10, choices=Way)
    began_at = models.DateTimeField()

    objects = DeviceQuerySet.as_manager()
