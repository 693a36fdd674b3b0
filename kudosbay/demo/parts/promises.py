"""Promises of the demonstration: wishes, what officials suggested, what the zone gave, what went upward."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from kudosbay.demo.answered import write_questions
from kudosbay.demo.days import HOME, at, earlier, later, workday_from, workday_until
from kudosbay.demo.files import asked, dice
from kudosbay.demo.promising import Book, Named, Told, begin, titled
from kudosbay.demo.wishes import Wishes
from kudosbay.demo.world import World
from kudosbay.promises.models import Nomination

QUOTAS: Final = {"living": 20, "traffic": 30}
FROM: Final = date(2019, 3, 1)
GROUPED: Final = 5
Status = Nomination.Status


def write(world: World) -> None:
    book = Book()
    Wishes(world, book).tell()
    write_questions(world, book)
    _visit(world, book)
    _Zone(world, book).tell()
    _grievances(world, book)
    world.trail.tell_all(book.write())


# --- 18 February 2019 -------------------------------------------------------------------------------------------------


def _visit(world: World, book: Book) -> None:
    told, manager = asked(), world.staff.manager
    day: date = told["visit"]["on"]
    for number, one in enumerate(told["suggestions"]):
        details = {"said_on": day.isoformat(), "occasion": told["visit"]["occasion"]}
        made = _said(one, "suggestion", at(day, 390 + number), world=world, details=details)
        made.owner = manager
        _answered(book.add(made), one)
    interest = told["interest"]
    details = {"said_on": day.isoformat(), "subject": interest["subject"]}
    _answered(book.add(_said(interest, "visitor_interest", at(day, 402), world=world, details=details)), interest)
    enquiry = told["enquiry"] | {"themes": ["bonded_zone"], "answered": 4}
    asked_us = _said(enquiry, "zone_enquiry", at(date(2019, 4, 9), 60), world=world, details={"number": "2019-17"})
    asked_us.row["asker_office"] = told["enquiry"]["office"]
    _answered(book.add(asked_us), enquiry)


def _said(one: dict[str, Any], kind: str, made: datetime, *, world: World, details: dict[str, Any]) -> Told:
    staff = world.staff
    owner = staff.manager if kind == "suggestion" else staff.trade_talent
    english = {"title": one["title"]["en"], "reply": one["reply"]["en"]}
    values = {
        "from_side": "office",
        "to_side": one.get("to", "centre"),
        "asker_office": asked()["visit"]["office"],
        "translated": {"en": english},
        "details": details,
    }
    told = begin(kind, one["title"]["zh-Hans"], made, owner=owner, **values)
    told.themes = list(one["themes"])
    return told


def _answered(told: Told, one: dict[str, Any]) -> None:
    """Answer some working days later; the office confirms by letter a week after."""
    day = told.made.astimezone(HOME).date()
    told.accepted(told.made + timedelta(minutes=25))
    told.replied(at(later(day, one["answered"]), 200), one["reply"]["zh-Hans"], evidence=one["evidence"])
    told.confirmed(at(later(day, one["answered"] + 6), 120), "来函确认（演示）")


# --- what the zone gives ----------------------------------------------------------------------------------------------


class _Zone:
    def __init__(self, world: World, book: Book) -> None:
        self.world, self.book, self.rng = world, book, dice("zone")
        self.firms = sorted(world.founded, key=lambda one: one.firm.licensed)

    def tell(self) -> None:
        for year in range(FROM.year, self.world.today.year + 1):
            for area in QUOTAS:
                self._period(area, year)

    def _period(self, area: str, year: int) -> None:
        first = max(FROM, date(year, 1, 1))
        number = len(self.book.quotas) + 1
        self.book.quotas.append(
            {
                "id": number,
                "area": area,
                "places": QUOTAS[area] + 2 * (year - FROM.year),
                "valid_from": first,
                "valid_to": date(year, 12, 31),
                "evidence": f"园区{year}年名额通知（演示）",
                "known_since": workday_from(first),
                "is_demonstration": True,
            }
        )
        for place, day in enumerate(self._days(first), 1):
            self._named(area, number, place=place, day=day)

    def _days(self, first: date) -> list[date]:
        """Return a day every three weeks; this year also the last days before today, of which no answer has come yet."""
        days = [workday_from(first + timedelta(days=6 + 22 * turn)) for turn in range(1, self.rng.randrange(10, 15))]
        until = self.world.today - timedelta(days=20)
        if first.year == until.year:
            recent = [earlier(workday_until(self.world.today), ago) for ago in (6, 5, 2, 1)]
            return [day for day in days if day < until] + recent
        return [day for day in days if day.year == first.year]

    def _named(self, area: str, quota: int, *, place: int, day: date) -> None:
        one = self.rng.choice(asked()["priorities"][area])
        told = self._wish(area, one, day)
        named = Named(told, quota, place, one["reason"], Status.NAMED)
        self.book.named.append(named)
        told.accepted(told.made + timedelta(minutes=30))
        sent, answered = later(day, 2), later(day, 8)
        if sent >= self.world.today:
            return
        told.passed_on(at(sent, 100), "zone")
        named.status, named.sent = Status.SENT, sent
        if answered < self.world.today:
            self._answered(named, answered)

    def _wish(self, area: str, one: dict[str, Any], day: date) -> Told:
        known = [one for one in self.firms if one.firm.licensed <= day][-150:]
        firm = self.rng.choice(known)
        values = {
            "from_side": "person",
            "to_side": "zone",
            "asker_person_id": firm.client.pk,
            "asker_enterprise_id": firm.pk,
            "details": {"area": area, "what": one["what"]},
        } | titled(one, "what")
        owner = self.world.staff.manager
        return self.book.add(
            begin("zone_priority", one["what"], at(day, self.rng.randrange(30, 400)), owner=owner, **values)
        )

    def _answered(self, named: Named, day: date) -> None:
        gets_it = self.rng.randrange(10) < 9
        named.status = Status.GRANTED if gets_it else Status.REFUSED
        named.answered, named.answer = day, asked()["yes" if gets_it else "no"]
        outcome, evidence = ("done" if gets_it else "impossible"), "园区回复（演示）"
        named.told.replied(at(day, 150), named.answer, outcome=outcome, evidence=evidence)
        confirmed = at(later(day, 2), 200)
        if confirmed < self.world.now:
            named.told.confirmed(confirmed, "当面告知（演示）")


# --- what went upward -------------------------------------------------------------------------------------------------


def _grievances(world: World, book: Book) -> None:
    """One group answered and told back this summer, one with the authority now, and two that nobody has grouped yet."""
    today, rng = workday_until(world.today), dice("grievances")
    first, second = asked()["groups"]
    summer = workday_from(today - timedelta(days=150))
    answered = _group(world, book, first, day=summer)
    _gathered(world, book, answered, one=asked()["grievances"][0], day=summer)
    for told in [answered, *(one for one in book.promises if one.part_of is answered)]:
        told.replied(at(later(summer, 12), 180), first["answer"], evidence=first["evidence"])
        told.confirmed(at(later(summer, 12), 181) if told is answered else at(later(summer, 14), 60), "已回告提出人")
    open_one = _group(world, book, second, day=workday_until(today - timedelta(days=4)))
    _gathered(world, book, open_one, one=asked()["grievances"][1], day=workday_until(today - timedelta(days=4)))
    for one in asked()["grievances"]:
        _grievance(
            world, book, one, client=rng.choice(world.founded).client, day=workday_until(today - timedelta(days=1))
        )


def _group(world: World, book: Book, one: dict[str, Any], *, day: date) -> Told:
    values = {"from_side": "centre", "to_side": "authority", "addressee": one["to"], "assisted": False} | titled(one)
    told = book.add(begin("grievance", one["title"], at(day, 300), owner=world.staff.manager, **values))
    told.acts = [(told.made, told.owner, "promise.gathered", {"askers": GROUPED})]
    told.passed_on(told.made, "authority")
    return told


def _gathered(world: World, book: Book, group: Told, *, one: dict[str, Any], day: date) -> None:
    for place in range(GROUPED):
        client = world.founded[-30 - 7 * place].client
        told = _grievance(world, book, one, client=client, day=workday_until(day - timedelta(days=5 - place % 3)))
        told.part_of = group
        told.passed_on(group.made, "authority")


def _grievance(world: World, book: Book, one: dict[str, Any], *, client: Any, day: date) -> Told:
    speaks_chinese = client.called.languages[0].startswith("zh")
    language = "zh-Hans" if speaks_chinese else "en"
    values = {
        "from_side": "person",
        "asker_person_id": client.pk,
        "words": one[language],
        "language": language.lower(),
        "details": {"authority": one["authority"]},
    } | titled(one)
    owner = world.staff.adviser(client.adviser)
    return book.add(begin("grievance", one["title"], at(day, 120), owner=owner, **values))
