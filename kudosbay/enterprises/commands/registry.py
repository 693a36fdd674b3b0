from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.enterprises.codes import checked_code
from kudosbay.enterprises.models import Capital, Enterprise, Investor, Officer, Registration
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused, Stale
from kudosbay.kernel.money import Money
from kudosbay.kernel.numbers import next_reference
from kudosbay.kernel.states import SAVED_MEANWHILE
from kudosbay.people.models import Person

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Share:
    """One investor as the licence file names it; `share` in per cent."""

    name: str
    kind: str
    country: str
    share: Decimal
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Licence:
    """What a business licence says."""

    credit_code: str
    name_zh: str
    name_en: str
    form: str
    origin: str
    licensed_on: date
    capital: Money
    investors: Sequence[Share]
    address: str = ""
    scope: str = ""
    activities: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def record_licence(licence: Licence, *, by: trail.Actor, now: datetime, **more: Any) -> Enterprise:
    """Enter the enterprise that the licence makes: it exists from the day of the licence."""
    today = localdate(now)
    _check(licence, today=today)
    enterprise = _enter(licence, today=today, **more)
    for share in licence.investors:
        _invest(enterprise, share, since=licence.licensed_on, known=today)
    Capital.objects.create(
        enterprise=enterprise,
        amount=licence.capital.amount,
        currency=licence.capital.currency,
        valid_from=licence.licensed_on,
        known_since=today,
    )
    persons = [share.person for share in licence.investors if share.person]
    trail.record(by, "enterprise.licensed", on=[enterprise, *persons], facts={"on": str(licence.licensed_on)})
    return enterprise


def _check(licence: Licence, *, today: date) -> None:
    code = checked_code(licence.credit_code)
    if Enterprise.objects.filter(credit_code=code).exists():
        raise Refused(_("An enterprise with this credit code is in the registry already."), field="credit_code")
    if licence.licensed_on > today:
        raise Refused(_("The licence cannot be from a day that has not come yet."), field="licensed_on")
    if licence.capital.amount < 0:
        raise Refused(_("Registered capital cannot be less than nothing."), field="capital")
    if sum((share.share for share in licence.investors), Decimal()) != WHOLE:
        raise Refused(_("The investors’ shares do not add up to 100 per cent."), field="investors")


def _enter(licence: Licence, *, today: date, **more: Any) -> Enterprise:
    try:
        return Enterprise.objects.create(
            reference=next_reference("E", licence.licensed_on.year),
            credit_code=checked_code(licence.credit_code),
            name_zh=licence.name_zh,
            name_en=licence.name_en,
            form=licence.form,
            origin=licence.origin,
            licensed_on=licence.licensed_on,
            address=licence.address,
            scope=licence.scope,
            activities=list(licence.activities),
            known_since=today,
            **more,
        )
    except IntegrityError as error:  # two people typed in the same licence at once
        raise Refused(
            _("An enterprise with this credit code is in the registry already."), field="credit_code"
        ) from error


def _invest(enterprise: Enterprise, share: Share, *, since: date, known: date) -> Investor:
    return Investor.objects.create(
        enterprise=enterprise,
        kind=share.kind,
        person=share.person,
        name=share.name,
        country=share.country,
        share=share.share,
        valid_from=since,
        known_since=known,
    )


@transaction.atomic
def appoint_officer(enterprise: Enterprise, person: Person, *, role: str, since: date, by: trail.Actor) -> Officer:
    officer = Officer.objects.create(enterprise=enterprise, person=person, role=role, valid_from=since)
    trail.record(by, "enterprise.officer_appointed", on=[enterprise, person], facts={"role": role})
    return officer


@transaction.atomic
def record_registration(
    enterprise: Enterprise, step: str, *, done_on: date, by: trail.Actor, number: str = "", note: str = ""
) -> Registration:
    """Note what the firm got after its licence: seals, tax, a bank account, a customs code."""
    row = Registration.objects.create(enterprise=enterprise, step=step, done_on=done_on, number=number, note=note)
    trail.record(by, "enterprise.registered", on=[enterprise], facts={"step": step, "on": str(done_on)})
    return row


@transaction.atomic
def change_address(enterprise: Enterprise, address: str, *, by: trail.Actor) -> Enterprise:
    """Let the register say where the enterprise is registered now."""
    enterprise = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if enterprise.address != address:
        enterprise.change(enterprise.version, address=address)
        trail.record(by, "enterprise.address_changed", on=[enterprise], fields=["address"])
    return enterprise


@transaction.atomic
def record_departure(enterprise: Enterprise, *, left_on: date, because: str, by: trail.Actor, seen: int) -> Enterprise:
    enterprise = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if enterprise.left_on:
        raise Refused(_("The enterprise has left already."), field="left_on")
    if left_on < enterprise.licensed_on:
        raise Refused(_("The enterprise cannot leave before it was licensed."), field="left_on")
    enterprise.change(seen, left_on=left_on, left_because=because)
    trail.record(by, "enterprise.left", on=[enterprise], facts={"on": str(left_on)})
    return enterprise


@transaction.atomic
def change_capital(
    enterprise: Enterprise, capital: Money, *, since: date, seen: int, by: trail.Actor, now: datetime
) -> Capital:
    """End the capital in force and begin the new one on `since`.

    `seen` is the id of the capital that the form showed. Raises Stale if another one came since.
    """
    if since < enterprise.licensed_on or since > localdate(now):
        raise Refused(_("Enter a day between the licence and today."), field="since")
    if capital.amount < 0:
        raise Refused(_("Registered capital cannot be less than nothing."), field="amount")
    standing = list(Capital.objects.select_for_update().filter(enterprise=enterprise, valid_to=None).order_by("pk"))
    _must_have_seen(seen, standing, capital)
    if any(one.valid_from >= since for one in standing):
        raise Refused(_("The registered capital was already changed on this day or later."), field="since")
    for one in standing:
        one.keep_as_known(localdate(now))
        one.valid_to = since
        one.save(update_fields=["valid_to", "known_since"])
    row = Capital.objects.create(
        enterprise=enterprise,
        amount=capital.amount,
        currency=capital.currency,
        valid_from=since,
        known_since=localdate(now),
    )
    trail.record(by, "enterprise.capital_changed", on=[enterprise], fields=["capital"], facts={"from": str(since)})
    return row


def _must_have_seen(seen: int, standing: list[Capital], capital: Money) -> None:
    if standing and standing[-1].pk != seen:
        label, theirs = str(_("Registered capital")), standing[-1]
        yours = f"{capital.amount} {capital.currency}"
        raise Stale(SAVED_MEANWHILE, theirs={label: f"{theirs.amount} {theirs.currency}"}, yours={label: yours})


@transaction.atomic
def correct_licence(
    enterprise: Enterprise, *, licensed_on: date, because: str, by: trail.Actor, now: datetime, seen: int
) -> Enterprise:
    """Put right the day of the licence, and of all that began with it. Figures of every day follow."""
    enterprise = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    before = enterprise.licensed_on
    if licensed_on > localdate(now):
        raise Refused(_("The licence cannot be from a day that has not come yet."), field="licensed_on")
    if enterprise.left_on and licensed_on > enterprise.left_on:
        raise Refused(_("The enterprise left before this day."), field="licensed_on")
    enterprise.change(seen, licensed_on=licensed_on)
    _must_not_end_before(enterprise, licensed_on)
    _begin_with(enterprise, before, licensed_on, today=localdate(now))
    told = {"before": str(before), "on": str(licensed_on)}
    trail.record(by, "enterprise.corrected", on=[enterprise], fields=["licensed_on"], facts=told, values=_why(because))
    return enterprise


def _begin_with(enterprise: Enterprise, before: date, licensed_on: date, *, today: date) -> None:
    """Move what began with the licence; investors and capital leave what was believed until today behind."""
    began: list[Investor | Capital] = [*enterprise.investors.filter(valid_from=before)]
    began += enterprise.capitals.filter(valid_from=before)
    for row in began:
        row.keep_as_known(today)
        row.valid_from = licensed_on
        row.save(update_fields=["valid_from", "known_since"])
    enterprise.officers.filter(valid_from=before).update(valid_from=licensed_on)


def _must_not_end_before(enterprise: Enterprise, day: date) -> None:
    ended = [rows.filter(valid_to__lte=day) for rows in (enterprise.investors, enterprise.capitals)]
    if any(rows.exists() for rows in ended):
        raise Refused(_("An investor or the capital changed before this day."), field="licensed_on")


@transaction.atomic
def correct_investor(
    investor: Investor, *, country: str, name: str, because: str, seen: int, by: trail.Actor, now: datetime
) -> Investor:
    """Put right what was typed in wrongly, for all days: the investor has always been from there.

    What was believed until today stays: figures as known earlier do not move.
    """
    investor = (
        Investor.objects.select_for_update(of=("self", "enterprise")).select_related("enterprise").get(pk=investor.pk)
    )
    wanted = {"country": country, "name": name.strip()}
    before = {field: getattr(investor, field) for field in wanted}
    if seen == investor.version and wanted == before:
        raise Refused(_("Nothing differs from what is recorded."), field="country")
    values = _why(because)
    investor.keep_as_known(localdate(now))
    changed = investor.change(seen, **wanted)
    values |= {field: before[field] for field in changed}
    trail.record(by, "enterprise.corrected", on=[investor.enterprise], fields=changed, values=values)
    return investor


def _why(because: str) -> dict[str, str]:
    if not because.strip():
        raise Refused(_("Say why: whoever asks later reads it in the history."), field="because")
    return {"because": because.strip()}


@transaction.atomic
def note_export(*, kind: str, rows: int, wanted: dict[str, str], by: trail.Actor) -> None:
    """Note that rows of enterprises left the system: how many, in which form, narrowed by what."""
    trail.record(by, "enterprises.exported", on=[], facts={"rows": rows, "form": kind} | wanted)
