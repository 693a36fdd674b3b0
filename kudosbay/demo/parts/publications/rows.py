"""The rows of what was published, with the acts behind them."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from kudosbay.accounts.models import User
from kudosbay.centre.clock import after_working_hours
from kudosbay.demo.bulk import Row
from kudosbay.demo.days import at, later, workday_from
from kudosbay.demo.files import dice
from kudosbay.demo.parts.publications.reading import publications, read, texts_of
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.kernel import trail
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Label, Labelled
from kudosbay.people.models import Person
from kudosbay.publications.models import Publication, Reply, Text

MORNING: Final = 60  # minutes after nine
STILL_TO_TELL: Final = 4  # of those who rely on an answer that has ended


class Library:
    """Everything is made here and laid by `write`; ids follow the order of the days."""

    def __init__(self, world: World) -> None:
        self.world, self.rng = world, dice("publications")
        self.publications: list[Row] = []
        self.editions: list[Row] = []
        self.texts: list[Row] = []
        self.citations: list[Row] = []
        self.given: list[Row] = []
        self.replies: list[Row] = []
        self.labelled: list[Labelled] = []
        self.acts: list[Act] = []
        self.numbers: dict[int, int] = {}
        self.labels = {label.code: label.pk for label in Label.objects.filter(kind=Label.Kind.THEME)}
        told = [one for one in publications() if one["day"] <= world.today]
        self.places = {one["slug"]: place for place, one in enumerate(told, 1)}
        self.ends = {one["slug"]: one["edition"].get("valid_until") for one in told}
        for one in told:
            self._publish(one)
        self._reply(self.places)

    @property
    def writer(self) -> User:
        return self.world.staff.communications

    def _publish(self, told: Mapping[str, Any]) -> None:
        pk, shown = self.places[told["slug"]], at(workday_from(told["day"]), MORNING)
        self.publications.append(self._publication(told, pk, shown - timedelta(days=2)))
        self.editions.append(self._edition(told, pk, shown))
        self.texts += [
            self._text(pk, language, words, shown=shown, place=place)
            for place, (language, words) in enumerate(texts_of(told).items())
        ]
        kind = trail.kind_of(Publication)
        self.labelled += [Labelled(label_id=self.labels[code], kind=kind, object_id=pk) for code in told["themes"]]
        self.acts += self._acts(pk, told, shown)
        self._answer(told, pk)

    def _publication(self, told: Mapping[str, Any], pk: int, opened: datetime) -> Row:
        year = opened.year
        self.numbers[year] = self.numbers.get(year, 0) + 1
        return {
            "id": pk,
            "reference": reference("PB", year, self.numbers[year]),
            "kind": told["kind"],
            "slug": told["slug"],
            "owner_id": self.writer.pk,
            "opened_at": opened,
            "is_demonstration": True,
        }

    def _edition(self, told: Mapping[str, Any], pk: int, shown: datetime) -> Row:
        row: dict[str, Any] = {"id": pk, "publication_id": pk, "number": 1, "published_at": shown}
        row |= {"details": self._details(told), "valid_from": told["day"]}
        row.update(told["edition"])
        return row

    def _details(self, told: Mapping[str, Any]) -> dict[str, Any]:
        details = {name: told[name] for name in ("concerns", "sources") if name in told}
        if "changed" in told:
            known = {row["slug"]: row["reference"] for row in self.publications}
            details["changed"] = [line | {"to": known.get(line["to"], line["to"])} for line in told["changed"]]
        if told["kind"] == "research":
            manager = self.world.staff.manager
            details |= {"signed_by": manager.pk, "signed_name": str(manager), "signed_on": str(told["day"])}
        return details

    def _text(self, pk: int, language: str, words: Mapping[str, str], *, shown: datetime, place: int) -> Row:
        status = words.get("status") or (Text.Status.SOURCE if language == "zh-Hans" else Text.Status.REVIEWED)
        reviewed = status == Text.Status.REVIEWED
        return {
            "id": len(self.texts) + place + 1,
            "edition_id": pk,
            "language": language,
            "status": status,
            "title": words["title"],
            "summary": words["summary"],
            "body": words["body"],
            "written_at": shown - timedelta(hours=20),
            "reviewed_by_id": self.world.staff.manager.pk if reviewed else None,
            "reviewed_at": shown - timedelta(hours=1) if reviewed else None,
            "published_at": shown,
            "published_as_is": status in {Text.Status.MACHINE, Text.Status.BEHIND},
        }

    def _acts(self, pk: int, told: Mapping[str, Any], shown: datetime) -> Iterator[Act]:
        on = [about(Publication, pk)]
        yield Act(shown - timedelta(days=2), self.writer, "publication.begun", on, {"kind": told["kind"]})
        for language in texts_of(told):
            if language != "zh-Hans":
                facts = {"edition": 1, "language": language, "by": "draft"}
                yield Act(shown - timedelta(hours=20), self.writer, "text.translated", on, facts)
            yield Act(shown, self.writer, "text.published", on, {"edition": 1, "language": language})
        if told["kind"] == "research":
            yield Act(shown - timedelta(hours=1), self.world.staff.manager, "research.signed_off", on, {"edition": 1})

    def _answer(self, told: Mapping[str, Any], pk: int) -> None:
        for cited in told.get("cites", ()):
            row = {"id": len(self.citations) + 1, "edition_id": pk, "cited_id": self.places[cited["to"]]}
            self.citations.append(row | {"place": cited["place"]})
        clients = [one.client for one in self.world.founded if one.client.registered < told["day"]]
        ends = min((day for one in told.get("cites", ()) if (day := self.ends[one["to"]])), default=None)
        for place, client in enumerate(dict.fromkeys(reversed(clients)), 1):
            if place > told.get("given", 0):
                break
            self._give(pk, client, day=told["day"] + timedelta(days=17 * place), ended=ends, place=place)

    def _give(self, pk: int, client: Any, *, day: date, ended: date | None, place: int) -> None:
        when = at(workday_from(min(day, ended or day)), MORNING + place)
        if when > self.world.now:
            return
        by = self.world.staff.adviser(client.adviser)
        row: dict[str, Any] = {
            "id": len(self.given) + 1,
            "edition_id": pk,
            "person_id": client.pk,
            "by_id": by.pk,
            "at": when,
        }
        on = [about(Publication, pk), about(Person, client.pk)]
        self.acts.append(Act(when, by, "answer.given", on, {"edition": 1}))
        if ended and ended < self.world.today and place > STILL_TO_TELL:
            told = at(later(ended, 3), MORNING + place)
            row |= {"corrected_at": told, "corrected_by_id": self.writer.pk}
            self.acts.append(Act(told, self.writer, "answer.recalled", on))
        self.given.append(row)

    def _reply(self, places: Mapping[str, int]) -> None:
        for told in read("replies.yaml")["replies"]:
            if told["to"] in places:
                self._keep_reply(told, places[told["to"]])

    def _keep_reply(self, told: Mapping[str, Any], publication: int) -> None:
        number = len(self.replies) + 1
        sent = (
            at(workday_from(told["day"]), MORNING) if "day" in told else self.world.now - timedelta(minutes=told["ago"])
        )
        row = self._reply_row(told, number) | {"publication_id": publication, "sent_at": sent}
        on = [about(Reply, number), about(Publication, publication)]
        self.acts.append(Act(sent, None, "reply.received", on, {"held": told["status"] == Reply.Status.HELD}))
        if told.get("answer"):
            answered = sent + timedelta(hours=2)
            row |= {"answer": told["answer"], "answered_at": answered, "answered_by_id": self.writer.pk}
            row |= {"confirmed_at": answered, "shown_at": answered, "shown_by_id": self.writer.pk}
            self.acts += [Act(answered, self.writer, verb, on) for verb in ("reply.answered", "reply.shown")]
        self.replies.append(row | {"due_at": after_working_hours(sent, 4)})

    def _reply_row(self, told: Mapping[str, Any], number: int) -> dict[str, Any]:
        return {
            "id": number,
            "key": hashlib.sha256(f"demonstration reply {number}".encode()).hexdigest(),
            "writer_id": self.world.staff.founder.pk,
            "name": told["name"],
            "email": self.world.staff.founder.email,
            "text": told["text"],
            "language": told["language"],
            "status": told["status"],
            "is_demonstration": True,
        }
