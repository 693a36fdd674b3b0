"""Pieces that the papers share: texts in one language, dates, sums."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kudosbay.documents.papers.signs import first_printable
from kudosbay.kernel.formats import format_date, money, number, range_words
from kudosbay.kernel.text import pick

RTL = {"ar", "fa", "ur", "he"}
ISOLATE, END = "\u2068", "\u2069"  # first strong sign decides


def direction(language: str) -> str:
    return "rtl" if language.split("-", maxsplit=1)[0] in RTL else "ltr"


def said(texts: Mapping[str, str] | None, language: str) -> dict[str, str]:
    """Return a text with the language that it is really in, so that it is set in its own letters and direction."""
    found = pick(texts or {}, [language])
    runs = direction(found.lang)
    text = found.text if runs == direction(language) else isolated(found.text)
    return {"text": text, "lang": found.lang, "dir": runs}


def name_on_paper(data: Mapping[str, Any], name: str) -> str:
    """Return the name as given, or the holder's name in other letters where our fonts lack a sign of it."""
    holder = data.get("holder") or {}
    return first_printable(name, holder.get("passport", ""), holder.get("latin", ""), holder.get("chinese", ""))


def in_line(text: str, language: str) -> str:
    """Isolate a text that may be in another language than its paper: one that is not translated yet."""
    return isolated(text) if direction(language) == "rtl" else text


def isolated(text: str) -> str:
    """Let a name, number or foreign text keep its own order inside a line that runs the other way."""
    return f"{ISOLATE}{text}{END}" if text else ""


def day(iso: str | None, style: str = "long") -> str:
    return format_date(date.fromisoformat(iso), style) if iso else ""


def days_between(span: Mapping[str, str] | None) -> str:
    if not span or not span.get("earliest"):
        return ""
    first, last = (date.fromisoformat(span[name] or span["earliest"]) for name in ("earliest", "latest"))
    return range_words(first, last)


def sums(costs: Sequence[Mapping[str, Any]]) -> str:
    """Return sums by currency; nothing to pay is said, not left out."""
    told = [_sum(cost) for cost in costs]
    return ", ".join(text for text in told if text) or _("none")


def _sum(cost: Mapping[str, Any]) -> str:
    low, high = (Decimal(str(cost.get(name, cost.get("amount", 0)))) for name in ("min", "max"))
    if low == high:
        return money(low, cost["currency"]) if low else ""
    return money(high, cost["currency"]).replace(number(high, _decimals(high)), range_words(low, high))


def _decimals(amount: Decimal) -> int:
    return 0 if amount == int(amount) else 2


def count(value: int) -> str:
    return number(value)
