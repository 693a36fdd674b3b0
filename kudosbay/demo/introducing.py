"""Rows of notices, introductions and follow-ups, with the acts that made them; ids follow the order of telling."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import Max

from kudosbay.accounts.models import User
from kudosbay.centre.queries import territory_names
from kudosbay.demo.bulk import lay, numbers_go_on
from kudosbay.demo.days import HOME, at, in_office_hours, later, workday_until
from kudosbay.demo.files import dice
from kudosbay.demo.meetings import Meetings, Text, told
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.introductions.fit import fit
from kudosbay.introductions.kinds import NEED, OFFER, fair_lead, kind_of
from kudosbay.introductions.models import DIRECTORY, FollowUp, Introduction, Notice
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter, Label, Labelled
from kudosbay.kernel.trail import kind_of as trail_kind
from kudosbay.people.models import Consent, Person

Row = dict[str, Any]
RECENT: Final = timedelta(days=60)
FATES: Final = {"outcome": 46, "introduced": 18, "declined": 12, "parked": 8, "alone": 16}
FATES_NOW: Final = {"review": 18, "alone": 24, "answered": 14, "proposed": 20, "introduced": 20, "parked": 4}
GOOD: Final = {
    "work_package": "delivered",
    "zone_project": "admitted",
    "talent": "filled",
    "mentor": "guided",
    "member": "answered",
    "fair_lead": "case",
}
CENTRE_YEARS: Final = timedelta(days=700)


class Book:
    def __init__(self, world: World) -> None:
        self.world, self.rng = world, dice("introductions")
        self.texts = Meetings(territory_names(), dice("introductions.texts"))
        self.notices: list[Row] = []
        self.pairs: list[Row] = []
        self.follow_ups: list[Row] = []
        self.consents: list[Row] = []
        self.acts: list[Act] = []
        self.numbers: dict[str, int] = {}
        self.members: set[int] = set()
        self.centre: Row | None = None
        self.halls: dict[str, Row] = {}
        self.guests = sorted(
            {guest.pk: guest for guest in world.people.of_firm.values()}.values(), key=lambda one: one.registered
        )
        self.clerk: User = world.staff.trade_talent

    # --- what happens ---------------------------------------------------------------------------------------------

    def tell(self, kind: str, day: date) -> None:
        """Tell of one need and one offer that were posted on a day, and what became of them."""
        recent = day > self.world.today - RECENT
        fates = FATES_NOW if recent and kind != "fair_lead" else FATES
        fate = self.rng.choices(list(fates), weights=list(fates.values()))[0]
        texts = self.texts.pair(kind, day)
        if kind == "fair_lead":
            self._lead(texts[NEED], day)
            return
        offer = (
            self._hall(texts[OFFER], day)
            if kind == "zone_project"
            else self._notice(kind, OFFER, texts[OFFER], day=day)
        )
        need = self._notice(kind, NEED, texts[NEED], day=day, waits=fate == "review")
        if fate not in {"review", "alone"} and need["published_on"] and offer["published_on"]:
            self._pair(need, offer, day=later(need["published_on"], self.rng.randint(1, 6)), fate=fate)

    def _lead(self, text: Text, day: date) -> None:
        centre, need = self._centre_offer(day), self._notice("fair_lead", NEED, text, day=day, latest=True)
        fate = "outcome" if self.rng.randrange(3) == 0 else "introduced"
        self._pair(need, centre, day=day, fate=fate, same_day=True)

    def _hall(self, text: Text, day: date) -> Row:
        """The zone's halls stand open for a year: a project meets the one that is there."""
        standing = self.halls.get(text.titles["en"])
        if standing is None or standing["expires_on"] < day + timedelta(days=30):
            standing = self.halls[text.titles["en"]] = self._notice("zone_project", OFFER, text, day=day)
        return standing

    def _centre_offer(self, day: date) -> Row:
        """The centre's own offer to those met at fairs, made anew before it lapses."""
        if self.centre is None or self.centre["expires_on"] < day + timedelta(days=30):
            wishes = sorted(code for code, _words in fair_lead.WISHES)
            titles = {"en": "Setting up in Songjiang, from the first question", "zh-Hans": "松江落地，从第一个问题开始"}
            text = Text(titles | {"ar": "التأسيس في سونغجيانغ من السؤال الأول"}, {}, {"wishes": wishes}, "", ["en"])
            self.centre = self._notice("fair_lead", OFFER, text, day=day, own=True)
            self.centre["expires_on"] = day + CENTRE_YEARS
        return self.centre

    def tell_of_the_founder(self) -> None:
        """The founder who signs in has an offer, somebody who waits for her yes, and somebody whom she met."""
        person = Person.objects.filter(full_name=self.world.staff.founder.name).first()
        if person is None:
            return
        for fate, days in (("introduced", 12), ("proposed", 4)):
            day = max(later(person.registered_on, 1), self._back(days))
            texts = self.texts.pair("work_package", day)
            offer = self._notice("work_package", OFFER, texts[OFFER], day=day)
            offer["person_id"] = person.pk
            need = self._notice("work_package", NEED, texts[NEED], day=day)
            self._pair(need, offer, day=day, fate=fate)

    def _back(self, days: int) -> date:
        return workday_until(self.world.today - timedelta(days=days))

    # --- notices --------------------------------------------------------------------------------------------------

    def _notice(
        self,
        kind: str,
        side: str,
        text: Text,
        *,
        day: date,
        waits: bool = False,
        latest: bool = False,
        own: bool = False,
    ) -> Row:
        entered = in_office_hours(day, self.rng)
        at_once = latest or own
        read_on = day if at_once else later(day, self.rng.randint(1, 2))
        waits = waits or read_on > self.world.today
        published = None if waits else read_on
        row = self._base(kind, side, text, entered=entered) | {
            "person_id": None if own or text.company else self._somebody(kind, side, day, latest=latest),
            "status": "review" if waits else "published",
            "published_on": published,
            "vetted_by_id": None if waits else self.clerk.pk,
        }
        self.notices.append(row)
        self._act(entered, "notice.posted", [about(Notice, row["id"])], kind=kind, side=side, assisted=True)
        if published:
            moment = entered + timedelta(minutes=5) if at_once else at(published, 20)
            self._act(moment, "notice.published", [about(Notice, row["id"])], on=str(published))
        if kind == "member" and side == OFFER and row["person_id"]:
            self._joins(row, entered)
        return row

    def _base(self, kind: str, side: str, text: Text, *, entered: datetime) -> dict[str, Any]:
        day = entered.astimezone(HOME).date()
        return {
            "id": len(self.notices) + 1,
            "reference": self._reference("N", day.year),
            "kind": kind,
            "side": side,
            "company": text.company,
            "titles": text.titles,
            "words": text.words,
            "data": text.data,
            "country": text.country,
            "languages": text.languages,
            "expires_on": day + timedelta(days=kind_of(kind).days),
            "answers_allowed": kind_of(kind).answers,
            "is_listed": kind_of(kind).is_public and not (kind == "member" and side == NEED),
            "adviser_id": self.clerk.pk,
            "entered_by_id": self.clerk.pk,
            "assisted": True,
            "brought_by_id": self.clerk.pk,
            "entered_at": entered.astimezone(UTC),
            "known_since": day,
            "is_demonstration": True,
        }

    def _somebody(self, kind: str, side: str, day: date, *, latest: bool) -> int:
        known = [guest.pk for guest in self.guests if guest.registered < day]
        if kind == "member" and side == OFFER:
            known = [pk for pk in known if pk not in self.members] or known
        return known[-1 - self.rng.randrange(3)] if latest else self.rng.choice(known)

    def _joins(self, row: Row, entered: datetime) -> None:
        """A member stands by name: once, with a consent; a second notice of the same person has it already."""
        person = row["person_id"]
        if person in self.members:
            return
        self.members.add(person)
        self.consents.append({"person_id": person, "purpose": DIRECTORY, "given_at": entered.astimezone(UTC)})
        self._act(entered, "directory.joined", [about(Person, person), about(Notice, row["id"])])

    # --- introductions --------------------------------------------------------------------------------------------

    def _pair(self, need: Row, offer: Row, *, day: date, fate: str, same_day: bool = False) -> None:
        if need["published_on"] is None or offer["published_on"] is None:
            return
        day = max(day, need["published_on"], offer["published_on"])
        if day > self.world.today or need["person_id"] == offer["person_id"] != None:  # noqa: E711 - two nobodies may meet
            return
        both = max(need["entered_at"], offer["entered_at"])
        proposed = both + timedelta(minutes=10) if same_day else at(day, self.rng.randrange(60, 480))
        if proposed > self.world.now:
            return
        row = self._pair_base(need, offer, proposed)
        self.pairs.append(row)
        on = self._on(row)
        self._act(
            proposed, "introduction.answered" if fate == "answered" else "introduction.proposed", on, kind=row["kind"]
        )
        getattr(self, f"_{fate}")(row, day, on)

    def _pair_base(self, need: Row, offer: Row, proposed: datetime) -> dict[str, Any]:
        day = proposed.astimezone(HOME).date()
        sides = [
            Notice(**{name: one[name] for name in ("kind", "side", "data", "country", "languages")})
            for one in (need, offer)
        ]
        return {
            "id": len(self.pairs) + 1,
            "reference": self._reference("I", day.year),
            "kind": need["kind"],
            "need_id": need["id"],
            "offer_id": offer["id"],
            "status": "proposed",
            "adviser_id": self.clerk.pk,
            "credit_id": self.clerk.pk,
            "fit": fit(sides[0], sides[1], today=day).as_json(),
            "proposed_at": proposed.astimezone(UTC),
            "known_since": day,
            "is_demonstration": True,
        }

    def _answered(self, row: dict[str, Any], _day: date, _on: Any) -> None:
        row |= {"status": "answered", "offer_agreed_at": row["proposed_at"]}

    def _proposed(self, row: dict[str, Any], _day: date, _on: Any) -> None:
        row["need_agreed_at"] = row["proposed_at"]

    def _declined(self, row: dict[str, Any], day: date, on: Any) -> None:
        row |= {"status": "declined"}
        self._act(self._soon(day, 2), "introduction.declined", on, side=OFFER)

    def _parked(self, row: dict[str, Any], day: date, on: Any) -> None:
        row |= {"status": "parked", "because": "need_withdrew", "offer_agreed_at": row["proposed_at"]}
        self._act(self._soon(day, 3), "introduction.parked", on, because="need_withdrew")

    def _introduced(self, row: dict[str, Any], day: date, on: Any) -> None:
        lead = row["kind"] == "fair_lead"
        made = row["proposed_at"] + timedelta(minutes=1) if lead else self._soon(day, self.rng.randint(1, 3))
        on_day = made.astimezone(HOME).date()
        row |= {"status": "introduced", "introduced_on": on_day}
        row |= {"need_agreed_at": made.astimezone(UTC), "offer_agreed_at": made.astimezone(UTC)}
        self._act(made, "introduction.agreed", on, side=NEED)
        self._act(made, "introduction.made", on, on=str(on_day))
        self._meet(row, on_day)
        for days in kind_of(row["kind"]).follow_ups:
            self._follow(row, on_day, days, on=on)

    def _outcome(self, row: dict[str, Any], day: date, on: Any) -> None:
        self._introduced(row, day, on)
        ended = later(row["introduced_on"], self.rng.randint(15, 45))
        if row["kind"] == "zone_project":
            self._receive(row, on)
        if ended >= self.world.today:
            return
        row |= {"status": "done", "outcome_on": ended} | self._came_of(row)
        self._act(in_office_hours(ended, self.rng), "introduction.ended_in", on, outcome=row["outcome"], on=str(ended))

    def _came_of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        kind = row["kind"]
        bad = self.rng.randrange(5) == 0
        outcome = kind_of(kind).outcomes[-1][0] if bad else GOOD[kind]
        if bad or kind not in {"work_package", "zone_project"}:
            return {"outcome": outcome}
        if kind == "zone_project":
            return {"outcome": outcome, "value": Decimal(self.rng.randrange(3, 60) * 100_000), "currency": "USD"}
        need = self.notices[row["need_id"] - 1]["data"]
        today, paid = int(need["today_cny"]), int(int(need["budget_cny"]) * self.rng.randrange(75, 100) / 100)
        return {"outcome": outcome, "value": Decimal(paid), "saving": Decimal(today - paid), "currency": "CNY"}

    def _receive(self, row: dict[str, Any], on: Any) -> None:
        day = later(row["introduced_on"], self.rng.randint(3, 12))
        if day <= self.world.today:
            number = f"松综保收〔{day.year}〕{row['id']:03d}号"
            row |= {"receipt_number": number, "receipt_from": told()["zone_office"], "received_on": day}
            self._act(min(at(day, 480), self.world.now), "introduction.received", on, on=str(day), number=number)

    def _meet(self, row: dict[str, Any], day: date) -> None:
        met = at(later(day, self.rng.randint(2, 8)), self.rng.choice([60, 90, 300, 360]))
        row |= {"meeting_at": met.astimezone(UTC), "meeting_place": self.rng.choice(told()["meeting_places"])}

    def _follow(self, row: Mapping[str, Any], day: date, days: int, *, on: Any) -> None:
        due = at(day + timedelta(days=days), 660 if days == 0 else 510)
        held = {"introduction_id": row["id"], "after_days": days, "due_at": due.astimezone(UTC)}
        now = self.world.now
        if due <= now:
            held["asked_at"] = due.astimezone(UTC)
            answered = due + timedelta(hours=20)
            if answered < now and (due < now - timedelta(days=20) or self.rng.randrange(2)):
                held |= {"done_at": answered.astimezone(UTC), "by_id": self.clerk.pk}
                held["answer"] = self.rng.choice(["talking", "working", "working", "unreached"])
                self._act(answered, "introduction.followed_up", on, days=days, answer=held["answer"])
        self.follow_ups.append(held)

    # --- writing --------------------------------------------------------------------------------------------------

    def _soon(self, day: date, working_days: int) -> datetime:
        return min(in_office_hours(later(day, working_days), self.rng), self.world.now)

    def _on(self, row: Mapping[str, Any]) -> list[tuple[str, int]]:
        return [about(Introduction, row["id"]), about(Notice, row["need_id"]), about(Notice, row["offer_id"])]

    def _act(self, moment: datetime, verb: str, subjects: Any, **facts: Any) -> None:
        self.acts.append(Act(moment, self.clerk, verb, subjects, facts))

    def _reference(self, series: str, year: int) -> str:
        key = f"{series}-{year}"
        self.numbers[key] = self.numbers.get(key, 0) + 1
        return reference(series, year, self.numbers[key])

    def _end(self) -> None:
        """What has passed its last day has expired."""
        for row in self.notices:
            if row["status"] == "published" and row["expires_on"] < self.world.today:
                ended: date = row["expires_on"]
                row |= {"status": "expired", "ended_on": ended}
                moment = at(ended + timedelta(days=1), 0)
                self.acts.append(Act(moment, None, "notice.expired", [about(Notice, row["id"])]))

    def write(self) -> None:
        self._end()
        lay(Notice, self.notices)
        lay(Introduction, self.pairs)
        lay(FollowUp, ({"id": place, **row} for place, row in enumerate(self.follow_ups, 1)))
        self._lay_consents()
        self._lay_themes()
        numbers_go_on(Notice, Introduction, FollowUp, Consent, Labelled)
        Counter.objects.bulk_create(Counter(series=series, value=value) for series, value in self.numbers.items())
        self.world.trail.tell_all(self.acts)

    def _lay_consents(self) -> None:
        first = (Consent.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        said = {"text_version": "1", "language": "en", "how": "counter", "withdrawn_at": None}
        lay(Consent, (said | row | {"id": first + place} for place, row in enumerate(self.consents)))

    def _lay_themes(self) -> None:
        first = (Labelled.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        labels = dict(Label.objects.values_list("code", "pk"))
        themed = [(row["id"], labels.get(kind_of(row["kind"]).theme)) for row in self.notices]
        kept = [(number, label) for number, label in themed if label]
        kind = trail_kind(Notice)
        rows = (
            {"id": first + at_, "label_id": label, "kind": kind, "object_id": number}
            for at_, (number, label) in enumerate(kept)
        )
        lay(Labelled, rows)
