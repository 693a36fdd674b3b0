"""The pack for an authority: each field of its form in its order, with what the case knows, ready to be copied."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from babel.numbers import get_currency_name

from kudosbay.cases.models import Case
from kudosbay.centre.queries import operator, territory_names
from kudosbay.rulebook.load import load_rules


@dataclass(frozen=True, slots=True)
class PackField:
    """`names` is the field's label on the form, zh and en; `value` is empty where the case does not know it yet."""

    names: dict[str, str]
    value: str


Read = Callable[[Case], Any]
TEN_THOUSAND: Final = 10_000


def _fact(path: str) -> Read:
    def read(case: Case) -> Any:
        here: Any = case.facts
        for part in path.split("."):
            here = here.get(part) if isinstance(here, dict) else None
        return here

    return read


def _first_investor(name: str) -> Read:
    return lambda case: (case.facts.get("investors") or [{}])[0].get(name)


def _capital(case: Case) -> str:
    """Return the amount as Chinese forms want it: in units of ten thousand, with the currency's Chinese name."""
    capital = case.facts.get("capital") or {}
    if not capital.get("amount"):
        return ""
    amount = Decimal(str(capital["amount"])) / TEN_THOUSAND
    return f"{amount.normalize():f}万{get_currency_name(capital['currency'], locale='zh_Hans')}"


def _activities(case: Case) -> str:
    names = {one.id: one.data["name"]["zh"] for one in load_rules().activities}
    return "、".join(names.get(one, one) for one in case.facts.get("activities") or [])


def _country(case: Case) -> str:
    code = _first_investor("country")(case)
    return territory_names().get(code, {}).get("zh-Hans", code or "")


def _operator_phone(_case: Case) -> str:
    found = operator()
    return found.phone if found else ""


NAME = (
    {"zh": "企业名称", "en": "Company name"},
    lambda case: case.enterprise.name_zh if case.enterprise else case.company_name,
)
CODE = (
    {"zh": "统一社会信用代码", "en": "Credit code"},
    lambda case: case.enterprise.credit_code if case.enterprise else "",
)
ADDRESS = ({"zh": "住所", "en": "Registered address"}, lambda case: case.enterprise.address if case.enterprise else "")
INVESTOR = ({"zh": "投资者姓名", "en": "Investor"}, lambda case: case.founder.full_name)
LATIN = (
    {"zh": "姓名（拉丁字母）", "en": "Name in Latin letters"},
    lambda case: case.founder.latin_name or case.founder.full_name,
)
COUNTRY = ({"zh": "国家或地区", "en": "Country or region"}, _country)
SHARE = ({"zh": "出资比例（%）", "en": "Share, per cent"}, _first_investor("share"))
CAPITAL = ({"zh": "注册资本", "en": "Registered capital"}, _capital)
ACTIVITIES = ({"zh": "经营项目", "en": "Activities"}, _activities)
CHINESE = ({"zh": "中文姓名", "en": "Chinese name"}, lambda case: case.founder.chinese_name)
MAIL = ({"zh": "电子邮箱", "en": "E-mail"}, lambda case: case.founder.email)
PHONE = ({"zh": "联系电话", "en": "Telephone"}, lambda case: case.founder.phone)
AGENT = ({"zh": "经办机构电话", "en": "Agent’s telephone"}, _operator_phone)

# The order is that of the forms as we know it from practice; a person compares it with the form before filing.
FORMS: dict[str, list[tuple[dict[str, str], Read]]] = {
    "name.": [NAME, ACTIVITIES, INVESTOR, COUNTRY, SHARE],
    "amr.": [NAME, ADDRESS, CAPITAL, ACTIVITIES, INVESTOR, LATIN, CHINESE, COUNTRY, SHARE, MAIL, PHONE, AGENT],
    "seal.": [NAME, CODE, INVESTOR, PHONE],
    "tax.": [NAME, CODE, ADDRESS, INVESTOR, PHONE, MAIL],
    "bank.": [NAME, CODE, ADDRESS, CAPITAL, ACTIVITIES, INVESTOR, LATIN, COUNTRY, PHONE],
    "fx.": [NAME, CODE, CAPITAL, INVESTOR, COUNTRY],
    "customs.": [NAME, CODE, ADDRESS, PHONE],
    "p.": [NAME, CODE, LATIN, INVESTOR, COUNTRY, PHONE, MAIL],
}


def pack_fields(case: Case, step: str) -> list[PackField]:
    """Return the fields for the step's form; an empty list where the step has no form of ours."""
    wanted = next((fields for prefix, fields in FORMS.items() if step.startswith(prefix)), [])
    return [PackField(names, str(read(case) or "")) for names, read in wanted]
