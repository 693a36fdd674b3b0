"""One promise of the history with everything that happened to it, and the book that writes them all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from kudosbay.accounts.models import User
from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.days import HOME, at, later
from kudosbay.demo.trails import Act, about
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter, Label, Labelled
from kudosbay.kernel.trail import kind_of
from kudosbay.people.models import Person
from kudosbay.promises.catalogue import services
from kudosbay.promises.models import Nomination, Promise, PromiseStep, ZoneQuota

CLOSING: Final = 510  # minutes after nine
Status = Promise.Status
STANDARD: Final = {
    "question": 1,
    "living": 3,
    "traffic": 3,
    "space_need": 5,
    "grievance": 10,
    "zone_priority": 10,
    "zone_enquiry": 5,
    "suggestion": 10,
    "visitor_interest": 10,
    "second_look": 2,
}


@dataclass(slots=True, eq=False)
class Told:
    """A promise to be: `row` as the table takes it; relations to other promises are resolved when all have their ids."""

    row: dict[str, Any]
    made: datetime
    owner: User
    acts: list[tuple[datetime, User | None, str, dict[str, Any]]] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    part_of: "Told | None" = None
    about: "Told | None" = None
    pk: int = 0

    @property
    def due(self) -> datetime:
        due: datetime = self.row["promised_for"]
        return due

    def happened(self, when: datetime, verb: str, by: User | None, **facts: Any) -> None:
        self.acts.append((when, by, f"promise.{verb}", facts))

    def stands(self, status: str, since: datetime, **values: Any) -> None:
        self.row |= {"status": status, "turn_since": since, **values}

    # --- what happens to it -----------------------------------------------------------------------------------------

    def accepted(self, when: datetime) -> None:
        self.stands(Status.ACCEPTED, when, accepted_at=when, version=2)
        self.happened(when, "accepted", self.owner)

    def passed_on(self, when: datetime, to: str) -> None:
        self.stands(Status.PASSED_ON, when, to_side=to, accepted_at=self.row.get("accepted_at") or when, version=3)
        self.happened(when, "passed_on", self.owner, to=to)

    def replied(self, when: datetime, text: str, *, outcome: str = "done", evidence: str = "") -> None:
        language = "en" if text.isascii() else "zh-hans"
        said = {"reply": text, "reply_language": language, "outcome": outcome, "evidence": evidence}
        self.stands(Status.REPLIED, when, replied_at=when, version=4, **said)
        self.row["accepted_at"] = self.row.get("accepted_at") or when
        if when > self.due:
            self.row["stair"] = 1
            self.happened(late(self.due), "late", None, stair=1)
        self.happened(when, "replied", self.owner, outcome=outcome, in_time=when <= self.due)

    def confirmed(self, when: datetime, how: str = "") -> None:
        self.stands(Status.KEPT, when, closed_at=when, confirmed_how=how, version=5)
        in_time = self.row["replied_at"] <= self.due
        self.happened(when, "confirmed", self.owner, in_time=in_time)

    def rated(self, when: datetime, mark: int, words: str = "") -> None:
        self.row |= {"rating": mark, "rating_words": words, "rated_at": when}
        self.happened(when, "rated", None, mark=mark)


def late(due: datetime) -> datetime:
    """Return the first quarter of an hour of work after a due time."""
    return at(later(due.astimezone(HOME).date(), 1), 15)


def due_of(kind: str, service: str, made: datetime) -> datetime:
    days = services()[service].working_days if service else STANDARD[kind]
    return at(later(made.astimezone(HOME).date(), days), CLOSING)


def titled(one: dict[str, Any], name: str = "title") -> dict[str, Any]:
    """Return the English title as what stands beside the Chinese one."""
    return {"translated": {"en": {"title": one[f"{name}_en"]}}}


def begin(kind: str, title: str, made: datetime, *, owner: User, **values: Any) -> Told:
    """Return a promise that was just made; `values` are columns of its row."""
    due = due_of(kind, values.get("service", ""), made)
    row = {
        "kind": kind,
        "title": title,
        "status": Status.ASKED,
        "to_side": "centre",
        "owner_id": owner.pk,
        "asked_by_id": owner.pk,
        "assisted": True,
        "language": "zh-hans",
        "made_at": made,
        "due_at": due,
        "promised_for": due,
        "turn_since": made,
        "known_since": made.astimezone(HOME).date(),
        "is_demonstration": True,
    } | values
    told = Told(row, made, owner)
    told.happened(made, "made" if row["assisted"] else "asked", owner, kind=kind)
    return told


@dataclass(slots=True)
class Named:
    """Somebody named to the zone: which quota, in which place, what became of it."""

    told: Told
    quota: int
    place: int
    reason: str
    status: str
    sent: date | None = None
    answered: date | None = None
    answer: str = ""


@dataclass(slots=True)
class Book:
    promises: list[Told] = field(default_factory=list)
    quotas: list[Row] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)

    def add(self, told: Told) -> Told:
        self.promises.append(told)
        return told

    def write(self) -> list[Act]:
        """Write all rows in the order in which they were made; return their acts."""
        self.promises.sort(key=lambda told: told.made)
        numbers = self._number()
        lay(Promise, map(self._row, self.promises))
        lay(PromiseStep, ({**row, "id": number} for number, row in enumerate(self._steps(), 1)))
        lay(ZoneQuota, self.quotas)
        lay(Nomination, (_nomination(number, one) for number, one in enumerate(self.named, 1)))
        numbers_go_on(Promise, PromiseStep, ZoneQuota, Nomination)
        Counter.objects.bulk_create(Counter(series=f"PR-{year}", value=value) for year, value in numbers.items())
        self._label()
        return list(self._acts())

    def _number(self) -> dict[int, int]:
        numbers: dict[int, int] = {}
        for pk, told in enumerate(self.promises, 1):
            year = told.made.astimezone(HOME).year
            numbers[year] = numbers.get(year, 0) + 1
            told.pk, told.row["reference"] = pk, reference("PR", year, numbers[year])
        return numbers

    def _row(self, told: Told) -> Row:
        linked = {"part_of_id": told.part_of, "about_id": told.about}
        return {"id": told.pk, **told.row} | {name: one.pk for name, one in linked.items() if one}

    def _steps(self) -> Iterator[Row]:
        for told in self.promises:
            replied = told.row.get("replied_at")
            day = replied.astimezone(HOME).date() if replied else None
            for place, names in enumerate(_steps_of(told), 1):
                done = {"done_on": day, "done_by_id": told.owner.pk} if day else {}
                yield {"promise_id": told.pk, "place": place, "names": dict(names), **done}

    def _label(self) -> None:
        """Themes may have been laid by other parts: their ids go on."""
        codes = dict(Label.objects.values_list("code", "pk"))
        wanted = [(told.pk, codes[code]) for told in self.promises for code in told.themes]
        kind = kind_of(Promise)
        Labelled.objects.bulk_create(Labelled(label_id=label, kind=kind, object_id=pk) for pk, label in wanted)

    def _acts(self) -> Iterator[Act]:
        for told in self.promises:
            person = told.row.get("asker_person_id")
            on = [about(Promise, told.pk), *([about(Person, person)] if person else [])]
            for when, by, verb, facts in told.acts:
                yield Act(when, by, verb, on, facts)


def _steps_of(told: Told) -> tuple[Any, ...]:
    service = services().get(told.row.get("service", ""))
    return service.steps if service else ()


def _nomination(number: int, one: Named) -> Row:
    return {
        "id": number,
        "quota_id": one.quota,
        "promise_id": one.told.pk,
        "place": one.place,
        "reason": one.reason,
        "status": one.status,
        "sent_on": one.sent,
        "answered_on": one.answered,
        "answer": one.answer,
    }
