"""The rules' texts in every language that has them, as {language: text}, for screens, messages and papers."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from kudosbay.rulebook.citing import citation
from kudosbay.rulebook.dated import written_span
from kudosbay.rulebook.load import Rulebook, load_rules
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
    kind: str,
    name: str,
    field: str,
    *,
    inline: Mapping[str, str] | None,
    first: str | None = None,
    rules: Rulebook | None = None,
) -> Words | None:
    """Return the inline English and Chinese together with the translations that the catalogues hold.

    `first`: the first day of a rule, by which one of several with the same name may be told apart.
    """
    if not inline:
        return None
    keys = (f"{kind}.{name}@{first}.{field}", f"{kind}.{name}.{field}")
    catalogues = (rules or load_rules()).texts
    return {**inline, **{lang: said for lang, texts in catalogues.items() if (said := _first(texts, keys))}}


def _first(texts: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((texts[key] for key in keys if key in texts), "")


def spell_out(plan: dict[str, Any], rules: Rulebook | None = None) -> dict[str, Any]:
    """Give every text of a plan's JSON its other languages, in place."""
    for part, fields in FIELDS.items():
        for one in plan.get(part, ()):
            of_paper = part == "papers"
            name, first = (rule_name(one["id"], rules), None) if of_paper else (one["id"], one["valid"]["from"])
            for field in fields:
                kind, said = KIND.get(part, part), one.get(field)
                one[field] = words(kind, name, field, inline=said, first=first, rules=rules)
    return plan


def rule_name(paper: str, rules: Rulebook | None = None) -> str:
    """Return the rules' name of a plan's paper: passport for passport.founder."""
    return paper if paper in (rules or load_rules()).paper_ids else paper.rpartition(".")[0] or paper


def paper_card(paper: str) -> dict[str, Any]:
    """Return what a page tells of a paper: purpose, good and bad, validity, note, files and copies."""
    name = rule_name(paper)
    record = next((one for one in load_rules().papers if one.id == name), None)
    if record is None:
        return {}
    texts = {field: words("papers", name, field, inline=record.data.get(field)) for field in CARD}
    return texts | {"files": record.data.get("files", []), "copies": record.data.get("copies")}


CARD = ("name", "purpose", "good", "bad", "validity", "note")


def route_words(route: str, rules: Rulebook | None = None) -> dict[str, Words | None]:
    return record_words("routes", route, ("name", "papers", "note"), rules=rules)


def form_words(form: str) -> Words:
    return record_words("forms", form, ("name",)).get("name") or {"en": form}


def step_words(step: str) -> Words:
    return record_words("steps", step, ("name",)).get("name") or {"en": step}


def signature_words(sign: str) -> dict[str, Words | None]:
    return record_words("signatures", sign, ("name", "note"))


def record_words(
    kind: str, name: str, fields: tuple[str, ...], *, rules: Rulebook | None = None
) -> dict[str, Words | None]:
    """Return texts of a rule by field; nothing for a rule that is not there."""
    record = next((one for one in getattr(rules or load_rules(), kind) if one.id == name), None)
    return texts_of(record, fields, rules=rules) if record else {}


def texts_of(record: Record, fields: tuple[str, ...], *, rules: Rulebook | None = None) -> dict[str, Words | None]:
    data, kind = record.data, record.kind
    first = written_span(record.span)["from"]
    return {field: words(kind, record.id, field, inline=data.get(field), first=first, rules=rules) for field in fields}


def cited_words(cited: str, language: str) -> str:
    """Return a citation, for example `MER art 19`, by the title of what was read."""
    return citation(_sources(load_rules()), cited, language=language)


@lru_cache(maxsize=2)
def _sources(rules: Rulebook) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in rules.records["sources"]}
