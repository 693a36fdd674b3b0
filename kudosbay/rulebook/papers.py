"""Which papers the steps ask for, from whom, and by which route a foreign paper is made good in China."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.conditions.leaves import Case, Item
from kudosbay.rulebook.load import Edition, Rulebook
from kudosbay.rulebook.records import Paper, Record
from kudosbay.rulebook.selecting import ITEMS_OF, Chosen, fits


@dataclass(slots=True)
class PlannedPaper:
    """`route` is null for papers that need none, and where `possible` says which routes are still open."""

    id: str
    paper: Paper
    holder: str | None
    conditional: bool
    route: Record | None
    possible: tuple[str, ...]
    why: tuple[Reason, ...]
    sign: str | None
    translate: bool | None


def plan_papers(rulebook: Rulebook, chosen: Iterable[Chosen], known: dict[str, PlannedPaper]) -> None:
    """Add to `known` what the steps ask for, and note on each step the ids of its papers."""
    for step in chosen:
        edition = rulebook.on(step.case["filing"])
        for name in step.step.papers:
            paper = edition.papers.get(name)
            if paper is not None:
                step.papers += _add(paper, step, edition=edition, known=known)


def _add(paper: Paper, step: Chosen, *, edition: Edition, known: dict[str, PlannedPaper]) -> list[str]:
    needed = True if paper.when is None else paper.when.test(step.case, NOBODY)
    if needed is False:
        return []
    added = []
    for holder, item, certain in _holders(paper, step):
        one = f"{paper.id}.{holder}" if holder else paper.id
        added.append(one)
        conditional = step.conditional or needed is None or not certain
        if one not in known:
            known[one] = _planned(one, paper, holder=holder, item=item, case=step.case, edition=edition)
            known[one].conditional = conditional
        known[one].conditional &= conditional
    return added


def _holders(paper: Paper, step: Chosen) -> list[tuple[str | None, Item, bool]]:
    """Who must bring it: (name, item, is it certain)."""
    if paper.per is None:
        return [(None, NOBODY, True)]
    items = step.who if step.step.per == paper.per else step.case.get(ITEMS_OF[paper.per])
    if items is None or (step.step.per == paper.per and step.case.get(ITEMS_OF[paper.per]) is None):
        return [(None, NOBODY, False)]
    found: dict[str | None, tuple[Item, bool]] = {}
    for item in items:
        answer = fits(paper.who, step.case, item)
        name = str(item.get("id") or item.get("person")) if paper.per == "investor" else str(item["person"])
        if answer is not False and not found.get(name, (item, False))[1]:
            found[name] = (item, bool(answer))
    return [(name, item, certain) for name, (item, certain) in found.items()]


def _planned(one: str, paper: Paper, *, holder: str | None, item: Item, case: Case, edition: Edition) -> PlannedPaper:
    route, possible, why = _route(paper, item, case=case, edition=edition)
    sign = next((value.data["how"] for value in paper.sign if value.when is None or value.when.test(case, item)), None)
    translate = _translate(paper, route, case=case)
    return PlannedPaper(one, paper, holder, False, route, possible, why, sign, translate)


def _route(
    paper: Paper, item: Item, *, case: Case, edition: Edition
) -> tuple[Record | None, tuple[str, ...], tuple[Reason, ...]]:
    """First match. If a rule before it is unknown, no route yet, but all that are still possible."""
    possible: list[str] = []
    why: list[Reason] = []
    for route in edition.routes if paper.kind_of != "none" else ():
        if paper.kind_of not in route.data["classes"]:
            continue
        answer = True if route.when is None else route.when.test(case, item)
        if route.when:
            why += route.when.why(case, item)
        if answer and not possible:
            return route, (), _once(why)
        if answer is not False:
            possible.append(route.id)
        if answer:
            break
    return None, tuple(possible), _once(reason for reason in why if reason.value is None)


def _once(why: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple({(reason.condition, reason.fact): reason for reason in why}.values())


def _translate(paper: Paper, route: Record | None, *, case: Case) -> bool | None:
    if not paper.data["translate"] or (route and route.id.startswith("exempt_")):
        return False
    language = case.get("paper_language")
    return None if language is None else bool(language != "zh")


def learn_routes(papers: Iterable[PlannedPaper], waits: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(routes that are taken, routes that may be taken)."""
    papers = list(papers)
    taken = {paper.route.id: None for paper in papers if paper.route and not paper.conditional}
    maybe = {one: None for paper in papers for one in paper.possible}
    maybe |= {paper.route.id: None for paper in papers if paper.route and paper.conditional}
    unknown = {reason.fact: None for paper in papers for reason in paper.why if reason.value is None and reason.fact}
    waits["routes"] = tuple(unknown)
    return tuple(taken), tuple(one for one in maybe if one not in taken)
