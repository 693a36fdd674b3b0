"""Differences between two plans as a proposal keeps them: with names and reasons in every language, by both rules."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from kudosbay.cases.words import route_words, rule_name, words
from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.explain import explain
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.outcomes import Difference

Change = dict[str, Any]
LANGUAGES: Final = ("en", "zh-Hans", "ar")
KINDS: Final = {"steps": "steps", "dates": "steps", "papers": "papers", "deadlines": "deadlines", "blocks": "blocks"}
ORDER: Final = ("verdict", "blocks", "steps", "papers", "deadlines", "finish", "dates")


def changes_of(found: Iterable[Difference], *, old: Rulebook, new: Rulebook) -> list[Change]:
    """Return plain data, the weightiest first."""
    return [_change(one, old, new) for one in sorted(found, key=lambda one: (ORDER.index(one.part), one.id))]


def _change(one: Difference, old: Rulebook, new: Rulebook) -> Change:
    return {
        "part": one.part,
        "id": one.id,
        "names": _names(one.part, one.id, said=_said(one), rules=new if one.after else old),
        "before": _side(one.before, old),
        "after": _side(one.after, new),
        "why_before": _why(one.why_before, old),
        "why_after": _why(one.why_after, new),
    }


def _said(one: Difference) -> tuple[tuple[str, str], ...]:
    told = one.after or one.before or {}
    said = told.get("reason" if one.part == "blocks" else "name") or {}
    return tuple(said.items())


@lru_cache(maxsize=2048)
def _names(part: str, name: str, *, said: tuple[tuple[str, str], ...], rules: Rulebook) -> Mapping[str, str] | None:
    kind = KINDS.get(part)
    if kind is None:
        return None
    field = "reason" if part == "blocks" else "name"
    own = rule_name(name, rules) if part == "papers" else name
    return words(kind, own, field, inline=dict(said), rules=rules)


def _side(told: Mapping[str, Any] | None, rules: Rulebook) -> dict[str, Any] | None:
    if told is None:
        return None
    kept = {key: value for key, value in told.items() if key not in {"name", "reason"}}
    if kept.get("route"):
        said = _route(kept["route"], rules)
        kept |= {"route_names": said.get("name"), "route_papers": said.get("papers")}
    return kept


_route = lru_cache(maxsize=256)(route_words)


@lru_cache(maxsize=4096)
def _why(reasons: tuple[Reason, ...], rules: Rulebook) -> dict[str, list[str]]:
    if not reasons:
        return {}
    return {lang: [one.text for one in explain(rules, reasons, language=lang)] for lang in LANGUAGES}


def keys_of(changes: Iterable[Change]) -> set[tuple[str, str]]:
    return {(one["part"], one["id"]) for one in changes}
