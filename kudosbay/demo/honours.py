"""Milestones and accreditations of the history: those of rules/centre/operator.yaml, and those of firms that did well."""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from itertools import count
from typing import Any, Final

from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.days import at, workday_from
from kudosbay.demo.enterprises import Founded
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.enterprises.models import Assessment, Enterprise, Milestone, Term
from kudosbay.rulebook.yaml12 import read_yaml

ONE_IN: Final = 6  # of the firms that succeeded
HIGH_TECH: Final = {"en": "High-tech enterprise", "zh-Hans": "高新技术企业", "ar": "منشأة عالية التقنية"}
COMMISSION: Final = {
    "en": "Science and Technology Commission of Shanghai Municipality",
    "zh-Hans": "上海市科学技术委员会",
}
THEMES: Final = {
    "one_stop_first_licence": ["one_stop"],
    "district_incubator": ["g60"],
    "report_2019_02": ["g60", "bonded_zone", "university_town", "exhibition"],
}


class Honours:
    def __init__(self, world: World, successful: list[tuple[Founded, date]]) -> None:
        self.world, self.successful = world, successful
        path = resources.files("kudosbay.rules").joinpath("centre/operator.yaml")
        self.told: dict[str, Any] = read_yaml(path.read_text(encoding="utf-8"))
        self.themes: dict[int, list[str]] = {}
        self.number, self.term, self.assessment = count(1), count(1), count(1)
        self.terms: list[Row] = []
        self.assessments: list[Row] = []

    def write(self) -> None:
        rows = [*self._milestones(), *self._accreditations(), *self._of_firms()]
        rows = [row for row in rows if row["happened_on"] <= self.world.today]
        lay(Milestone, rows)
        lay(Term, self.terms)
        lay(Assessment, self.assessments)
        numbers_go_on(Milestone, Term, Assessment)
        self.world.trail.tell_all(map(self._act, rows))

    def _milestones(self) -> Iterator[Row]:
        for one in self.told["milestones"]:
            yield self._row(one, "milestone", one["on"], enterprise=one.get("enterprise"))

    def _accreditations(self) -> Iterator[Row]:
        for one in self.told["accreditations"]:
            row = self._row(one, "accreditation", one["granted"], authority=one["authority"])
            for term in one["terms"]:
                self._hold(row, term["from"], term["to"], known=max(one["granted"], term["from"]))
            for day in [*one["assessments"], one["next_assessment"]]:
                held = "passed" if day <= self.world.today else "planned"
                self.assessments.append(
                    {"id": next(self.assessment), "milestone_id": row["id"], "held_on": day, "outcome": held}
                )
            yield row

    def _of_firms(self) -> Iterator[Row]:
        said = {
            "title": HIGH_TECH,
            "evidence": {"en": "Certificate (demonstration)", "zh-Hans": "证书（演示）"},
            "is_demonstration": True,
        }
        for place, (one, since) in enumerate(self.successful):
            day = workday_from(since + timedelta(days=40))
            if place % ONE_IN or day > self.world.today or (one.firm.left and one.firm.left <= day):
                continue
            row = self._row(said, "accreditation", day, authority=COMMISSION, enterprise=one.pk)
            self._hold(row, day, day + timedelta(days=3 * 365), known=day)
            yield row

    def _hold(self, row: Row, first: date, last: date, *, known: date) -> None:
        term = {"milestone_id": row["id"], "valid_from": first, "valid_to": last, "known_since": known}
        self.terms.append({"id": next(self.term), **term})

    def _row(self, one: dict[str, Any], kind: str, day: date, **more: Any) -> Row:
        number = next(self.number)
        self.themes[number] = THEMES.get(one.get("id", ""), [])
        return {
            "id": number,
            "kind": kind,
            "titles": one["title"],
            "happened_on": day,
            "evidence": one["evidence"],
            "note": one.get("note", {}),
            "authority": more.get("authority", {}),
            "enterprise_id": more.get("enterprise"),
            "is_public": not more.get("enterprise") or kind == "milestone",
            "known_since": day,
            "is_demonstration": one["is_demonstration"],
        }

    def _act(self, row: Row) -> Act:
        on = [about(Milestone, row["id"])]
        on += [about(Enterprise, row["enterprise_id"])] if row["enterprise_id"] else []
        facts = {"kind": row["kind"], "on": str(row["happened_on"])}
        return Act(at(row["happened_on"], 495), self.world.staff.manager, "milestone.added", on, facts)
