"""The rules' texts in every language that has them, as {language: text}, for screens, messages and papers."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from kudosbay.rulebook.load import load_rules

Words = dict[str, str]
FIELDS = {
    "steps": ("name", "authority", "note", "risk", "output"),
    "papers": ("name",),
    "blocks": ("reason", "instead"),
    "notes": ("reason", "instead"),
    "deadlines": ("name", "penalty"),
}
KIND = {"notes": "blocks"}


def words(kind: str, name: str, field: str, *, inline: Mapping[str, str] | None) -> Words | None:
    """Return the inline English and Chinese together with the translations that the catalogues hold."""
    if not inline:
        return None
    key = f"{kind}.{name}.{field}"
    return {**inline, **{lang: texts[key] for lang, texts in load_rules().texts.items() if key in texts}}


def spell_out(plan: dict[str, Any]) -> dict[str, Any]:
    """Give every text of a plan's JSON its other languages, in place."""
    for part, fields in FIELDS.items():
        for one in plan.get(part, ()):
            name = rule_name(one["id"]) if part == "papers" else one["id"]
            for field in fields:
                one[field] = words(KIND.get(part, part), name, field, inline=one.get(field))
    return plan


@cache
def rule_names() -> frozenset[str]:
    return frozenset(paper.id for paper in load_rules().papers)


def rule_name(paper: str) -> str:
    """Return the rules' name of a plan's paper: passport for passport.founder."""
    return paper if paper in rule_names() else paper.rpartition(".")[0] or paper


def paper_card(paper: str) -> dict[str, Any]:
    """Return what a page tells of a paper: purpose, good and bad, validity, note, files and copies."""
    name = rule_name(paper)
    record = next((one for one in load_rules().papers if one.id == name), None)
    if record is None:
        return {}
    texts = {field: words("papers", name, field, inline=record.data.get(field)) for field in CARD}
    return texts | {"files": record.data.get("files", []), "copies": record.data.get("copies")}


CARD = ("name", "purpose", "good", "bad", "validity", "note")


def route_words(route: str) -> dict[str, Words | None]:
    return _record_words("routes", route, ("name", "papers", "note"))


def form_words(form: str) -> Words:
    return _record_words("forms", form, ("name",)).get("name") or {"en": form}


def step_words(step: str) -> Words:
    return _record_words("steps", step, ("name",)).get("name") or {"en": step}


def signature_words(sign: str) -> dict[str, Words | None]:
    return _record_words("signatures", sign, ("name", "note"))


def _record_words(kind: str, name: str, fields: tuple[str, ...]) -> dict[str, Words | None]:
    record = next((one for one in getattr(load_rules(), kind) if one.id == name), None)
    return {field: words(kind, name, field, inline=record.data.get(field)) for field in fields} if record else {}


def source_of(key: str) -> dict[str, str]:
    """Return title and place of a source by its citation, for example `MER art 19`."""
    wanted = key.partition(" ")[0]
    found = next((one for one in load_rules().records["sources"] if one["id"] == wanted), None)
    return {"title": found["title"], "where": found.get("where", "")} if found else {"title": key, "where": ""}
