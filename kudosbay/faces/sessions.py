"""What a session says beside whose it is: when it began and was last seen, on which device, and by what it was proven."""

from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest
from django.utils import timezone

from kudosbay.accounts import policy
from kudosbay.accounts.commands import begin_device, end_device, keep_one_device
from kudosbay.accounts.models import Device, User
from kudosbay.accounts.queries import has_second_factor
from kudosbay.faces.requests import user_of

BACKEND: Final = "kudosbay.accounts.backends.EmailOrPhoneBackend"
BEGAN: Final = "began"
SEEN: Final = "seen"
DEVICE: Final = "device"
FACTOR: Final = "second_factor"  # DUE, or the instant at which it was given
DUE: Final = "due"
NEXT: Final = "next"


def begin(request: HttpRequest, user: User, *, way: Device.Way, now: datetime) -> None:
    """Sign in with the first factor. A passkey is both: it asks for finger or number."""
    login(request, user, backend=BACKEND)
    device = begin_device(user, way=way, agent=request.headers.get("User-Agent", ""), by=user, now=now)
    request.session[BEGAN] = request.session[SEEN] = now.isoformat()
    request.session[DEVICE] = device.pk
    request.session.pop(FACTOR, None)
    if way == Device.Way.PASSKEY:
        give_factor(request, now=now)
    elif policy.must_have_second_factor(user) or has_second_factor(user):
        request.session[FACTOR] = DUE


def give_factor(request: HttpRequest, *, now: datetime) -> None:
    request.session[FACTOR] = now.isoformat()
    request.session.cycle_key()


def waits_for_factor(request: HttpRequest) -> bool:
    """Whether a signed-in person has yet to give the second factor: until then nothing else opens."""
    given = request.session.get(FACTOR)
    return given == DUE or (given is None and policy.must_have_second_factor(user_of(request)))


def is_recent(request: HttpRequest, *, now: datetime) -> bool:
    """Whether the person proved who she is a moment ago: asked before passwords and factors change."""
    proofs = [request.session.get(BEGAN), request.session.get(FACTOR)]
    return any(proof and proof != DUE and _age(proof, now) < policy.RECENT for proof in proofs)


def keep_this_only(request: HttpRequest, user: User) -> None:
    """Go on in this session after a change that ends all others."""
    request.user = user
    update_session_auth_hash(request, user)
    keep_one_device(user, request.session.get(DEVICE), by=user)


def end(request: HttpRequest) -> None:
    if request.user.is_authenticated:
        end_device(request.user, request.session.get(DEVICE), by=request.user)
    logout(request)


def end_if_lapsed(request: HttpRequest) -> None:
    """End a session that idled or lived too long; note, seldom, that it is in use."""
    if not request.user.is_authenticated:
        return
    user, now = request.user, timezone.now()
    idle, life = _age(request.session.get(SEEN), now), _age(request.session.get(BEGAN), now)
    if idle > policy.idle_limit(user) or life > policy.longest_session(user):
        logout(request)
    elif idle > policy.idle_limit(user) / 30 or SEEN not in request.session:
        request.session[SEEN] = now.isoformat()
        request.session.setdefault(BEGAN, now.isoformat())


def _age(instant: str | None, now: datetime) -> timedelta:
    return now - datetime.fromisoformat(instant) if instant else timedelta(0)
