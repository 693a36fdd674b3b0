"""An account in sentences, and as JSON; in Chinese, Arabic and English."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kudosbay.rulebook.account import Account, told_once
from kudosbay.rulebook.citing import citation
from kudosbay.rulebook.counting import Due, counted_day
from kudosbay.rulebook.dated import Span, written_span
from kudosbay.rulebook.duedates import Said
from kudosbay.rulebook.duty_words import say
from kudosbay.rulebook.explain import explain, said
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.phrases import Phrasing
from kudosbay.rulebook.records import Data
from kudosbay.rulebook.why_not import Way
from kudosbay.rulebook.workdays import Calendar, OutsideCalendarError

WORDS = {
    "en": {
        "if": "It would apply if {said}.",
        "lift": "It would be lifted if {said}.",
        "and": " and ",
        "always": "In force on every day that these rules cover.",
        "since": "In force since {first}.",
        "until": "In force until {last}.",
        "span": "In force from {first} to {last}.",
        "not in force": "Not in force on this day. {when}",
        "by": "{cited}. Confidence: {confidence}; checked on {checked}.",
        "high": "high",
        "medium": "medium",
        "low": "low",
        "unverified": "unverified",
        ".": ".",
    },
    "zh": {
        "if": "如{said}，则适用。",
        "lift": "如{said}，则不再受限。",
        "and": "，且",
        "always": "在本规则涵盖的全部时间内有效。",
        "since": "自{first}起有效。",
        "until": "有效至{last}。",
        "span": "有效期{first}至{last}。",
        "not in force": "该日不适用。{when}",
        "by": "{cited}。可信度：{confidence}；核对日期：{checked}。",
        "high": "高",
        "medium": "中",
        "low": "低",
        "unverified": "未核实",
        ".": "。",
    },
    "ar": {
        "if": "تنطبق إذا: {said}.",
        "lift": "تزول إذا: {said}.",
        "and": " و",
        "always": "سارية في كل الأيام التي تغطيها هذه القواعد.",
        "since": "سارية منذ {first}.",
        "until": "سارية حتى {last}.",
        "span": "سارية من {first} إلى {last}.",
        "not in force": "غير سارية في هذا اليوم. {when}",
        "by": "{cited}. الثقة: {confidence}؛ روجعت في {checked}.",
        "high": "عالية",
        "medium": "متوسطة",
        "low": "منخفضة",
        "unverified": "غير مؤكدة",
        ".": ".",
    },
}


@dataclass(frozen=True, slots=True)
class Told:
    """One account in one language. `why_not`: one sentence for each way."""

    name: str
    why: list[str]
    why_not: list[str]
    since: str
    how: list[str]
    says: list[str]
    other_versions: list[str]


def tell(rulebook: Rulebook, account: Account, *, language: str = "en") -> Told:
    data, words = account.record.data, _words(language)
    lift = "lift" if account.kind == "blocks" and account.applies is not False else "if"
    when = _in_force(account.record.span, words)
    ways = (_way(rulebook, way, language) for way in account.ways if way)
    return Told(
        name=rulebook.text(account.kind, data, "name" if "name" in data else "reason", language=language),
        why=[one.text for one in explain(rulebook, told_once(account.why), language=language)],
        why_not=[words[lift].format(said=one) for one in ways],
        since=when if account.in_force else words["not in force"].format(when=when),
        how=[*_route(rulebook, account, language), *_how(rulebook, account.due, language)],
        says=list(_says(rulebook, data, language=language)),
        other_versions=[_in_force(one.span, words) for one in account.versions if one.span != account.record.span],
    )


def account_json(rulebook: Rulebook, account: Account) -> dict[str, Any]:
    data = account.record.data
    en, zh = tell(rulebook, account), tell(rulebook, account, language="zh-Hans")
    both = {part: {"en": getattr(en, part), "zh": getattr(zh, part)} for part in Told.__slots__}
    return {
        "kind": account.kind,
        "id": account.record.id,
        "applies": account.applies,
        "in_force": account.in_force,
        **both,
        "valid": written_span(account.record.span),
        "source": [*data["source"], *(account.route.data["source"] if account.route else ())],
        "confidence": data["confidence"],
        "checked": data["checked"],
    }


def _words(language: str) -> dict[str, str]:
    return WORDS["zh" if language.startswith("zh") else language if language in WORDS else "en"]


def _way(rulebook: Rulebook, way: Way, language: str) -> str:
    phrasing = Phrasing(rulebook, language)
    parts = []
    for turn in way:
        owner = (turn.reason.fact or "").partition("[")[2].partition("]")[0]
        text = said(phrasing, turn.reason.condition, holds=turn.wanted)
        parts.append(f"{text} ({owner})" if owner else text)
    return _words(language)["and"].join(dict.fromkeys(parts))


def _in_force(span: Span, words: dict[str, str]) -> str:
    first, last = written_span(span)["from"], written_span(span)["to"]
    key = "span" if first and last else "since" if first else "until" if last else "always"
    return words[key].format(first=first, last=last)


def _says(rulebook: Rulebook, data: Data, *, language: str) -> Iterator[str]:
    """The sources by title and place, and how sure that is."""
    words = _words(language)
    sources = {one["id"]: one for one in rulebook.records["sources"]}
    for source in data["source"]:
        yield words["by"].format(
            cited=citation(sources, source, language=language),
            confidence=words[data["confidence"]],
            checked=data["checked"],
        )


def _route(rulebook: Rulebook, account: Account, language: str) -> Iterator[str]:
    if account.route:
        data = account.route.data
        parts = (rulebook.text("routes", data, field, language=language) for field in ("name", "papers", "note"))
        yield " ".join(f"{part.rstrip('.。')}{_words(language)['.']}" for part in parts if part)


def _how(rulebook: Rulebook, due: Due | None, language: str) -> list[str]:
    if due is None or due.date is None:
        return []
    return say(rulebook, _counted(due, rulebook.calendar), language=language)


def _counted(due: Due, calendar: Calendar) -> Iterator[Said]:
    data = due.deadline.data
    if due.counted_from is None or not data["from"]:
        return
    fact = data["from"] if "." in data["from"] else f"milestones.{data['from']}"
    yield Said("counted", {"day": due.counted_from, "fact": fact, **_count(data)})
    nominal = _nominal(due.counted_from, data, calendar)
    if due.date and nominal and due.date > nominal:
        yield Said("next_workday", {"day": nominal, "next": due.date})
    elif due.date and nominal and due.date < nominal:
        yield Said("at_most", {"day": due.date})


def _count(data: Data) -> dict[str, Any]:
    return dict(data.get("count", {}))


def _nominal(day: date, data: Data, calendar: Calendar) -> date | None:
    try:
        return counted_day(day, data, calendar)
    except OutsideCalendarError:
        return None
