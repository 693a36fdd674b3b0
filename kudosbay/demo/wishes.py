"""What founders asked since 2017: a few a month at first, a dozen later; and what is open today."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from kudosbay.demo.days import HOME, at, earlier, later, workday_from, workday_until, workdays
from kudosbay.demo.files import asked, dice
from kudosbay.demo.guests import AMARA, Guest
from kudosbay.demo.promising import Book, Told, begin, titled
from kudosbay.demo.world import World
from kudosbay.promises.catalogue import services

QUIET_DAYS: Final = 14  # what was asked earlier than that before today is over
SERVICES: Final = {
    "housing": 20,
    "bank-card": 18,
    "school": 9,
    "doctor": 9,
    "stay-registration": 12,
    "sim-card": 8,
    "first-week": 7,
    "driving-licence": 7,
    "shuttle": 8,
    "parking": 7,
    "route": 5,
}
MARKS: Final = {5: 58, 4: 30, 3: 8, 2: 3, 1: 1}
SPOKEN: Final = {"zh": "zh-hans", "zh-Hans": "zh-hans"}
# How what is open today stands: for each adviser one of each, the first adviser twice.
OPEN: Final = ("new", "new", "due", "due", "late", "ours", "with_zone", "answered", "answered")


class Wishes:
    def __init__(self, world: World, book: Book) -> None:
        self.world, self.book, self.rng = world, book, dice("promises")
        firms = sorted(world.founded, key=lambda one: one.firm.licensed)
        self.clients = [(one.firm.licensed, one.client, one.pk) for one in firms]
        self.told = asked()

    def tell(self) -> None:
        self._months()
        for adviser in range(len(self.world.staff.advisers)):
            for state in OPEN[:: 1 if adviser == 0 else 2]:
                self._open(adviser, state)
        self._amara()

    # --- the years ----------------------------------------------------------------------------------------------------

    def _months(self) -> None:
        last, first = self.world.today - timedelta(days=QUIET_DAYS), date(2017, 6, 1)
        for number, month in enumerate(_months(first, last)):
            days = workdays(month, min(last, month + timedelta(days=27)))
            for _turn in range(1 + number // 9 + self.rng.randrange(3) if days else 0):
                self._lived(self.rng.choice(days))

    def _lived(self, day: date) -> None:
        """Ask on a day, be answered mostly in time, confirm, and often give a mark."""
        client, firm = self._client(day)
        told = self.book.add(self._wish(client, firm, at(day, self.rng.randrange(20, 480))))
        told.accepted(told.made + timedelta(minutes=self.rng.randrange(5, 25)))
        answered = self._answer(told, is_late=self.rng.randrange(100) < 5)
        confirmed = at(later(answered.astimezone(HOME).date(), self.rng.randrange(1, 4)), self.rng.randrange(480))
        told.confirmed(confirmed)
        if self.rng.randrange(10) < 7:
            self._mark(told, confirmed + timedelta(minutes=3))

    def _answer(self, told: Told, *, is_late: bool) -> datetime:
        due = told.due.astimezone(HOME).date()
        if is_late:
            answered = at(later(due, self.rng.randrange(1, 3)), self.rng.randrange(60, 480))
        else:
            soonest = max(told.made + timedelta(minutes=30), at(workday_until(due - timedelta(days=2)), 60))
            answered = min(max(soonest, at(due, self.rng.randrange(480))), told.due - timedelta(minutes=5))
        told.replied(answered, self._reply(told))
        return answered

    def _mark(self, told: Told, when: datetime) -> None:
        mark = self.rng.choices(list(MARKS), list(MARKS.values()))[0]
        told.rated(when, mark)
        if mark <= 2:
            self._looked_into(told, when, mark)

    def _looked_into(self, told: Told, when: datetime, mark: int) -> None:
        manager = self.world.staff.manager
        values = {"details": {"mark": mark}, "inside": True, "from_side": "centre", "assisted": False}
        look = self.book.add(begin("second_look", f"满意度{mark}分核查", when, owner=manager, **values))
        look.about = told
        answered = at(later(when.astimezone(HOME).date(), 1), 240)
        look.replied(answered, "已与提出人沟通，原因为等待时间较长，已致歉并改进排班。")
        look.confirmed(answered + timedelta(minutes=20), "负责人核实")

    # --- whom and what ------------------------------------------------------------------------------------------------

    def _client(self, day: date, adviser: int | None = None) -> tuple[Guest, int]:
        known = [one for one in self.clients if one[0] <= day]
        near = known[-120:]
        mine = [one for one in near if adviser is None or one[1].adviser == adviser]
        _licensed, client, firm = self.rng.choice(mine or near)
        return client, firm

    def _wish(self, client: Guest, firm: int, made: datetime) -> Told:
        turn = self.rng.randrange(100)
        if turn < 16:
            return self._question(client, made)
        if turn < 22:
            return self._space(client, firm, made)
        return self._service(client, made, self.rng.choices(list(SERVICES), list(SERVICES.values()))[0])

    def _service(self, client: Guest, made: datetime, code: str) -> Told:
        words, language = _said(self.told["wishes"][code], client)
        service = services()[code]
        values = {"service": code, "words": words, "language": language}
        return self._asked(service.kind, service.names["en"], made, client=client, **values)

    def _question(self, client: Guest, made: datetime) -> Told:
        one = self.rng.choice(self.told["questions"])
        words, language = _said(one, client)
        return self._asked("question", one["title"], made, client=client, words=words, language=language, **titled(one))

    def _space(self, client: Guest, firm: int, made: datetime) -> Told:
        one = self.rng.choice(self.told["spaces"])
        day = made.astimezone(HOME).date() + timedelta(days=60)
        details = {"area": one["area"], "people": one["people"], "where": one["where"], "from_when": day.isoformat()}
        values = {"details": details, "from_side": "enterprise", "asker_enterprise_id": firm, **titled(one)}
        told = self._asked("space_need", one["title"], made, client=client, **values)
        told.owner = self.world.staff.building
        told.row["owner_id"] = told.owner.pk
        told.themes = ["g60"] if one["where"] == "g60" else []
        return told

    def _asked(self, kind: str, title: str, made: datetime, *, client: Guest, **values: Any) -> Told:
        owner = self.world.staff.adviser(client.adviser)
        given = {"from_side": "person", "asker_person_id": client.pk} | values
        return begin(kind, title, made, owner=owner, **given)

    def _reply(self, told: Told) -> str:
        """Answer a Chinese speaker in Chinese and everybody else in English; what is about rules always in Chinese."""
        code, kind = told.row.get("service"), told.row["kind"]
        if code:
            is_chinese = told.row["language"] == "zh-hans"
            return str(self.told["wishes"][code]["answer" if is_chinese else "answer_en"])
        book = {"question": "questions", "space_need": "spaces"}.get(kind, "questions")
        return next((str(one["answer"]) for one in self.told[book] if one["title"] == told.row["title"]), "已办妥。")

    # --- today --------------------------------------------------------------------------------------------------------

    def _open(self, adviser: int, state: str) -> None:
        """Let something be new, due today, late, in hand, with the zone, or answered and not yet confirmed."""
        today = self.world.today
        client, _firm = self._client(today, adviser)
        code = self.rng.choice(["housing", "driving-licence"] if state == "due" else list(SERVICES))
        days = services()[code].working_days
        ago = {"new": 0, "due": days, "late": days + 2, "ours": 1, "with_zone": 1, "answered": days + 1}[state]
        made = at(workday_until(earlier(workday_from(today), ago)), self.rng.randrange(5, 60))
        told = self.book.add(self._service(client, min(made, self.world.now - timedelta(minutes=40)), code))
        if state == "new":
            return
        told.accepted(told.made + timedelta(minutes=15))
        if state == "with_zone":
            told.passed_on(told.made + timedelta(minutes=30), "authority")
        if state == "late":
            told.row["stair"] = 1
            told.happened(at(later(told.due.astimezone(HOME).date(), 1), 15), "late", None, stair=1)
        if state == "answered":
            told.replied(told.due - timedelta(minutes=self.rng.randrange(60, 400)), self._reply(told))

    def _amara(self) -> None:
        """The founder with whom people sign in: one wish kept, one answered and to be confirmed, one on its way."""
        amara = next((one for one in self.world.people.of_open if one.called == AMARA), None)
        if amara is None:
            return
        for state, wanted in self.told["amara"].items():
            day = max(workday_from(amara.registered), earlier(workday_until(self.world.today), wanted["days_ago"]))
            told = self.book.add(self._service(amara, at(day, 40), wanted["service"]))
            told.row |= {"assisted": False, "asked_by_id": self.world.staff.founder.pk}
            told.acts = [(told.made, self.world.staff.founder, "promise.asked", {"kind": told.row["kind"]})]
            told.accepted(told.made + timedelta(minutes=20))
            if state != "running":
                told.replied(told.due - timedelta(hours=3), self._reply(told))
            if state == "kept":
                told.confirmed(told.due - timedelta(hours=1))
                told.rated(told.due - timedelta(minutes=55), wanted["mark"], wanted["thanks"])


def _months(first: date, last: date) -> Iterator[date]:
    month = first
    while month <= last:
        yield month
        month = (month.replace(day=28) + timedelta(days=5)).replace(day=1)


def _said(texts: dict[str, Any], client: Guest) -> tuple[str, str]:
    """Return the words in a language that the client speaks, else in English, and that language."""
    for spoken in (*client.called.languages, "en"):
        text = texts.get("zh-Hans" if spoken.startswith("zh") else spoken.split("-")[0])
        if text:
            return str(text), SPOKEN.get(spoken.split("-")[0], spoken.split("-")[0])
    return str(texts["zh-Hans"]), "zh-hans"
