"""Firms with everything that filing for them needs, and batches in any state."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from conftest import Cast, make_user
from kudosbay.accounts.models import User
from kudosbay.compliance.commands import (
    Engaged,
    Granted,
    Sums,
    Told,
    act_on_return,
    check_real_name,
    engage,
    give_mandate,
    open_batch,
    prepare_return,
    tell_profile,
)
from kudosbay.compliance.models import FilingBatch, FilingJob
from kudosbay.enterprises.models import Enterprise
from kudosbay.enterprises.tests.test_queries import licensed
from kudosbay.kernel.permissions import Role

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)  # the return of February 2026 is due on the 16th
TODAY = NOW.date()
LONG_AGO = date(2025, 1, 2)
SUMS = Sums(Decimal("1000.00"), Decimal("60.00"), "Sales list of 3 March")
NIL = Sums(Decimal(0), Decimal(0), "No sales")


def partner(name: str = "Zheng") -> User:
    return User.objects.filter(email=f"{name.lower()}@example.org").first() or make_user(name, Role.TAX_PARTNER)


def firm(cast: Cast, number: int = 1, *, owner: User | None = None, **more: Any) -> Enterprise:
    one = licensed(cast, NOW, number)
    Enterprise.objects.filter(pk=one.pk).update(licensed_on=LONG_AGO, form="wfoe_llc")
    one.investors.all().delete()
    person = (owner or cast.amara).person
    given = {"name": person.full_name, "country": "NG", "share": 100, "valid_from": LONG_AGO, "known_since": LONG_AGO}
    one.investors.create(kind="natural", person=person, **given)
    one.refresh_from_db()
    return one


def served(
    cast: Cast, number: int = 1, *, owner: User | None = None, powers: Any = ("file",), vat: str = "general"
) -> Enterprise:
    one, by = firm(cast, number, owner=owner), partner()
    engage(one, Engaged("Partner", "SW-1", ["VAT-M", "IIT-W"], LONG_AGO, None, "S-1"), by=by, now=NOW)
    until = TODAY + timedelta(days=90)
    give_mandate(one, Granted("Amara", "Partner", list(powers), LONG_AGO, until, "S-2"), by=by, now=NOW)
    for role in ("legal_representative", "tax_handler"):
        check_real_name(one, role=role, name="A", checked_on=LONG_AGO, passport_until=None, by=by, now=NOW)
    tell_profile(one, Told(vat, "month", 3, 1, None, "Form"), since=LONG_AGO, by=by, now=NOW)
    return one


def opened(cast: Cast, *, firms: int = 1, **more: Any) -> FilingBatch:
    for number in range(1, firms + 1):
        served(cast, number, **more)
    return open_batch("VAT-M", "2026-02", by=partner(), now=NOW)


def prepared(job: FilingJob, sums: Sums = SUMS) -> FilingJob:
    job.refresh_from_db()
    return prepare_return(job, sums, seen=job.version, by=partner("Lu"), now=NOW)


def advanced(job: FilingJob, *acts: str) -> FilingJob:
    for act in acts:
        job = act_on_return(job, act, by=partner(), now=NOW)
    return job
