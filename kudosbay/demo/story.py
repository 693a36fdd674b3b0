"""The history of the demonstration as a plan: who signed, what was licensed, who left, day by day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any, Final

from kudosbay.demo.days import later, workday_from, workday_until, workdays
from kudosbay.demo.files import Wheel, dice, history, table

DESIGNED_UNTIL: Final = date(2019, 4, 12)
WITHDRAWN_AFTER: Final = 118
OPEN_SINCE: Final = date(2026, 8, 3)
OPEN: Final = 46
EARLY: Final = 8
NEVER_LEAVE: Final = frozenset({1, 134})


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date
    told: dict[str, int]

    @property
    def workdays(self) -> list[date]:
        return workdays(self.first, self.last)


@dataclass(slots=True)
class Firm:
    """An enterprise to be: its licence, its money, and the agreement before it."""

    number: int
    licensed: date
    signed: date
    origin: str
    country: str
    second_country: str
    form: str
    activity: str
    amount: Decimal
    currency: str
    left: date | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An agreement that led to no enterprise; `ended` is None while its case is open."""

    signed: date
    country: str
    ended: date | None


@dataclass(slots=True)
class Story:
    firms: list[Firm]
    withdrawn: list[Withdrawn]
    open: list[Withdrawn] = field(default_factory=list)


@cache
def periods() -> list[Period]:
    return [
        Period(row["from"], row["to"], {name: count for name, count in row.items() if isinstance(count, int)})
        for row in history()["periods"]
    ]


def tell(today: date) -> Story:
    """Return the whole history: the designed rows until April 2019, then by the rules of history.yaml.

    Open matters move along with `today`, so that queues are alive whenever the demonstration is filled.
    """
    rng = dice("story")
    firms = [_designed(row) for row in table("history_enterprises.csv")]
    agreements = table("history_agreements.csv")
    waiting = [row for row in agreements if row["outcome"] == "licensed_later"]
    for period in periods():
        if period.first > DESIGNED_UNTIL:
            firms += _licensed_in(period, len(firms), waiting, rng=rng)
            _leave_in(period, firms, rng)
    withdrawn = [_withdrawn(row) for row in agreements if row["outcome"] == "withdrawn"]
    return Story(firms, [*withdrawn, *_withdrawn_after(rng)], _open_ones(rng, today))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _designed(row: dict[str, str]) -> Firm:
    return Firm(
        number=int(row["no"]),
        licensed=date.fromisoformat(row["licensed"]),
        signed=date.fromisoformat(row["agreement_signed"]),
        origin=row["origin"],
        country=row["country"],
        second_country=row["second_country"],
        form=row["form"],
        activity=row["activity"],
        amount=Decimal(row["amount"]),
        currency=row["currency"],
        left=_day(row["left"]),
        because=row["left_reason"],
    )


def _withdrawn(row: dict[str, str]) -> Withdrawn:
    return Withdrawn(date.fromisoformat(row["signed"]), row["country"], _day(row["ended"]))


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = history()["after_2019_04_12"]
    return rules


@cache
def _wheel(of: str) -> Wheel:
    return Wheel(history()["countries"]["weights_after"] if of == "country" else _rules()[of])


def _licensed_in(period: Period, before: int, waiting: list[dict[str, str]], *, rng: Random) -> list[Firm]:
    days = sorted(rng.choices(period.workdays, k=period.told["licensed"])) if period.told["licensed"] else []
    return [_firm(before + place, day, waiting, rng=rng) for place, day in enumerate(days, 1)]


def _firm(number: int, licensed: date, waiting: list[dict[str, str]], *, rng: Random) -> Firm:
    taken = waiting.pop(0) if waiting else None
    country = taken["country"] if taken else _wheel("country").turn(rng)
    signed = date.fromisoformat(taken["signed"]) if taken else _signed_before(licensed, rng)
    currency = _currency(country, rng)
    return Firm(
        number=number,
        licensed=licensed,
        signed=signed,
        origin="attracted" if rng.random() < 0.25 else "converted",
        country=country,
        second_country=_second(country, rng),
        form=_wheel("form").turn(rng),
        activity=_wheel("activity").turn(rng),
        amount=_amount(currency, rng),
        currency=currency,
    )


def _signed_before(licensed: date, rng: Random) -> date:
    return workday_until(licensed - timedelta(days=rng.randint(14, 50)))


def _currency(country: str, rng: Random) -> str:
    chosen = _wheel("currency").turn(rng)
    return str(_rules()["own_currency"].get(country, "USD") if chosen == "own" else chosen)


def _amount(currency: str, rng: Random) -> Decimal:
    unit = _rules()["unit"]
    return Decimal(int(_wheel("amount_units").turn(rng)) * unit.get(currency, unit["other"]))


def _second(country: str, rng: Random) -> str:
    if rng.randrange(14):
        return ""
    return str(rng.choice([country, _wheel("country").turn(rng)]))


def _leave_in(period: Period, firms: list[Firm], rng: Random) -> None:
    days = period.workdays or [period.last]
    for day in sorted(rng.choices(days, k=period.told["left"])):
        settled = [firm for firm in firms if _may_leave(firm, day)]
        firm = rng.choice(settled)
        firm.left, firm.because = day, "closed" if rng.randrange(5) < 3 else "moved_out"


def _may_leave(firm: Firm, day: date) -> bool:
    return firm.left is None and firm.number not in NEVER_LEAVE and firm.licensed <= day - timedelta(days=366)


def _withdrawn_after(rng: Random) -> list[Withdrawn]:
    """Spread evenly from April 2019 to the autumn of 2026."""
    last = OPEN_SINCE - timedelta(days=60)
    step = (last - DESIGNED_UNTIL) / WITHDRAWN_AFTER
    days = [workday_from(DESIGNED_UNTIL + timedelta(days=5) + step * number) for number in range(WITHDRAWN_AFTER)]
    return [Withdrawn(day, _wheel("country").turn(rng), later(day, rng.randint(15, 60))) for day in days]


def _open_ones(rng: Random, today: date) -> list[Withdrawn]:
    end: date = history()["today"]
    moved = max(timedelta(), today - end)
    chosen = sorted(rng.sample(workdays(OPEN_SINCE, end - timedelta(days=3)), OPEN))
    return [Withdrawn(workday_until(day + moved), _wheel("country").turn(rng), None) for day in chosen]


def early_ones(today: date) -> list[Withdrawn]:
    """Return those who began in the last days and have not signed: `signed` is the day on which they began."""
    rng, end = dice("early"), max(today, history()["today"])
    days = workdays(end - timedelta(days=15), end - timedelta(days=1))
    chosen = sorted(rng.choices(days, k=EARLY))
    return [Withdrawn(day, _wheel("country").turn(rng), None) for day in chosen]
