"""Who works at the centre of the demonstration: one account per role to sign in with, and colleagues to meet."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kudosbay.accounts.commands import create_demo_accounts
from kudosbay.accounts.demonstration import DOMAIN
from kudosbay.accounts.models import User
from kudosbay.demo.files import history
from kudosbay.kernel.permissions import Role

# Advisers without a password: they appear in lists, nobody signs in as one of them.
COLLEAGUES: Final = (
    ("zoe", "佐怡 (Zoe Zuo)"),
    ("qian", "钱思远 (Qian Siyuan)"),
    ("shen", "沈佳宁 (Shen Jianing)"),
    ("tang", "唐一鸣 (Tang Yiming)"),
    ("xu", "徐静雯 (Xu Jingwen)"),
)


@dataclass(frozen=True, slots=True)
class Staff:
    """The first of the advisers is the one with whom people sign in."""

    advisers: list[User]
    communications: User
    manager: User
    founder: User
    agent: User
    events: User
    building: User
    tax_partner: User
    trade_talent: User
    administrator: User

    def adviser(self, place: int) -> User:
        return self.advisers[place % len(self.advisers)]

    @property
    def first_day(self) -> date:
        day: date = history()["first_day"]
        return day


def employ() -> Staff:
    accounts = create_demo_accounts()
    colleagues = [_colleague(login, name) for login, name in COLLEAGUES]
    return Staff(
        advisers=[accounts[Role.ADVISER], *colleagues],
        communications=accounts[Role.COMMUNICATIONS],
        manager=accounts[Role.MANAGER],
        founder=accounts[Role.FOUNDER],
        agent=accounts[Role.AGENT],
        events=accounts[Role.EVENTS],
        building=accounts[Role.BUILDING],
        tax_partner=accounts[Role.TAX_PARTNER],
        trade_talent=accounts[Role.TRADE_TALENT],
        administrator=accounts[Role.ADMINISTRATOR],
    )


def _colleague(login: str, name: str) -> User:
    user = User(
        email=f"{login}@{DOMAIN}", name=name, roles=[str(Role.ADVISER)], language="zh-hans", is_demonstration=True
    )
    user.set_unusable_password()
    user.save()
    return user
