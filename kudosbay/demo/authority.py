"""Who may file in the demonstration: agreements, powers of attorney, identities and tax profiles of most firms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from kudosbay.accounts.demonstration import DOMAIN
from kudosbay.accounts.models import User
from kudosbay.compliance.models import Engagement, Mandate, RealName, TaxProfile
from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.days import in_office_hours, later
from kudosbay.demo.enterprises import Founded
from kudosbay.demo.files import dice
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.permissions import Role

PARTNER: Final = "松江诚信税务师事务所（演示） Songjiang Chengxin Tax Agents (demonstration)"
TERM: Final = timedelta(days=5 * 365)
GENERAL, STANDING, SERVED, LAPSED = 15, 70, 88, 3  # per cent of firms
WAGES: Final = 25  # per cent of the later firms also have their wages filed; of the first ones all have
EARLY: Final = date(2019, 2, 1)


@dataclass(frozen=True, slots=True)
class Client:
    """A firm that the partner files for: from when, which kind of taxpayer, and whether it confirms each return."""

    one: Founded
    since: date
    general: bool
    standing: bool
    lapsed: bool
    duties: list[str]
    mandates: tuple[tuple[int, date, date], ...]  # id, first and last day

    def mandate_on(self, day: date) -> int | None:
        return next((number for number, first, last in self.mandates if first <= day <= last), None)


def colleague() -> User:
    """The second person of four eyes; nobody signs in as her."""
    user = User(
        email=f"lu@{DOMAIN}",
        name="陆晓雯 (Lu Xiaowen)",
        roles=[str(Role.TAX_PARTNER)],
        language="zh-hans",
        is_demonstration=True,
    )
    user.set_unusable_password()
    user.save()
    return user


def clients_of(world: World) -> list[Client]:
    rng, numbers = dice("tax clients"), iter(range(1, 10**6))
    return [
        _client(one, rng, numbers=numbers, today=world.today) for one in world.founded if rng.randrange(100) < SERVED
    ]


def _client(one: Founded, rng: Random, *, numbers: Iterator[int], today: date) -> Client:
    since = later(one.firm.licensed, rng.randint(4, 12))
    lapsed = rng.randrange(100) < LAPSED
    terms, first = [], since
    while first <= today:
        last = first + TERM - timedelta(days=1)
        terms.append((next(numbers), first, last))
        first = last + timedelta(days=1)
    if lapsed and terms:
        number, begun, _last = terms[-1]
        terms[-1] = (number, begun, max(begun, today - timedelta(days=rng.randint(5, 90))))
    general = rng.randrange(100) < GENERAL
    wages = general or one.firm.licensed < EARLY or rng.randrange(100) < WAGES
    return Client(
        one=one,
        since=since,
        general=general,
        duties=["CIT-Q", *(["IIT-W"] if wages else []), *(["SURCH", "VAT-M"] if general else ["VAT-Q"])],
        standing=rng.randrange(100) < STANDING,
        lapsed=lapsed,
        mandates=tuple(terms),
    )


def write_authority(world: World, clients: list[Client]) -> None:
    by, rng = world.staff.tax_partner, dice("authority")
    lay(Engagement, ({"id": number, **_engagement(one)} for number, one in enumerate(clients, 1)))
    lay(Mandate, (row for one in clients for row in _mandates(one)))
    lay(RealName, ({"id": number, **row} for number, row in enumerate(_identities(clients, world.today, rng), 1)))
    lay(TaxProfile, ({"id": number, **_profile(one, rng)} for number, one in enumerate(clients, 1)))
    numbers_go_on(Engagement, Mandate, RealName, TaxProfile)
    world.trail.tell_all(
        Act(
            in_office_hours(one.since, rng),
            by,
            "engagement.made",
            [
                about(Engagement, number),
                about(Enterprise, one.one.pk),
                *(about(Mandate, key) for key, *_ in one.mandates[:1]),
            ],
            {"from": str(one.since), "duties": one.duties},
        )
        for number, one in enumerate(clients, 1)
        if one.since <= world.today
    )


def _engagement(client: Client) -> Row:
    firm = client.one.firm
    return {
        "enterprise_id": client.one.pk,
        "partner": PARTNER,
        "number": f"SWDL-{client.since.year}-{client.one.pk:04d}",
        "duties": client.duties,
        "starts_on": client.since,
        "ends_on": max(firm.left, client.since) if firm.left else None,
        "ended_because": "企业退出 The enterprise left" if firm.left else "",
        "evidence": f"涉税专业服务协议（演示）档案 {client.since.year}-{client.one.pk:04d}",
        "known_since": client.since,
        "is_demonstration": True,
    }


def _mandates(client: Client) -> Iterator[Row]:
    powers = ["file", *(["confirm"] if client.standing else []), "pay", "letters"]
    for number, first, last in client.mandates:
        yield {
            "id": number,
            "enterprise_id": client.one.pk,
            "grantor": client.one.client.called.full,
            "holder": PARTNER,
            "powers": powers,
            "valid_from": first,
            "valid_to": last,
            "evidence": f"授权委托书（演示）档案 {first.year}-{client.one.pk:04d}",
            "known_since": first,
            "is_demonstration": True,
        }


def _identities(clients: list[Client], today: date, rng: Random) -> Iterator[Row]:
    for client in clients:
        left = client.one.firm.left
        shared: dict[str, Any] = {
            "enterprise_id": client.one.pk,
            "checked_on": client.since,
            "known_since": client.since,
        }
        shared |= {"ended_on": max(left, client.since) if left else None, "is_demonstration": True}
        until = today + timedelta(days=rng.randint(30, 3000) if rng.randrange(40) else -rng.randint(3, 60))
        name = client.one.client.called.full
        yield shared | {"role": "legal_representative", "name": name, "passport_until": max(until, client.since)}
        yield shared | {"role": "tax_handler", "name": "陆晓雯", "passport_until": None}


def _profile(client: Client, rng: Random) -> Row:
    return {
        "enterprise_id": client.one.pk,
        "vat": "general" if client.general else "small_scale",
        "vat_period": "month" if client.general else "quarter",
        "employees": rng.choice([1, 1, 2, 2, 3, 5, 8]),
        "foreign_employees": rng.choice([0, 1, 1, 2]),
        "customs_registered": any(step == "customs.file" for step, _day in client.one.registrations),
        "evidence": "税务登记信息（演示） Tax registration (demonstration)",
        "valid_from": client.one.firm.licensed,
        "known_since": client.since,
    }
