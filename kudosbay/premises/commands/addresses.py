"""Registered addresses: reserved within the quota, allotted, given back. The pool's row decides who gets the last."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.centre.clock import after_working_days
from kudosbay.centre.queries import operator, parameter
from kudosbay.enterprises.commands import change_address
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.numbers import next_number, next_reference
from kudosbay.people.models import Person
from kudosbay.premises.models import Pool, RegisteredAddress

QUOTA: Final = "address.quota"
DAYS: Final = "address.reservation_working_days"
FORM: Final = "address.form"
FLOORS: Final = range(2, 9)  # the first floor is the service hall, the ninth the centre's own
Status = RegisteredAddress.Status


@dataclass(frozen=True, slots=True)
class For:
    """For whom an address is reserved: an enterprise, or the founder of a case that has none yet."""

    enterprise: Enterprise | None = None
    person: Person | None = None
    case_reference: str = ""


@transaction.atomic
def reserve_address(whom: For, *, by: User, now: datetime) -> RegisteredAddress:
    """Take one address out of the pool for some working days. Refused at the quota, and for who holds one already."""
    today = localdate(now)
    _must_need_one(whom, today=today)
    _take_one(today)
    address = _keep(whom, by=by, today=today)
    about = [address, *([whom.enterprise] if whom.enterprise else []), *([whom.person] if whom.person else [])]
    facts = {"until": str(address.expires_on), "case": whom.case_reference}
    trail.record(by, "address.reserved", on=about, facts={name: value for name, value in facts.items() if value})
    return address


def _must_need_one(whom: For, *, today: date) -> None:
    if not whom.enterprise and not whom.case_reference:
        raise Refused(_("Say for whom: an enterprise or a case."), field="whom")
    if whom.enterprise and whom.enterprise.left_on and whom.enterprise.left_on <= today:
        raise Refused(_("The enterprise has left already."), field="whom")
    held = RegisteredAddress.objects.standing()
    if whom.enterprise and held.filter(enterprise=whom.enterprise).exists():
        raise Refused(_("This enterprise has an address of ours already."), field="whom")
    if whom.case_reference and held.filter(case_reference=whom.case_reference).exists():
        raise Refused(_("An address is reserved for this case already."), field="whom")


def _take_one(today: date) -> None:
    """Count one more as taken, if the quota in force leaves one: a single statement, so that nobody slips past."""
    quota = int(parameter(QUOTA, on=today) or 0)
    Pool.objects.get_or_create(pk=1)
    if not Pool.objects.filter(pk=1, taken__lt=quota).update(taken=F("taken") + 1, ceiling=quota):
        raise Refused(
            _(
                "All %(quota)s addresses of the quota are taken. Give one back, or enter a higher quota with its evidence."
            )
            % {"quota": quota},
            field="whom",
        )


def _give_back(count: int = 1) -> None:
    Pool.objects.filter(pk=1).update(taken=F("taken") - count)


def _keep(whom: For, *, by: User, today: date) -> RegisteredAddress:
    days = int(parameter(DAYS, on=today) or 10)
    try:
        return RegisteredAddress.objects.create(
            reference=next_reference("A", today.year),
            text=_next_text(today),
            enterprise=whom.enterprise,
            person=whom.person,
            case_reference=whom.case_reference,
            reserved_on=today,
            expires_on=after_working_days(today, days),
            reserved_by=by,
            known_since=today,
        )
    except IntegrityError as error:  # two people reserved for the same firm at once
        raise Refused(_("This enterprise has an address of ours already."), field="whom") from error


def _next_text(today: date) -> str:
    """Return an address that nobody had: floors in turn, and a place that is never given twice."""
    place = next_number("address")
    floor = FLOORS[place % len(FLOORS)]
    pattern = str(parameter(FORM, on=today) or "")
    if not pattern:
        centre = operator()
        pattern = (centre.address.get("zh-Hans", "") if centre else "") + "{floor}层{room}室"
    return pattern.replace("{floor}", str(floor)).replace("{room}", f"{floor}{place % 160 + 1:02d}-{place}")


@transaction.atomic
def allot_address(
    address: RegisteredAddress,
    enterprise: Enterprise,
    *,
    agreed_until: date | None,
    evidence: str,
    seen: int,
    by: trail.Actor,
    now: datetime,
) -> RegisteredAddress:
    """Give a reserved address to the enterprise that its agreement names; the register of enterprises follows."""
    address, today = _locked(address), localdate(now)
    _must_fit(address, enterprise, today=today, agreed_until=agreed_until)
    if not evidence.strip():
        raise Refused(_("Name the address agreement."), field="evidence")
    held = {"enterprise": enterprise, "allotted_on": today, "agreed_until": agreed_until, "evidence": evidence.strip()}
    address.change(seen, **held)
    address.move_to(Status.ALLOTTED)
    change_address(enterprise, address.text, by=by)
    trail.record(by, "address.allotted", on=[address, enterprise], facts={"on": str(today)})
    return address


def _must_fit(address: RegisteredAddress, enterprise: Enterprise, *, today: date, agreed_until: date | None) -> None:
    if address.status == Status.RESERVED and address.expires_on < today:
        raise Refused(_("The reservation has expired. Reserve again."))
    if address.enterprise_id not in {None, enterprise.pk}:
        raise Refused(_("The address is reserved for another enterprise."), field="company")
    if enterprise.left_on and enterprise.left_on <= today:
        raise Refused(_("The enterprise has left already."), field="company")
    if agreed_until and agreed_until <= today:
        raise Refused(_("The agreement must end after today."), field="agreed_until")
    if RegisteredAddress.objects.standing().filter(enterprise=enterprise).exclude(pk=address.pk).exists():
        raise Refused(_("This enterprise has an address of ours already."), field="company")


@transaction.atomic
def release_address(
    address: RegisteredAddress, *, because: str, seen: int, by: trail.Actor, now: datetime
) -> RegisteredAddress:
    """Take a reserved or allotted address back into the pool; the firm's record keeps it until it has another."""
    address = _locked(address)
    if not because.strip():
        raise Refused(_("Say why: whoever asks later reads it in the history."), field="because")
    address.change(seen, ended_on=localdate(now), ended_because=because.strip())
    address.move_to(Status.RELEASED)
    _give_back()
    facts = {"on": str(address.ended_on)}
    trail.record(by, "address.released", on=_about(address), facts=facts, values={"because": because.strip()})
    return address


def _locked(address: RegisteredAddress) -> RegisteredAddress:
    """Lock the pool first and the address then, in the order in which reservations do."""
    Pool.objects.select_for_update().filter(pk=1).first()
    return RegisteredAddress.objects.select_for_update().get(pk=address.pk)


def _about(address: RegisteredAddress) -> list[RegisteredAddress | Enterprise]:
    return [address, address.enterprise] if address.enterprise else [address]


@transaction.atomic
def expire_reservations(*, by: trail.Actor, now: datetime) -> int:
    """Take back what was reserved and not allotted in time; return how many. Harmless to repeat."""
    today = localdate(now)
    Pool.objects.select_for_update().filter(pk=1).first()
    late = RegisteredAddress.objects.select_for_update().filter(status=Status.RESERVED, expires_on__lt=today)
    found = list(late)
    for address in found:
        RegisteredAddress.objects.filter(pk=address.pk).update(ended_on=today)
        address.move_to(Status.EXPIRED)
        trail.record(by, "address.expired", on=[address], facts={"on": str(today)})
    _give_back(len(found))
    return len(found)


@transaction.atomic
def release_of_those_who_left(*, by: trail.Actor, now: datetime) -> int:
    """Take back the addresses of enterprises that have left; return how many. Harmless to repeat."""
    today = localdate(now)
    gone = RegisteredAddress.objects.standing().filter(enterprise__left_on__lte=today)
    found = list(gone)
    for address in found:
        release_address(address, because=_("The enterprise left."), seen=address.version, by=by, now=now)
    return len(found)


@transaction.atomic
def note_addresses_export(*, kind: str, rows: int, wanted: dict[str, str], by: trail.Actor) -> None:
    trail.record(by, "addresses.exported", on=[], facts={"rows": rows, "form": kind} | wanted)
