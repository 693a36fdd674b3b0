"""Concentrated taxation of the demonstration: who may file, and the returns filed month by month since 2018."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from kudosbay.compliance.models import FilingBatch, FilingJob
from kudosbay.compliance.plans import Filing, filing
from kudosbay.demo.authority import Client, clients_of, colleague, write_authority
from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.days import earlier, workday_from
from kudosbay.demo.files import dice
from kudosbay.demo.filings import Told, jobs_of, moment_of, told_batch
from kudosbay.demo.guests import AMARA
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.enterprises.models import Officer
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter

FIRST_YEAR: Final = 2018
VISIT: Final = ("VAT-M/2018-12", "VAT-M/2019-01", "IIT-W/2019-01", "VAT-Q/2018-Q4")  # the month of the visit


def write(world: World) -> None:
    clients, second = clients_of(world), colleague()
    write_authority(world, clients)
    batches = [
        told_batch(number, found, today=world.today, preparer=second, reviewer=world.staff.tax_partner)
        for number, found in enumerate(_filings(world), 1)
    ]
    names = _names(batches)
    lay(FilingBatch, (_batch(one, names[one.number]) for one in batches))
    lay(FilingJob, ({"id": number, **row} for number, row in enumerate(_jobs(world, batches, clients), 1)))
    numbers_go_on(FilingBatch, FilingJob)
    world.trail.tell_all(act for one in batches for act in _acts(world, one))


def _filings(world: World) -> Iterator[Filing]:
    """The full demonstration files month by month; the small one the month of the visit, and what is in work."""
    keys = _history(world.today) if world.everybody else VISIT
    recent = [key for key in _recent(world.today, everybody=world.everybody) if key not in set(keys)]
    for key in [*keys, *recent]:
        duty, _slash, label = key.partition("/")
        found = filing(duty, label)
        if found and _opened_on(found) <= world.today:
            yield found


def _history(today: date) -> list[str]:
    keys = []
    for year in range(FIRST_YEAR, today.year + 1):
        keys += [f"VAT-M/{year}-{month:02}" for month in range(1, 13)]
        keys += [f"VAT-Q/{year}-Q{quarter}" for quarter in range(1, 5)] if year < FIRST_YEAR + 2 else []
    keys += [f"IIT-W/{FIRST_YEAR}-12", *(f"IIT-W/{FIRST_YEAR + 1}-{month:02}" for month in range(1, 7))]
    return sorted(keys, key=lambda key: key.partition("/")[2])


def _recent(today: date, *, everybody: bool) -> Iterator[str]:
    """The month that runs, those right before it, and the quarter that ended with them."""
    month = today.replace(day=1)
    months = [month]
    for _before in range(2 if everybody else 1):
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    for one in months:
        if one.month % 3 == 1:
            ended = one - timedelta(days=1)
            yield f"VAT-Q/{ended.year}-Q{ended.month // 3}"
        yield f"VAT-M/{one:%Y-%m}"
        yield f"IIT-W/{one:%Y-%m}"


def _opened_on(found: Filing) -> date:
    return earlier(found.period.last, 6)


def _names(batches: list[Told]) -> dict[int, str]:
    numbers: dict[int, int] = {}
    names = {}
    for one in batches:
        year = _opened_on(one.filing).year
        numbers[year] = numbers.get(year, 0) + 1
        names[one.number] = reference("F", year, numbers[year])
    Counter.objects.bulk_create(Counter(series=f"F-{year}", value=value) for year, value in numbers.items())
    return names


def _batch(one: Told, name: str) -> Row:
    due, period = one.filing.due, one.filing.period
    closed = moment_of(_closed_on(one)) if one.is_settled else None
    row: dict[str, Any] = {
        "id": one.number,
        "reference": name,
        "duty": one.filing.rule.id,
        "period": period.label,
        "period_first": period.first,
        "period_last": period.last,
        "opens_on": due.opens if due else None,
        "due_on": due.date if due else None,
        "basis": due.basis if due else "",
        "is_provisional": bool(due and due.provisional),
        "status": "closed" if closed else "open",
        "opened_at": moment_of(_opened_on(one.filing)),
        "opened_by_id": one.reviewer.pk,
        "closed_at": closed,
        "closed_by_id": one.reviewer.pk if closed else None,
        "is_demonstration": True,
    }
    return row


def _closed_on(one: Told) -> date:
    return workday_from(one.last_day + timedelta(days=14))


def _jobs(world: World, batches: list[Told], clients: list[Client]) -> Iterator[Row]:
    rng, own = dice("returns"), _own_firm(world, clients)
    for one in batches:
        yield from jobs_of(one, clients, rng, own=own)


def _own_firm(world: World, clients: list[Client]) -> int:
    """Make the founder who signs in a director of a countrywoman’s firm, so that she sees its duties."""
    amara = next((one for one in world.people.of_open if one.called == AMARA), None)
    firms = (
        one for one in clients if one.general and not one.standing and not one.lapsed and one.one.firm.left is None
    )
    firm = next((one.one for one in firms if amara and one.one.client.country == amara.country), None)
    if amara is None or firm is None:
        return 0
    since = max(amara.registered, firm.firm.licensed)
    Officer.objects.create(enterprise_id=firm.pk, person_id=amara.pk, role="director", valid_from=since)
    return firm.pk


def _acts(world: World, one: Told) -> Iterator[Act]:
    batch, by = [about(FilingBatch, one.number)], world.staff.tax_partner
    facts = {"duty": one.filing.rule.id, "period": one.filing.period.label}
    yield Act(moment_of(_opened_on(one.filing)), by, "batch.opened", batch, facts)
    if one.is_past:
        yield Act(moment_of(one.days[-1]), by, "return.submitted", batch, facts)
    if one.is_settled:
        yield Act(moment_of(_closed_on(one)), by, "batch.closed", batch)
