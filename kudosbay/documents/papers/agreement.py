"""The service agreement: Chinese and English side by side, whatever the founder's own language is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import translation

from kudosbay.documents.papers.texts import day, name_on_paper
from kudosbay.kernel.formats import money
from kudosbay.kernel.text import pick

PAID_TO = {
    "ours": {"en": "Our fee", "zh": "本中心收费"},
    "third": {"en": "Third party, at cost", "zh": "第三方费用，据实结算"},
    "official": {"en": "Official fee, at cost", "zh": "官方规费，据实结算"},
}


def agreement(_language: str, data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "lang": "zh-Hans",
        "dir": "ltr",
        "client": {"name": name_on_paper(data, data["client"]["name"])},
        "case": str(data.get("case", "")),
        "made": _both(lambda: day(data["made_on"])),
        "lines": [_line(line) for line in data["lines"]],
        "totals": _totals(data["lines"]),
        "deposit": _both(lambda: money(Decimal(str(data["deposit"])), data["currency"])),
        "has_deposit": Decimal(str(data["deposit"])) > 0,
    }


def _both(make: Any) -> dict[str, str]:
    told = {}
    for name, language in (("en", "en"), ("zh", "zh-hans")):
        with translation.override(language):
            told[name] = make()
    return told


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "names": _names(line["names"]),
        "kind": PAID_TO.get(line["kind"], PAID_TO["ours"]),
        "price": _both(lambda: money(Decimal(str(line["price"])), line["currency"])),
    }


def _names(names: Mapping[str, str]) -> dict[str, str]:
    return {"en": pick(names, ["en"]).text, "zh": pick(names, ["zh-Hans"]).text}


def _totals(lines: list[Mapping[str, Any]]) -> list[dict[str, str]]:
    by_currency: dict[str, Decimal] = {}
    for line in lines:
        by_currency[line["currency"]] = by_currency.get(line["currency"], Decimal(0)) + Decimal(str(line["price"]))
    return [_both(lambda c=currency, t=total: money(t, c)) for currency, total in by_currency.items()]
