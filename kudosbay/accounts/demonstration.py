"""The accounts of the demonstration. Their passwords and secrets are for everybody to read; see UserManager.may_sign_in."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Final

from kudosbay.kernel.permissions import STAFF, Role

PASSWORD: Final = "songjiang-sunrise-2026"  # noqa: S105 - shown on the sign-in page of the demonstration
DOMAIN: Final = "kudosbay.example"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    role: Role
    name: str
    login: str
    language: str = "zh-hans"

    @property
    def email(self) -> str:
        return f"{self.login}@{DOMAIN}"

    @property
    def has_second_factor(self) -> bool:
        return self.role in STAFF

    @property
    def totp_secret(self) -> str:
        """The same in each demonstration: an app set up once keeps working."""
        return base64.b32encode(hashlib.sha1(self.email.encode()).digest()).decode()  # noqa: S324 - not a secret


DEMO_PEOPLE: Final = (
    DemoPerson(Role.ADVISER, "魏敏 (Wei Min)", "wei"),
    DemoPerson(Role.COMMUNICATIONS, "林晓彤 (Lin Xiaotong)", "lin"),
    DemoPerson(Role.EVENTS, "周航 (Zhou Hang)", "zhou"),
    DemoPerson(Role.BUILDING, "吴建国 (Wu Jianguo)", "wu"),
    DemoPerson(Role.TAX_PARTNER, "郑雅琴 (Zheng Yaqin)", "zheng"),
    DemoPerson(Role.TRADE_TALENT, "孙悦 (Sun Yue)", "sun"),
    DemoPerson(Role.MANAGER, "梅若兰 (Mei Ruolan)", "mei"),
    DemoPerson(Role.ADMINISTRATOR, "陈志远 (Chen Zhiyuan)", "chen"),
    DemoPerson(Role.FOUNDER, "Amara Nwosu", "amara", "en"),
    DemoPerson(Role.AGENT, "Daniel Ortega", "daniel", "en"),
    DemoPerson(Role.VISITOR, "顾文 (Gu Wen)", "gu"),
)
