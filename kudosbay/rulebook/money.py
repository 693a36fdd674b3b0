"""What the steps cost, apart by who is paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.selecting import Chosen

PAYEES = ("official", "ours", "third")


@dataclass(frozen=True, slots=True)
class Cost:
    min: Decimal
    max: Decimal
    currency: str
    to: str


def costs_of(chosen: Chosen) -> list[Cost]:
    """For each payee the first fee in force; where its condition is unknown, the range over all that may hold."""
    if not chosen.step.fees:
        return []
    found: dict[tuple[str, str], Cost] = {}
    settled: set[str] = set()
    case, day = chosen.case, chosen.case["filing"]
    for fee in chosen.step.fees:
        payee = fee.data["to"]
        holds = True if fee.when is None else fee.when.test(case, NOBODY)
        if payee in settled or holds is False or not fee.span.holds(day):
            continue
        key = payee, fee.data["currency"]
        found[key] = _wider(found.get(key), Cost(fee.low, fee.high, key[1], payee))
        if holds:
            settled.add(payee)
    people = len({item.get("person") or item.get("id") for item in chosen.who}) if chosen.step.per else 1
    return [_times(cost, people) for cost in found.values()]


def _wider(one: Cost | None, other: Cost) -> Cost:
    if one is None:
        return other
    return Cost(min(one.min, other.min), max(one.max, other.max), other.currency, other.to)


def _times(cost: Cost, people: int) -> Cost:
    return cost if people == 1 else Cost(cost.min * people, cost.max * people, cost.currency, cost.to)


def total(chosen: Iterable[tuple[Chosen, list[Cost]]]) -> dict[str, list[Cost]]:
    """Payee → one sum for each currency. What may not be needed counts in the most, not in the least."""
    sums: dict[tuple[str, str], Cost] = {}
    for step, costs in chosen:
        for cost in () if step.step.optional else costs:
            before = sums.get((cost.to, cost.currency)) or Cost(Decimal(0), Decimal(0), cost.currency, cost.to)
            least = Decimal(0) if step.conditional else cost.min
            after = Cost(before.min + least, before.max + cost.max, cost.currency, cost.to)
            sums[cost.to, cost.currency] = after
    return {payee: [cost for cost in sums.values() if cost.to == payee and cost.max] for payee in PAYEES}
