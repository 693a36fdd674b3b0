"""One click ends messages of a kind: the link is bound to the person and the purpose, and cannot be made by others."""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer

from kudosbay.messaging.models import Delivery
from kudosbay.people.models import Person
from kudosbay.people.queries import kept_instead_of

PURPOSES = {Delivery.Kind.POLICY: "policies", Delivery.Kind.EXCHANGE: "exchange"}
_signer = Signer(salt="kudosbay.messaging.leave")


@dataclass(frozen=True, slots=True)
class Leaving:
    person: Person
    purpose: str


def purpose_of(kind: str) -> str:
    """Return what a person must have agreed to for messages of the kind; nothing where none is needed."""
    return PURPOSES.get(Delivery.Kind(kind), "")


def leave_link(delivery: Delivery) -> str:
    """Return the whole address; empty where there is nothing to leave."""
    purpose = purpose_of(delivery.kind)
    if not purpose or not delivery.person_id:
        return ""
    return f"{settings.BASE_URL}/leave/{_signer.sign(f'{delivery.person_id}.{purpose}')}"


def read_token(token: str) -> Leaving | None:
    """Return who leaves what; None where the link is not ours or the person is gone."""
    try:
        number, _dot, purpose = _signer.unsign(token).partition(".")
    except BadSignature:
        return None
    person = kept_instead_of(int(number))
    return Leaving(person, purpose) if person else None
