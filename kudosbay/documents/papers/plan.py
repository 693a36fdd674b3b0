"""The plan on paper: in the founder's language, then in Chinese for whoever helps on the spot."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from kudosbay.documents.papers.plan_words import LANES, VERDICTS, words
from kudosbay.documents.papers.texts import (
    count,
    day,
    days_between,
    direction,
    in_line,
    isolated,
    name_on_paper,
    said,
    sums,
)
from kudosbay.kernel.formats import range_words
from kudosbay.rulebook.citing import title_of
from kudosbay.rulebook.load import load_rules

Data = Mapping[str, Any]


def plan(language: str, data: Data) -> dict[str, Any]:
    """`data`: plan (the contract's JSON), code, start (ISO date), form {language: text}, activity, name."""
    languages = [language] if language.lower().startswith("zh") else [language, "zh-Hans"]
    parts = []
    for one in languages:
        with translation.override(one.lower()):
            parts.append(_part(one, data))
    return {"lang": language, "dir": direction(language), "parts": parts}


def _part(language: str, data: Data) -> dict[str, Any]:
    whole = data["plan"]
    return {
        "lang": language,
        "dir": direction(language),
        "words": {name: in_line(str(text), language) for name, text in words().items()},
        "code": str(data.get("code", "")),
        "name": isolated(name_on_paper(data, str(data.get("name", "")))),
        "form": said(data.get("form"), language),
        "verdict": {"code": whole["verdict"], "text": str(VERDICTS[whole["verdict"]])},
        "as_of": day(whole["law"]["as_of"]),
        "made": day(data["made_on"]),
        "start": day(data.get("start")),
        "figures": _figures(whole),
        "provisional": bool(whole["totals"].get("provisional")),
        "blocks": [_block(one, language) for one in whole["blocks"]],
        "notes": [_block(one, language) for one in whole.get("notes", [])],
        "steps": [_step(one, place, language) for place, one in enumerate(whole["steps"], 1)],
        "papers": [_paper(one, language) for one in whole["papers"] if one.get("by") != "authority"],
        "deadlines": [_deadline(one, language) for one in whole["deadlines"]],
        "sources": _sources(whole, language),
    }


def _figures(whole: Data) -> list[dict[str, str]]:
    days = whole["totals"]["working_days"]
    spent = whole["totals"]["money"]
    yours = [paper for paper in whole["papers"] if paper.get("by", "you") == "you"]
    return [
        {"label": _("Time"), "value": range_words(days["min"], days["max"]), "note": _("working days")},
        {"label": _("Finished"), "value": days_between(whole["totals"]["finish"]), "note": ""},
        {"label": _("Your papers"), "value": count(len(yours)), "note": ""},
        {"label": _("Official fees"), "value": sums(spent["official"]), "note": ""},
        {"label": _("Our fees"), "value": sums(spent["ours"]), "note": ""},
        {"label": _("Others’ fees"), "value": sums(spent["third"]), "note": ""},
    ]


def _block(one: Data, language: str) -> dict[str, Any]:
    return {
        "text": said(one["reason"], language),
        "instead": said(one.get("instead"), language),
        "certain": bool(one.get("certain", True)),
        "source": _codes(one),
    }


def _step(one: Data, place: int, language: str) -> dict[str, Any]:
    days = one["working_days"]
    return {
        "place": place,
        "name": said(one["name"], language),
        "lane": one["lane"],
        "lane_word": str(LANES[one["lane"]]),
        "authority": said(one.get("authority"), language),
        "days": range_words(days["min"], days["max"]),
        "when": _when(one),
        "fee": sums(one["fees"]) if one.get("fees") else "",
        "note": said(one.get("note"), language),
        "risk": said(one.get("risk"), language),
        "critical": bool(one.get("critical")),
        "conditional": bool(one.get("conditional")),
        "unverified": one.get("confidence") == "unverified",
        "source": _codes(one),
    }


def _when(one: Data) -> str:
    start, finish = one.get("start") or {}, one.get("finish") or {}
    if not start.get("earliest"):
        return ""
    return days_between({"earliest": start["earliest"], "latest": finish.get("latest") or start["earliest"]})


def _paper(one: Data, language: str) -> dict[str, Any]:
    rules = _named_rules()
    routes = [one["route"]] if one.get("route") else list(one.get("possible") or [])
    return {
        "name": said(one.get("name"), language),
        "for": str(one.get("for") or ""),
        "by_word": str(LANES.get(one.get("by", "you"), LANES["you"])),
        "by": one.get("by", "you"),
        "routes": [said(rules["routes"].get(route, {"en": route}), language) for route in routes],
        "sign": said(rules["signatures"].get(one.get("sign") or "", {}), language),
        "translate": bool(one.get("translate")),
        "source": _codes(one),
    }


def _deadline(one: Data, language: str) -> dict[str, Any]:
    return {
        "name": said(one.get("name") or {"en": one["id"]}, language),
        "when": day(one["date"]) if one.get("date") else days_between(one.get("estimate")),
        "penalty": said(one.get("penalty"), language),
        "source": _codes(one),
    }


def _codes(one: Data) -> str:
    return ", ".join(code for code in one.get("source", []) if code != "none")


@cache
def _named_rules() -> dict[str, dict[str, Data]]:
    """Return names of routes and ways to sign, and sources, by id; the newest where several have one id."""
    records = load_rules().records
    named = {kind: {one["id"]: one["name"] for one in records[kind]} for kind in ("routes", "signatures")}
    return {**named, "sources": {one["id"]: one for one in records["sources"]}}


def _sources(whole: Data, language: str) -> list[dict[str, str]]:
    """Return the title of each source that the plan cites, once, in the order of the codes."""
    cited = {
        code for part in ("blocks", "notes", "steps", "papers", "deadlines") for code in _cited(whole.get(part, []))
    }
    sources = _named_rules()["sources"]
    known = [code for code in sources if any(_cites(text, code) for text in cited) and code != "none"]
    return [{"code": code, "title": title_of(sources[code], language)} for code in sorted(known)]


def _cited(rows: list[Data]) -> Iterator[str]:
    for row in rows:
        yield from row.get("source", [])


def _cites(text: str, code: str) -> bool:
    return text == code or text.startswith(f"{code} ")
