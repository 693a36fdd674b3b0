"""The returns of the demonstration, batch by batch: filed long ago, in work today, and prepared for the next month."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from random import Random
from typing import Any, Final

from kudosbay.accounts.models import User
from kudosbay.compliance.plans import Filing
from kudosbay.demo.authority import Client
from kudosbay.demo.bulk import Row
from kudosbay.demo.days import at, later, workday_from, workdays

PAST = (
    ("closed",) * 240 + ("accepted",) * 6 + ("paid",) * 4 + ("nil",) * 4 + ("submitted",) * 4 + ("rejected",) * 2
    + ("not_applicable",) * 2 + ("blocked", "confirmed")
)  # fmt: skip
OPEN_NOW = (
    ("closed",) * 14 + ("submitted",) * 8 + ("accepted",) * 6 + ("paid",) * 4 + ("nil",) * 5 + ("confirmed",) * 6
    + ("reviewed",) * 5 + ("prepared",) * 6 + ("open",) * 6 + ("rejected", "blocked", "not_applicable")
)  # fmt: skip
NOT_YET: Final = ("open",) * 9 + ("prepared",) * 6 + ("reviewed",) * 4 + ("confirmed",) * 5 + ("blocked",)
PREPARED_IN: Final = frozenset(
    {"prepared", "reviewed", "confirmed", "submitted", "rejected", "accepted", "paid", "nil", "closed"}
)
REVIEWED_IN: Final = PREPARED_IN - {"prepared"}
CONFIRMED_IN: Final = REVIEWED_IN - {"reviewed"}
SUBMITTED_IN: Final = CONFIRMED_IN - {"confirmed"}
ACCEPTED_IN: Final = SUBMITTED_IN - {"submitted", "rejected"}
REASONS: Final = {
    "blocked": "法定代表人护照待更新，须重新实名认证 The passport of the legal representative is being renewed",
    "rejected": "申报表与票表比对不符 The return does not match the invoices",
    "not_applicable": "当期已变更纳税人类型 Another kind of taxpayer since this period",
}


@dataclass
class Told:
    """A batch in the making: when it is worked on, and by whom."""

    number: int
    filing: Filing
    today: date
    preparer: User
    reviewer: User
    days: list[date]  # working days on which returns are submitted

    @cached_property
    def lately(self) -> date:
        return workday_from(self.today - timedelta(days=4))

    @cached_property
    def is_past(self) -> bool:
        return self.last_day < self.today

    @cached_property
    def last_day(self) -> date:
        return self.filing.due.date if self.filing.due else self.filing.period.last + timedelta(days=15)

    @cached_property
    def opens(self) -> date:
        return (self.filing.due and self.filing.due.opens) or self.filing.period.last + timedelta(days=1)

    def worked_on(self, filed: date) -> date:
        """Three days before it was filed; of what is not filed yet, a week ago at the latest."""
        return (filed if self.is_past else min(filed, self.lately)) - timedelta(days=3)

    @cached_property
    def is_settled(self) -> bool:
        return self.last_day < self.today - timedelta(days=30)


def told_batch(number: int, filing: Filing, *, today: date, preparer: User, reviewer: User) -> Told:
    batch = Told(number, filing, today, preparer, reviewer, [])
    first = max(batch.opens, batch.last_day - timedelta(days=12))
    batch.days = [day for day in workdays(first, batch.last_day) if day <= today] or [workday_from(first)]
    return batch


def jobs_of(batch: Told, clients: list[Client], rng: Random, *, own: int) -> Iterator[Row]:
    """`own`: the firm of the demonstration's founder, who is to find a return to confirm."""
    period = batch.filing.period
    for client in clients:
        firm = client.one.firm
        gone = firm.left is not None and firm.left <= batch.last_day
        if client.since > period.last or gone or batch.filing.rule.id not in client.duties:
            continue
        status = _status(batch, client, rng)
        if client.one.pk == own and not batch.is_past and status not in {"blocked", "not_applicable"}:
            status = "reviewed"
        yield _job(batch, client, status=status, rng=rng)


def _status(batch: Told, client: Client, rng: Random) -> str:
    if batch.is_settled:
        return "closed"
    if client.lapsed:
        return "blocked"
    if batch.is_past:
        return rng.choice(PAST)
    return rng.choice(OPEN_NOW if batch.opens <= batch.today else NOT_YET)


def _job(batch: Told, client: Client, *, status: str, rng: Random) -> Row:
    row: dict[str, Any] = {
        "batch_id": batch.number,
        "enterprise_id": client.one.pk,
        "status": status,
        "version": 1,
        "reason": REASONS.get(status, ""),
    }
    if status not in PREPARED_IN:
        return row
    tax = _sums(batch, row, rng, nil=status == "nil")
    filed = min(rng.choice(batch.days), rng.choice(batch.days))
    if batch.is_settled and rng.randrange(60) == 0:
        filed = later(batch.last_day, rng.randint(1, 4))
    _looked_at(batch, client, row, filed=filed, rng=rng)
    if status in SUBMITTED_IN:
        row |= {"submitted_on": filed, "submitted_by_id": batch.reviewer.pk, "mandate_id": client.mandate_on(filed)}
    if status in ACCEPTED_IN:
        _answered(batch, row, filed=filed, tax=tax, rng=rng)
    if status == "accepted" and not tax:
        row["status"] = "nil"
    return row


def _sums(batch: Told, row: dict[str, Any], rng: Random, *, nil: bool) -> int:
    base = 0 if nil or rng.randrange(5) == 0 else rng.randint(40, 9000) * 100
    rate = {"VAT-M": 6, "VAT-Q": 0 if base < 300_000 else 1, "CIT-Q": 5}.get(batch.filing.rule.id, 3)
    tax = base * rate // 100
    source = f"{batch.filing.period.label} 账簿（演示） Ledger (demonstration)"
    told = f"{base}.00|{tax}.00|{source}|"
    row |= {"base": base, "tax": tax, "figures_from": source, "figures_hash": hashlib.sha256(told.encode()).hexdigest()}
    return tax


def _looked_at(batch: Told, client: Client, row: dict[str, Any], *, filed: date, rng: Random) -> None:
    """Each step some hours after the one before, none later than now."""
    begun = _moment(batch.worked_on(filed), rng.randrange(0, 510, 30))
    row |= {"prepared_at": begun, "prepared_by_id": batch.preparer.pk}
    if row["status"] in REVIEWED_IN:
        row |= {"reviewed_at": begun + timedelta(days=1), "reviewed_by_id": batch.reviewer.pk}
    if row["status"] in CONFIRMED_IN:
        row |= {
            "confirmed_at": begun + timedelta(days=2),
            "confirmed_by_id": batch.reviewer.pk if client.standing else batch.preparer.pk,
            "confirmed_name": client.one.client.called.full,
            "confirmed_hash": row["figures_hash"],
            "channel": "standing" if client.standing else "paper",
        }


def _answered(batch: Told, row: dict[str, Any], *, filed: date, tax: int, rng: Random) -> None:
    if filed <= batch.today:
        row |= {"receipt": _receipt(batch, row, rng), "receipt_on": filed, "receipt_known_since": filed}
    if row["status"] in {"paid", "closed"} and tax:
        row |= {"paid_on": min(_later(filed, 1), batch.today), "payment": f"JS{rng.randrange(10**10):010d}"}
    if row["status"] == "paid" and not tax:
        row["status"] = "nil"
    if row["status"] == "closed":
        row["closed_on"] = min(_later(filed, 2), batch.today)


def _receipt(batch: Told, row: dict[str, Any], rng: Random) -> str:
    return f"HZ{batch.filing.period.last:%Y%m}{row['enterprise_id']:05d}{rng.randrange(1000):03d}"


@cache
def _later(day: date, working_days: int) -> date:
    return later(day, working_days)


@cache
def _moment(day: date, minute: int) -> datetime:
    return at(day, minute)


def moment_of(day: date) -> datetime:
    return at(day, 60)
