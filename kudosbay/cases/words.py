"""The rules' texts in every language that has them, as {language: text}, for screens, messages and papers."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from kudosbay.rulebook.dated import written_span
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.records import Record

Words = dict[str, str]
FIELDS = {
    "steps": ("name", "authority", "note", "risk", "output"),
    "papers": ("name",),
    "blocks": ("reason", "instead"),
    "notes": ("reason", "instead"),
    "deadlines": ("name", "penalty"),
}
KIND = {"notes": "blocks"}


def words(
    kind: str, name: str, field: str, *, inline: Mapping[str, str] | None, first: str | None = None
) -> Words | None:
    """Return the inline English and Chinese together with the translations that the catalogues hold.

    `first`: the first day of a rule, by which one of several with the same name may be told apart.
    """
    if not inline:
        return None
    keys = (f"{kind}.{name}@{first}.{field}", f"{kind}.{name}.{field}")
    return {**inline, **{lang: said for lang, texts in load_rules().texts.items() if (said := _first(texts, keys))}}


def _first(texts: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((texts[key] for key in keys if key in texts), "")


def spell_out(plan: dict[str, Any]) -> dict[str, Any]:
    """Give every text of a plan's JSON its other languages, in place."""
    for part, fields in FIELDS.items():
        for one in plan.get(part, ()):
            name, first = (rule_name(one["id"]), None) if part == "papers" else (one["id"], one["valid"]["from"])
            for field in fields:
                one[field] = words(KIND.get(part, part), name, field, inline=one.get(field), first=first)
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
    return record_words("routes", route, ("name", "papers", "note"))


def form_words(form: str) -> Words:
    return record_words("forms", form, ("name",)).get("name") or {"en": form}


def step_words(step: str) -> Words:
    return record_words("steps", step, ("name",)).get("name") or {"en": step}


def signature_words(sign: str) -> dict[str, Words | None]:
    return record_words("signatures", sign, ("name", "note"))


def record_words(kind: str, name: str, fields: tuple[str, ...]) -> dict[str, Words | None]:
    """Return texts of a rule by field; nothing for a rule that is not there."""
    record = next((one for one in getattr(load_rules(), kind) if one.id == name), None)
    return texts_of(record, fields) if record else {}


def texts_of(record: Record, fields: tuple[str, ...]) -> dict[str, Words | None]:
    data = record.data
    first = written_span(record.span)["from"]
    return {field: words(record.kind, record.id, field, inline=data.get(field), first=first) for field in fields}


def source_of(key: str) -> dict[str, str]:
    """Return title and place of a source by its citation, for example `MER art 19`."""
    wanted = key.partition(" ")[0]
    found = next((one for one in load_rules().records["sources"] if one["id"] == wanted), None)
    return {"title": found["title"], "where": found.get("where", "")} if found else {"title": key, "where": ""}
