"""What the needs and offers of the demonstration say: an idea per kind, a place, numbers that fit more or less."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, Final

from kudosbay.demo.files import HERE
from kudosbay.demo.naming import territories
from kudosbay.introductions.kinds import NEED, OFFER
from kudosbay.kernel.text import pick
from kudosbay.rulebook.yaml12 import read_yaml

LANGUAGES: Final = ("en", "zh-Hans", "ar")
LEVELS: Final = ("student", "student", "graduate", "graduate", "specialist", "professor")
Words = dict[str, str]
Names = Mapping[str, Mapping[str, str]]


@cache
def told() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(HERE.joinpath("meetings.yaml").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Text:
    """What one side says."""

    titles: Words
    words: Words
    data: dict[str, Any]
    country: str
    languages: list[str]
    company: str = ""


class Meetings:
    def __init__(self, names: Names, rng: Random) -> None:
        self.names, self.rng = names, rng

    def pair(self, kind: str, day: date) -> dict[str, Text]:
        """Return what a need and an offer of this kind say on a day."""
        place = str(territories().turn(self.rng))
        idea = self.rng.choice(told()[kind]) if kind in told() else {}
        make = getattr(self, f"_{kind}")
        texts: dict[str, Text] = make(idea, place, day)
        return texts

    def _words(self, kind: str, side: str) -> Words:
        return dict(told()["words"][kind][side])

    def _titled(self, words: Mapping[str, str], place: str) -> Words:
        return {lang: words[lang].replace("{place}", pick(self.names[place], [lang]).text) for lang in LANGUAGES}

    def _spoken(self) -> list[str]:
        return self.rng.choice([["en"], ["en", "zh-Hans"], ["zh-Hans", "en"], ["ar", "en"], ["ru", "en"]])

    def _work_package(self, idea: Any, place: str, day: date) -> dict[str, Text]:
        budget = self.rng.randrange(80, 600) * 1000
        today = budget + budget * self.rng.randrange(10, 45) // 100
        price = budget * self.rng.randrange(70, 108) // 100
        wanted, free = (
            day + timedelta(days=self.rng.randrange(60, 160)),
            day + timedelta(days=self.rng.randrange(10, 70)),
        )
        need = {"trade": idea["trade"], "budget_cny": str(budget), "today_cny": str(today)}
        need |= {"wanted_by": wanted.isoformat(), "years_wanted": "3"}
        offer = {"trade": idea["trade"], "price_cny": str(price), "free_from": free.isoformat()}
        offer["years"] = str(self.rng.randrange(2, 20))
        firm = self.rng.choice(told()["chinese_enterprises"])
        return {
            NEED: self._text("work_package", NEED, idea["need"], place=place, data=need, country="CN", company=firm),
            OFFER: self._text("work_package", OFFER, idea["offer"], place=place, data=offer, country=place),
        }

    def _zone_project(self, idea: Any, place: str, day: date) -> dict[str, Text]:
        rng = self.rng
        need = {"trade": idea["trade"], "flows": sorted(idea["flows"]), "area_m2": str(rng.randrange(2, 60) * 100)}
        need |= {"jobs": str(rng.randrange(4, 90)), "capital_usd": str(rng.randrange(3, 150) * 100_000)}
        need |= {"trade_usd": str(rng.randrange(5, 400) * 100_000)}
        need["starts_on"] = (day + timedelta(days=rng.randrange(60, 240))).isoformat()
        fitting = [one for one in told()["zone_offer"] if set(one["flows"]) & set(idea["flows"])]
        hall = rng.choice(fitting)
        offer = {"flows": sorted(hall["flows"]), "area_m2": str(rng.randrange(5, 60) * 100)}
        offer["free_from"] = (day + timedelta(days=rng.randrange(0, 120))).isoformat()
        office = told()["zone_office"]
        return {
            NEED: self._text("zone_project", NEED, idea["title"], place=place, data=need, country=place),
            OFFER: self._text(
                "zone_project", OFFER, hall["title"], place=place, data=offer, country="CN", company=office
            ),
        }

    def _talent(self, idea: Any, place: str, day: date) -> dict[str, Text]:
        form, level = self.rng.choice(["internship", "job", "co_founder", "project"]), self.rng.choice(LEVELS)
        soon = day + timedelta(days=self.rng.randrange(20, 90))
        need = {
            "trade": idea["trade"],
            "form": [form],
            "levels": sorted({level, "graduate"}),
            "starts_on": soon.isoformat(),
        }
        offer = {"trade": idea["trade"], "form": sorted({form, "job"}), "level": level, "in_university_town": True}
        offer |= {"free_from": day.isoformat(), "wants_to_found": self.rng.randrange(3) == 0}
        home = self.rng.choice(["CN", place, place])
        return {
            NEED: self._text("talent", NEED, idea["need"], place=place, data=need, country="CN"),
            OFFER: self._text("talent", OFFER, idea["offer"], place=place, data=offer, country=home),
        }

    def _mentor(self, idea: Any, place: str, _day: date) -> dict[str, Text]:
        topics = sorted(idea["topics"])
        need = {"topics": topics, "hours_wanted": "2", "is_student": "study_to_start" in topics}
        offer = {"topics": topics, "hours": str(self.rng.randrange(1, 6))}
        return {
            NEED: self._text("mentor", NEED, idea["need"], place=place, data=need, country=place),
            OFFER: self._text("mentor", OFFER, idea["offer"], place=place, data=offer, country="CN"),
        }

    def _member(self, idea: Any, place: str, _day: date) -> dict[str, Text]:
        data = {"groups": sorted(idea["groups"]), "trade": idea["trade"]}
        return {
            NEED: self._text("member", NEED, idea["need"], place=place, data=dict(data), country=place),
            OFFER: self._text("member", OFFER, idea["offer"], place=place, data=dict(data), country=place),
        }

    def _fair_lead(self, _idea: Any, place: str, day: date) -> dict[str, Text]:
        fair = self.rng.choice(told()["fairs"])
        booth = f"{self.rng.choice('ABCDEFGH')}{self.rng.randrange(1, 9)}-{self.rng.randrange(10, 99)}"
        data = {"fair": fair, "booth": booth, "met_on": day.isoformat()}
        data |= {"wishes": sorted(self.rng.sample(["set_up", "partner", "storage", "come_again"], 2))}
        return {NEED: Text({"en": fair}, {}, data, place, self._spoken())}

    def _text(
        self,
        kind: str,
        side: str,
        titles: Mapping[str, str],
        *,
        place: str,
        data: dict[str, Any],
        country: str,
        company: str = "",
    ) -> Text:
        named = self._titled(titles, place)
        return Text(named, self._words(kind, side), data, country, self._spoken(), company)
