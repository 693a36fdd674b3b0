"""The pack for an authority: a cover with the checklist of what lies in it, Chinese first, English beside."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from kudosbay.documents.papers.texts import day, name_on_paper
from kudosbay.kernel.text import pick


def pack(_language: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """`data`: company, founder, case, step, authority, adviser, papers [{names, holder, pages, copies, original, note}],
    fields [{names, value}] in the order of the authority's form.
    """
    with translation.override("zh-hans"):
        made = day(data["made_on"])
    return {
        "lang": "zh-Hans",
        "dir": "ltr",
        "made": made,
        "company": str(data.get("company", "")),
        "founder": name_on_paper(data, str(data.get("founder", ""))),
        "case": str(data.get("case", "")),
        "adviser": str(data.get("adviser", "")),
        "step": _names(data.get("step")),
        "authority": _names(data.get("authority")),
        "papers": [_paper(paper) for paper in data.get("papers", [])],
        "fields": [{"names": _names(field["names"]), "value": str(field["value"])} for field in data.get("fields", [])],
    }


def _names(names: Mapping[str, str] | None) -> dict[str, str]:
    return {"en": pick(names or {}, ["en"]).text, "zh": pick(names or {}, ["zh-Hans"]).text}


def _paper(paper: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "names": _names(paper["names"]),
        "holder": str(paper.get("holder", "")),
        "pages": str(paper.get("pages", "")),
        "copies": str(paper.get("copies", 1)),
        "original": bool(paper.get("original", False)),
        "note": str(paper.get("note", "")),
    }
