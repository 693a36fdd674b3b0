"""The briefing for an official visit on paper: what is handed over, in one language or both."""

from collections.abc import Mapping, Sequence
from typing import Any

Data = Mapping[str, Any]


def visit(language: str, data: Data) -> dict[str, Any]:
    """`data`: the content of a briefing, as statistics.briefing makes it."""
    languages = data["languages"]
    return {
        "lang": language,
        "dir": "ltr",
        "languages": list(languages),
        "words": {name: _told(texts, languages) for name, texts in data["words"].items()},
        "title": _told(data["title"], languages),
        "facts": _facts(data, languages),
        "stale": bool(data["stale"]),
        "delegation": _members(data["delegation"], languages),
        "hosts": _members(data["hosts"], languages),
        "route": [
            {**stop, "minutes": str(stop["minutes"]), "place": _told(stop["place"], languages)}
            for stop in data["route"]
        ],
        "figures": [_figure(one, languages) for one in data["figures"]],
        "charts": [_chart(one, languages) for one in data["charts"]],
        "cases": [_case(one, languages) for one in data["cases"]],
        "asked": {
            "sum": _told(data["asked"]["sum"], languages),
            "matters": [_matter(one, languages) for one in data["asked"]["matters"]],
        },
        "standing": _told(data["as_of_words"], languages),
        "mark": data["mark"],
    }


def _told(texts: Mapping[str, str], languages: Sequence[str]) -> list[dict[str, str]]:
    """Return the text in each wanted language, first to last; the same words are not said twice."""
    words = {texts[lang]: lang for lang in reversed(languages) if texts.get(lang)}
    return [{"text": text, "lang": lang, "dir": "ltr"} for text, lang in reversed(words.items())]


def _facts(data: Data, languages: Sequence[str]) -> list[dict[str, Any]]:
    when = {lang: f"{data['day'][lang]}  {data['hours']}" for lang in languages}
    rows = [("time", when), ("place", data["place"]), ("purpose", data["purpose"]), ("focus", data["focus"])]
    rows += [("as_of", data["as_of_words"]), ("made", data["made_words"])]
    return [
        {"head": _told(data["words"][name], languages), "value": _told(value, languages)}
        for name, value in rows
        if value
    ]


def _members(
    members: Sequence[Sequence[Mapping[str, str]]], languages: Sequence[str]
) -> list[list[list[dict[str, str]]]]:
    return [[_told(office, languages) for office in offices] for offices in members]


def _figure(one: Data, languages: Sequence[str]) -> dict[str, Any]:
    return {name: _told(one[name], languages) for name in ("names", "shown", "finding", "definition", "source")}


def _chart(one: Data, languages: Sequence[str]) -> dict[str, Any]:
    most = max(row["value"] for row in one["rows"]) or 1
    rows = [
        {"label": _told(row["label"], languages), "value": str(row["value"]), "share": row["value"] / most}
        for row in one["rows"]
    ]
    return {
        "kind": one["kind"],
        "title": _told(one["title"], languages),
        "unit": _told(one["unit"], languages),
        "rows": rows,
    }


def _case(one: Data, languages: Sequence[str]) -> dict[str, Any]:
    lines = [_told(texts, languages) for texts in [one["origin"], one["reached"], *one["honours"]]]
    return {"name": _told(one["name"], languages), "lines": [line for line in lines if line]}


def _matter(one: Data, languages: Sequence[str]) -> dict[str, Any]:
    state = {lang: f"{one['state'][lang]}  {one['when'][lang]}" for lang in languages}
    told = {"title": one["title"], "by": one["by"], "reply": one["reply"], "state": state}
    return {name: _told(texts, languages) for name, texts in told.items()}
