"""How a due day was found, in sentences; and due items and tax days as the JSON of the contract."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kudosbay.rulebook.dated import written_span
from kudosbay.rulebook.duedates import Said, tax_window
from kudosbay.rulebook.duties import DueItem, Duty, reminders
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.periods import Period
from kudosbay.rulebook.phrases import fact_label
from kudosbay.rulebook.records import Record
from kudosbay.rulebook.rendering import Json, reasons_json
from kudosbay.rulebook.taxdays import TaxDay

EN = {
    "nominal": "The law names {day}.",
    "window": "The filing period is the 1st to the 15th of the month; its last day would be {day}.",
    "published": "The tax administration published {day} for this month. {document}",
    "override": "A local change set {day}: {reason}.",
    "run": "From {first} to {last} there is a break with an official holiday; {inside} of its days lie inside the period.",
    "added": "So the period is longer: {day} is working day {n} after the 15th.",
    "next_workday": "{day} is a day off; the next working day is {next}.",
    "earlier": "{day} is a day off; it must be done on the working day before, {next}.",
    "fixed": "This day does not move for holidays.",
    "act_by": "This day does not move although it is a day off: act by {day}.",
    "counted": "Counted from {day} ({fact}): {count}.",
    "at_most": "The law sets {day} as the latest day.",
    "provisional": "The official holidays of {year} are not taken from a published table, so the day is provisional.",
    "not_found": "No published day was found for this month, and none is computed for the years before 2020.",
}
ZH = {
    "nominal": "法定日期为{day}。",
    "window": "申报期为当月1日至15日，原定截止日为{day}。",
    "published": "税务总局公布的本月申报截止日为{day}。{document}",
    "override": "地方调整为{day}：{reason_zh}。",
    "run": "{first}至{last}为含法定节假日的连休，其中{inside}天在申报期内。",
    "added": "申报期相应顺延至15日后的第{n}个工作日，即{day}。",
    "next_workday": "{day}为休息日，顺延至下一工作日{next}。",
    "earlier": "{day}为休息日，须提前至前一工作日{next}办理。",
    "fixed": "该日期不因节假日顺延。",
    "act_by": "该日期为休息日但不顺延，请于{day}前办理。",
    "counted": "自{fact}{day}起算：{count}。",
    "at_most": "法律规定最迟为{day}。",
    "provisional": "{year}年的申报期限尚未以公布的表格为准，日期为暂定。",
    "not_found": "未找到本月公布的期限，2020年以前不作推算。",
}
UNITS = {
    "en": {"calendar_days": "days", "working_days": "working days", "months": "months", "years": "years"},
    "zh": {"calendar_days": "日", "working_days": "个工作日", "months": "个月", "years": "年"},
}
ON_THE_DAY = {"en": "the day itself", "zh": "当日"}


def say(rulebook: Rulebook, said: Iterable[Said], *, language: str = "en") -> list[str]:
    """The reckoning in sentences; languages without sentences of their own get English."""
    short = "zh" if language.startswith("zh") else "en"
    phrases = ZH if short == "zh" else EN
    return [phrases[one.key].format(**_filled(rulebook, one, short)).strip() for one in said]


def _filled(rulebook: Rulebook, said: Said, language: str) -> dict[str, Any]:
    values = dict(said.values)
    if said.key == "counted":
        values["fact"] = fact_label(rulebook, values["fact"], language=language)
        values["count"] = _count(values, language)
    return values


def _count(values: dict[str, Any], language: str) -> str:
    if "n" not in values:
        return ON_THE_DAY[language]
    n, unit = values["n"], UNITS[language][values["unit"]]
    if language == "zh":
        return f"提前{-n}{unit}" if n < 0 else f"{n}{unit}内"
    return f"{-n} {unit} before it" if n < 0 else f"within {n} {unit}"


def both(rulebook: Rulebook, said: Iterable[Said]) -> list[dict[str, str]]:
    told = tuple(said)
    pairs = zip(say(rulebook, told), say(rulebook, told, language="zh"), strict=True)
    return [{"en": en, "zh": zh} for en, zh in pairs]


def item_json(item: DueItem) -> Json:
    due, data = item.due, item.duty.rule.data
    return {
        **duty_json(item.duty),
        "key": item.key,
        "period": _period(item.period),
        "date": due.date.isoformat(),
        "opens": _day(due.opens),
        "nominal": due.nominal.isoformat(),
        "act_by": due.act_by.isoformat(),
        "remind_on": [day.isoformat() for day in reminders(item)],
        "class": data["due"]["class"],
        "basis": due.basis,
        "provisional": item.provisional,
        "how": both(item.duty.rulebook, due.said),
        "parameters": [parameter_json(one) for one in item.parameters],
        "source": item.source,
        "confidence": item.confidence,
    }


def duty_json(duty: Duty) -> Json:
    data, penalty = duty.rule.data, duty.penalty
    return {
        "id": duty.id,
        "name": data["name"],
        "authority": data["authority"],
        "for": duty.person,
        "every": data["period"],
        "conditional": duty.applies is None,
        "missing": duty.missing,
        "note": data.get("note"),
        "penalty": penalty and {**penalty["text"], "source": penalty["source"], "confidence": penalty["confidence"]},
        "why": reasons_json(duty.why),
        "source": data["source"],
        "valid": written_span(duty.rule.span),
        "confidence": data["confidence"],
        "checked": data["checked"],
    }


def parameter_json(record: Record) -> Json:
    kept = ("id", "name", "value", "low", "high", "unit", "source", "confidence")
    return {key: record.data[key] for key in kept if key in record.data} | {"valid": written_span(record.span)}


def tax_day_json(rulebook: Rulebook, found: TaxDay) -> Json:
    due, row = tax_window(found), found.row or {}
    return {
        "month": found.month,
        "date": _day(found.date),
        "status": "provisional" if found.provisional else "published" if found.date else "not_found",
        "basis": found.basis,
        "provisional": found.provisional,
        "published": _day(found.published),
        "computed": _day(found.computed),
        "how": both(rulebook, due.said if due else (Said("not_found", {}),)),
        "document": row.get("document"),
        "source": row.get("source"),
        "scope": row.get("scope"),
        "confidence": row.get("confidence", "unverified"),
    }


def _period(period: Period | None) -> Json | None:
    if period is None:
        return None
    return {"label": period.label, "from": period.first.isoformat(), "to": period.last.isoformat()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
