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
    case: Case
    item: Item
    routes: list[Record]
    route: Record | None = None
    possible: tuple[str, ...] = ()

    @property
    def why(self) -> tuple[Reason, ...]:
        """Why this route: the rules before it that do not hold, and the one that does; or what is not known."""
        found: dict[tuple[str, str | None], Reason] = {}
        for route in self.routes:
            if route.when:
                answer = route is self.route if self.route else route.when.test(self.case, self.item)
                for reason in route.when.decided(self.case, self.item, answer):
                    if self.route or reason.value is None:
                        found[reason.condition, reason.fact] = reason
            if route is self.route:
                break
        return tuple(found.values())

    @property
    def sign(self) -> str | None:
        for value in self.paper.sign:
            if value.when is None or value.when.test(self.case, self.item):
                return str(value.data["how"])
        return None

    @property
    def translate(self) -> bool | None:
        if not self.paper.data["translate"] or (self.route and self.route.id.startswith("exempt_")):
            return False
        language = self.case.get("paper_language")
        return None if language is None else bool(language != "zh")


def plan_papers(rulebook: Rulebook, chosen: Iterable[Chosen], known: dict[str, PlannedPaper]) -> None:
    """Add to `known` what the steps ask for, and note on each step the ids of its papers."""
    for step in chosen:
        edition = rulebook.on(step.case["filing"])
        for paper in edition.papers_of(step.step):
            step.papers += _add(paper, step, edition=edition, known=known)


def _add(paper: Paper, step: Chosen, *, edition: Edition, known: dict[str, PlannedPaper]) -> list[str]:
    needed = True if paper.when is None else paper.when.test(step.case, NOBODY)
    if needed is False:
        return []
    uncertain = step.conditional or needed is None
    if paper.per is None:
        return [_once(PlannedPaper(paper.id, paper, None, uncertain, step.case, NOBODY, []), known)]
    routes = edition.routes_for(paper.kind_of)
    return [
        _once(
            PlannedPaper(
                f"{paper.id}.{holder}" if holder else paper.id, paper, holder, unsure, step.case, item, routes
            ),
            known,
        )
        for holder, item, certain in _holders(paper, step)
        for unsure in (uncertain or not certain,)
    ]


def _once(planned: PlannedPaper, known: dict[str, PlannedPaper]) -> str:
    """One paper serves all steps that ask for it; it is certain if one of them is."""
    before = known.get(planned.id)
    if before is None:
        known[planned.id] = planned
        if planned.routes:
            _find_route(planned)
    elif not planned.conditional:
        before.conditional = False
    return planned.id


def _holders(paper: Paper, step: Chosen) -> list[tuple[str | None, Item, bool]]:
    """Who must bring it: (name, item, is it certain)."""
    items = step.who if step.step.per == paper.per else step.case.get(ITEMS_OF[paper.per or ""])
    if items is None or step.case.get(ITEMS_OF[paper.per or ""]) is None:
        return [(None, NOBODY, False)]
    found: dict[str | None, tuple[Item, bool]] = {}
    for item in items:
        answer = fits(paper.who, step.case, item)
        name = str(item.get("id") or item.get("person")) if paper.per == "investor" else str(item["person"])
        if answer is not False and not found.get(name, (item, False))[1]:
            found[name] = (item, bool(answer))
    return [(name, item, certain) for name, (item, certain) in found.items()]


def _find_route(planned: PlannedPaper) -> None:
    """First match. If a rule before it is unknown, no route yet, but all that are still possible."""
    possible: list[str] = []
    for route in planned.routes:
        answer = True if route.when is None else route.when.test(planned.case, planned.item)
        if answer and not possible:
            planned.route = route
            return
        if answer is not False:
            possible.append(route.id)
        if answer:
            break
    planned.possible = tuple(possible)


def learn_routes(papers: Iterable[PlannedPaper], waits: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(routes that are taken, routes that may be taken)."""
    papers = list(papers)
    taken = {paper.route.id: None for paper in papers if paper.route and not paper.conditional}
    maybe = {one: None for paper in papers for one in paper.possible}
    maybe |= {paper.route.id: None for paper in papers if paper.route and paper.conditional}
    unknown = {reason.fact: None for paper in papers if paper.possible for reason in paper.why if reason.fact}
    waits["routes"] = tuple(unknown)
    return tuple(taken), tuple(one for one in maybe if one not in taken)
