"""What a firm owes in a window of days, with who does it and how far it is. Computed when asked; nothing is stored."""

from dataclasses import dataclass
from datetime import date

from kudosbay.compliance.facts import facts_of
from kudosbay.compliance.models import Engagement, FilingJob
from kudosbay.enterprises.models import Enterprise
from kudosbay.rulebook.duties import DueItem, Duty, due_between, standing
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.taxdays import TaxDay


@dataclass(frozen=True, slots=True)
class Entry:
    """A duty on its day. `job`: the return at the tax partner, where there is one; `partner`: who is engaged for it."""

    item: DueItem
    job: FilingJob | None
    partner: str

    @property
    def is_done(self) -> bool:
        return bool(self.job and self.job.receipt_on)


@dataclass(frozen=True, slots=True)
class DutyCalendar:
    entries: list[Entry]
    standing: list[Duty]

    @property
    def next(self) -> Entry | None:
        return next((one for one in self.entries if not one.is_done), None)


def calendar_of(enterprise: Enterprise, *, first: date, last: date) -> DutyCalendar:
    """Find what falls due from `first` to `last`. Duties of one person are not told here: no days of persons are kept."""
    rulebook, facts = load_rules(), facts_of(enterprise, day=first)
    items = [one for one in due_between(rulebook, facts, first=first, last=last) if one.duty.person is None]
    jobs = _jobs(enterprise, first=first, last=last)
    engaged = list(Engagement.objects.live_on(first).filter(enterprise=enterprise).order_by("pk"))
    entries = [Entry(one, jobs.get(_key(one)), _partner(engaged, one.id)) for one in items]
    return DutyCalendar(entries, [one for one in standing(rulebook, facts, as_of=first) if one.person is None])


def _key(item: DueItem) -> tuple[str, str]:
    return item.id, item.period.label if item.period else ""


def _jobs(enterprise: Enterprise, *, first: date, last: date) -> dict[tuple[str, str], FilingJob]:
    rows = FilingJob.objects.filter(enterprise=enterprise, batch__due_on__gte=first, batch__due_on__lte=last)
    return {(row.batch.duty, row.batch.period): row for row in rows.select_related("batch")}


def _partner(engaged: list[Engagement], duty: str) -> str:
    return next((row.partner for row in engaged if duty in row.duties), "")


def tax_year(year: int) -> list[TaxDay]:
    """Return the last days of the monthly filing periods of a year."""
    return load_rules().tax_days.year(year)
