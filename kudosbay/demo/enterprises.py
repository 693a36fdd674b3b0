"""Enterprises of the history as rows: licence, owners, money, offices, and what each got after its licence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from kudosbay.centre.queries import parameter
from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.codes import credit_code, credit_code_ending_in
from kudosbay.demo.companies import (
    PARTNERSHIP,
    Register,
    centre_address,
    foreign_owner,
    mainland_owner,
    other_address,
    scope_of,
)
from kudosbay.demo.days import in_office_hours, later, workday_from
from kudosbay.demo.files import dice, history
from kudosbay.demo.guests import Cast, Guest
from kudosbay.demo.staff import Staff
from kudosbay.demo.story import DESIGNED_UNTIL, Firm
from kudosbay.demo.trails import Act, about
from kudosbay.enterprises.models import Capital, Enterprise, Investor, Officer, Registration
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter
from kudosbay.people.models import Person

WHOLE: Final = Decimal(100)
TRADING: Final = frozenset(
    {"import_export", "trade_wholesale", "cross_border_ecommerce", "cosmetics_trade", "food_prepackaged"}
)
LAST_TRADE_RECORD: Final = date(2022, 12, 29)  # Foreign Trade Law, decision of 30 December 2022: no record since
CODE_STEP: Final = 4000


@dataclass(slots=True)
class Founded:
    """A firm that has its names, owners and place: all that its licence says, and when it got the rest."""

    firm: Firm
    client: Guest
    name_zh: str
    name_en: str
    code: str
    address: str
    owners: list[dict[str, Any]]
    registrations: list[tuple[str, date]]
    increase: tuple[date, Decimal] | None

    @property
    def pk(self) -> int:
        return self.firm.number


class Founding:
    """Decides for each firm, in order of licences, what its number and its neighbours allow."""

    def __init__(self, told: Cast) -> None:
        self.told = told
        self.rng = dice("enterprises")
        self.register = Register()
        self.at_centre: list[Firm] = []
        self.today: date = history()["today"]

    def found(self, firm: Firm) -> Founded:
        client, title = self.told.of_firm[firm.number], self.register.name(firm)
        return Founded(
            firm=firm,
            client=client,
            name_zh=title.zh,
            name_en=title.en,
            code=_code(firm.number, title.code_ends_in),
            address=self._address(firm),
            owners=_owners(firm, client, self.told.partners.get(firm.number), rng=self.rng),
            registrations=[one for one in _registrations(firm, self.rng) if self._has_come(firm, one[1])],
            increase=self._increase(firm),
        )

    def _has_come(self, firm: Firm, day: date) -> bool:
        return day <= self.today and (firm.left is None or day < firm.left)

    def _address(self, firm: Firm) -> str:
        """Nine in ten sit at the centre, as long as the quota of registered addresses lets them."""
        there = sum(one.left is None or one.left > firm.licensed for one in self.at_centre)
        wanted = self.rng.randrange(100) < history()["after_2019_04_12"]["at_centre_address"]
        if wanted and there < _quota(firm.licensed) - 2:
            self.at_centre.append(firm)
            return centre_address(firm.number)
        return other_address(self.rng)

    def _increase(self, firm: Firm) -> tuple[date, Decimal] | None:
        """One in thirty has raised its capital, never before the designed figures end."""
        day = workday_from(max(firm.licensed, DESIGNED_UNTIL) + timedelta(days=self.rng.randint(300, 900)))
        if self.rng.randrange(30) or not self._has_come(firm, day):
            return None
        return day, firm.amount * self.rng.choice([2, 3])


_quotas: dict[date, int] = {}


def _quota(day: date) -> int:
    month = day.replace(day=1)
    if month not in _quotas:
        _quotas[month] = int(parameter("address.quota", on=max(month, history()["first_day"])))
    return _quotas[month]


def _code(number: int, ends_in: str) -> str:
    return credit_code_ending_in(ends_in, number, CODE_STEP) if ends_in else credit_code(number)


def _owners(firm: Firm, client: Guest, partner: Guest | None, *, rng: Random) -> list[dict[str, Any]]:
    """Return owners whose shares make 100; the client's side always has the largest."""
    by_company = rng.randrange(100) < (75 if firm.origin == "attracted" else 6)
    first = _company(foreign_owner(client, rng), firm.country) if by_company else _natural(client)
    others = []
    second_country = firm.second_country or (firm.country if firm.form == PARTNERSHIP else "")
    if second_country:
        others.append(_natural(partner) if partner else _company(foreign_owner(client, rng), second_country))
    if firm.form == "jv_llc":
        others.append(_company(mainland_owner(rng), "CN"))
    for other in others:
        other["share"] = Decimal(rng.choice([10, 15, 20, 25]))
    first["share"] = WHOLE - sum((other["share"] for other in others), Decimal())
    return [first, *others]


def _natural(guest: Guest) -> dict[str, Any]:
    return {"kind": "natural", "person_id": guest.pk, "name": guest.called.full, "country": guest.country}


def _company(name: str, country: str) -> dict[str, Any]:
    return {"kind": "entity", "person_id": None, "name": name, "country": country}


def _registrations(firm: Firm, rng: Random) -> Iterator[tuple[str, date]]:
    """Yield what follows a licence, each on a working day after what it waits for."""
    seals, bank = later(firm.licensed, rng.randint(1, 2)), later(firm.licensed, rng.randint(7, 18))
    yield "seal.make", seals
    yield "tax.confirm", later(firm.licensed, rng.randint(1, 4))
    yield "si.register", later(seals, rng.randint(1, 3))
    yield "fx.register", later(firm.licensed, rng.randint(3, 6))
    yield "bank.basic", bank
    yield "bank.capital", later(bank, rng.randint(1, 5))
    if firm.activity in TRADING:
        if firm.licensed <= LAST_TRADE_RECORD:
            yield "trade.fto", later(seals, 2)
        yield "customs.file", later(seals, rng.randint(3, 6))
    if firm.activity == "medical_device_2":
        yield "lic.md2", later(bank, rng.randint(3, 8))
    if firm.activity == "food_prepackaged":
        yield "lic.food_prepack", later(seals, rng.randint(2, 6))


class Ledger:
    """Writes what was founded."""

    def __init__(self, founded: list[Founded], staff: Staff) -> None:
        self.founded, self.staff = founded, staff
        self.rng = dice("ledger")

    def write(self) -> None:
        lay(Enterprise, self._enterprises())
        lay(Investor, _with_ids(self._investors()))
        lay(Capital, _with_ids(self._capitals()))
        lay(Officer, _with_ids(self._officers()))
        lay(Registration, _with_ids(self._registrations()))
        numbers_go_on(Enterprise, Investor, Capital, Officer, Registration)

    def _enterprises(self) -> Iterator[Row]:
        numbers: dict[int, int] = {}
        for one in self.founded:
            year = one.firm.licensed.year
            numbers[year] = numbers.get(year, 0) + 1
            yield _enterprise(one, reference("E", year, numbers[year]), self.staff)
        Counter.objects.bulk_create(Counter(series=f"E-{year}", value=value) for year, value in numbers.items())

    def _investors(self) -> Iterator[Row]:
        for one in self.founded:
            for owner in one.owners:
                yield owner | _since_licence(one)

    def _capitals(self) -> Iterator[Row]:
        for one in self.founded:
            first = {"amount": one.firm.amount, "currency": one.firm.currency, **_since_licence(one)}
            if one.increase is None:
                yield first
            else:
                day, amount = one.increase
                yield first | {"valid_to": day}
                yield first | {"amount": amount, "valid_from": day, "known_since": day}

    def _officers(self) -> Iterator[Row]:
        for one in self.founded:
            for role in ("founder", "legal_representative"):
                person = {"enterprise_id": one.pk, "person_id": one.client.pk}
                yield person | {"role": role, "valid_from": one.firm.licensed, "valid_to": one.firm.left}

    def _registrations(self) -> Iterator[Row]:
        for one in self.founded:
            for step, day in one.registrations:
                yield {"enterprise_id": one.pk, "step": step, "done_on": day, "number": f"{one.code[9:15]}-{day:%m%d}"}

    def acts(self) -> Iterator[Act]:
        for one in self.founded:
            yield from self._acts(one)

    def _acts(self, one: Founded) -> Iterator[Act]:
        firm, by = one.firm, self.staff.adviser(one.client.adviser)
        enterprise, client = about(Enterprise, one.pk), about(Person, one.client.pk)

        def act(verb: str, day: date, **facts: str) -> Act:
            return Act(in_office_hours(day, self.rng), by, verb, [enterprise, client], facts | {"on": str(day)})

        yield act("enterprise.licensed", firm.licensed)
        for step, day in one.registrations:
            yield act("enterprise.registered", day, step=step)
        if one.increase:
            yield act("enterprise.capital_changed", one.increase[0])
        if firm.left:
            yield act("enterprise.left", firm.left, because=firm.because)


def _with_ids(rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        yield {**row, "id": number}


def _since_licence(one: Founded) -> dict[str, Any]:
    return {"enterprise_id": one.pk, "valid_from": one.firm.licensed, "known_since": one.firm.licensed}


MOVED_FROM: Final = ("上海市浦东新区", "上海市闵行区", "江苏省苏州市", "浙江省嘉兴市", "北京市朝阳区", "广东省深圳市")


def _moved(one: Founded) -> Row:
    """Return from where a firm that was in China already moved in."""
    if one.firm.origin != "attracted":
        return {}
    return {
        "moved_from": MOVED_FROM[one.pk % len(MOVED_FROM)],
        "founded_on": one.firm.licensed - timedelta(days=200 + one.pk * 37 % 2500),
        "moved_evidence": "原营业执照及迁移通知书（演示） Former licence and notice of the move (demonstration)",
    }


def _enterprise(one: Founded, number: str, staff: Staff) -> Row:
    firm = one.firm
    return {
        "id": one.pk,
        "reference": number,
        "name_zh": one.name_zh,
        "name_en": one.name_en,
        "credit_code": one.code,
        "form": firm.form,
        "origin": firm.origin,
        "licensed_on": firm.licensed,
        "left_on": firm.left,
        "left_because": firm.because,
        "address": one.address,
        "scope": scope_of(firm.activity),
        "activities": [firm.activity],
        "adviser_id": staff.adviser(one.client.adviser).pk,
        "known_since": firm.licensed,
        "is_demonstration": True,
        **_moved(one),
    }
