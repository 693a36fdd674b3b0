"""Who may file for a firm: agreement, power of attorney, identity at the tax office; and what its duties depend on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.compliance.models import Engagement, Mandate, RealName, TaxProfile
from kudosbay.compliance.plans import periodic_duties
from kudosbay.compliance.policy import must_be_partner, must_be_partner_or_manager, must_say
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Engaged:
    """What an agreement with a tax partner says."""

    partner: str
    number: str
    duties: list[str]
    starts_on: date
    ends_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Granted:
    """What a power of attorney says."""

    grantor: str
    holder: str
    powers: list[str]
    valid_from: date
    valid_to: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a firm told of itself; null and empty: nobody said."""

    vat: str
    vat_period: str
    employees: int | None
    foreign_employees: int | None
    customs_registered: bool | None
    evidence: str


@transaction.atomic
def engage(enterprise: Enterprise, given: Engaged, *, by: User, now: datetime) -> Engagement:
    must_be_partner_or_manager(by)
    unknown = set(given.duties) - set(periodic_duties())
    if unknown or not given.duties:
        raise Refused(_("Choose the duties that the agreement covers."), field="duties")
    _must_follow(given.starts_on, given.ends_on, field="ends_on")
    must_say(given.evidence, "evidence")
    row = Engagement.objects.create(
        enterprise=enterprise,
        partner=given.partner.strip(),
        number=given.number.strip(),
        duties=sorted(given.duties),
        starts_on=given.starts_on,
        ends_on=given.ends_on,
        evidence=given.evidence.strip(),
        known_since=localdate(now),
    )
    facts = {"from": str(row.starts_on), "duties": row.duties}
    trail.record(by, "engagement.made", on=[row, enterprise], facts=facts)
    return row


def _must_follow(first: date, last: date | None, *, field: str) -> None:
    if last and last < first:
        raise Refused(_("The last day lies before the first."), field=field)


@transaction.atomic
def end_engagement(row: Engagement, *, on: date, because: str, seen: int, by: User) -> Engagement:
    must_be_partner_or_manager(by)
    row = Engagement.objects.select_for_update().get(pk=row.pk)
    _must_follow(row.starts_on, on, field="on")
    said = must_say(because)
    row.change(seen, ends_on=on, ended_because=said)
    trail.record(by, "engagement.ended", on=[row, row.enterprise], facts={"on": str(on)}, values={"because": said})
    return row


@transaction.atomic
def give_mandate(enterprise: Enterprise, given: Granted, *, by: User, now: datetime) -> Mandate:
    """Record a power of attorney that the firm signed and sealed."""
    must_be_partner_or_manager(by)
    if not set(given.powers) or set(given.powers) - set(Mandate.Power.values):
        raise Refused(_("Choose what the holder may do."), field="powers")
    _must_follow(given.valid_from, given.valid_to, field="valid_to")
    must_say(given.evidence, "evidence")
    row = Mandate.objects.create(
        enterprise=enterprise,
        grantor=given.grantor.strip(),
        holder=given.holder.strip(),
        powers=[power for power in Mandate.Power.values if power in given.powers],
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        evidence=given.evidence.strip(),
        known_since=localdate(now),
    )
    facts = {"until": str(row.valid_to), "powers": row.powers}
    trail.record(by, "mandate.given", on=[row, enterprise], facts=facts)
    return row


@transaction.atomic
def revoke_mandate(row: Mandate, *, on: date, because: str, seen: int, by: User) -> Mandate:
    """Take the power back from a day on: no return is submitted with it any more."""
    must_be_partner_or_manager(by)
    row = Mandate.objects.select_for_update().get(pk=row.pk)
    if row.revoked_on:
        raise Refused(_("This power of attorney was revoked already."))
    if not row.valid_from <= on <= row.valid_to:
        raise Refused(_("Enter a day on which it was in force."), field="on")
    said = must_say(because)
    row.change(seen, revoked_on=on, revoked_because=said)
    trail.record(by, "mandate.revoked", on=[row, row.enterprise], facts={"on": str(on)}, values={"because": said})
    return row


@transaction.atomic
def check_real_name(
    enterprise: Enterprise,
    *,
    role: str,
    name: str,
    checked_on: date,
    passport_until: date | None,
    by: User,
    now: datetime,
) -> RealName:
    """Record who was identified at the tax office in a role; whoever held it before does so no more."""
    must_be_partner_or_manager(by)
    if checked_on > localdate(now):
        raise Refused(_("This day has not come yet."), field="checked_on")
    if passport_until and passport_until < checked_on:
        raise Refused(_("The passport had expired on the day of the check."), field="passport_until")
    before = RealName.objects.select_for_update().filter(enterprise=enterprise, role=role, ended_on=None)
    for row in before:
        row.change(row.version, ended_on=max(checked_on, row.checked_on))
    row = RealName.objects.create(
        enterprise=enterprise,
        role=role,
        name=name.strip(),
        checked_on=checked_on,
        passport_until=passport_until,
        known_since=localdate(now),
    )
    trail.record(by, "real_name.checked", on=[row, enterprise], facts={"role": role, "on": str(checked_on)})
    return row


@transaction.atomic
def end_real_name(row: RealName, *, on: date, seen: int, by: User) -> RealName:
    must_be_partner_or_manager(by)
    row = RealName.objects.select_for_update().get(pk=row.pk)
    _must_follow(row.checked_on, on, field="on")
    row.change(seen, ended_on=on)
    trail.record(by, "real_name.ended", on=[row, row.enterprise], facts={"role": row.role, "on": str(on)})
    return row


@transaction.atomic
def tell_profile(enterprise: Enterprise, told: Told, *, since: date, by: User, now: datetime) -> TaxProfile:
    """Record from a day on what the duties depend on; the row before stays for the days before."""
    must_be_partner(by)
    must_say(told.evidence, "evidence")
    row = TaxProfile.objects.create(
        enterprise=enterprise,
        vat=told.vat,
        vat_period=told.vat_period,
        employees=told.employees,
        foreign_employees=told.foreign_employees,
        customs_registered=told.customs_registered,
        evidence=told.evidence.strip(),
        valid_from=since,
        known_since=localdate(now),
    )
    trail.record(by, "tax_profile.told", on=[row, enterprise], facts={"from": str(since)})
    return row
