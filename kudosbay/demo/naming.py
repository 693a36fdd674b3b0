"""Invented people: what each is called, in the own script, in the passport and in Latin letters."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any, Final

from kudosbay.demo.files import Wheel, names

_BARE: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "ł": "l", "Ł": "L", "ı": "i", "æ": "ae", "Æ": "Ae",
     "œ": "oe", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ʻ": "'", "ʼ": "'", "‘": "'", "’": "'"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Called:
    """`family` and `given` as in the passport, in capitals; `latin` empty where the own name is plain ASCII."""

    full: str
    latin: str
    family: str
    given: str
    country: str
    languages: tuple[str, ...]
    call_me: str = ""
    pronounced: str = ""
    previous: str = ""

    @property
    def in_latin(self) -> str:
        return self.latin or self.full


@cache
def bare(text: str) -> str:
    """Return the letters that a passport's machine zone has, in their case."""
    plain = unicodedata.normalize("NFKD", text.translate(_BARE))
    return "".join(sign for sign in plain if sign.isascii())


@dataclass(frozen=True, slots=True)
class Part:
    own: str
    latin: str


def _part(entry: Any, *, woman: bool) -> Part:
    """A name is one string, a pair (own script, Latin), or four: a man's two and a woman's two."""
    if isinstance(entry, str):
        return Part(entry, bare(entry))
    place = 2 if woman and len(entry) > 2 else 0
    return Part(entry[place], entry[place + 1])


class Group:
    """People who are named in one way."""

    def __init__(self, name: str) -> None:
        told = names(name)
        self.order: str = told["order"]
        self.mononym: int = told["mononym_per_cent"]
        self.two_families: bool = told["two_family_names"]
        self.languages: list[str] = told["languages"]
        self.glue: str = names("index")["join"].get(told["script"], " ")
        self.given = {woman: _parts(told["given"]["f" if woman else "m"], woman=woman) for woman in (True, False)}
        self.family = {woman: _parts(told["family"], woman=woman) for woman in (True, False)}

    def call(self, rng: Random, *, woman: bool) -> tuple[Part, list[Part]]:
        """Return the given name and the family names: none, one or two."""
        given = rng.choice(self.given[woman])
        if self.order == "whole" or not self.family[woman] or rng.random() * 100 < self.mononym:
            return given, []
        return given, rng.sample(self.family[woman], 2 if self.two_families else 1)


def _parts(entries: list[Any], *, woman: bool) -> list[Part]:
    return [_part(entry, woman=woman) for entry in entries]


@cache
def group(name: str) -> Group:
    return Group(name)


@cache
def _groups_of(country: str) -> Wheel:
    told = names("index")
    place = told["mainland"] if country == "CN" else told["territories"][country]
    return Wheel(place["groups"])


@cache
def territories() -> Wheel:
    """Return where people from outside the mainland come from, by weight."""
    return Wheel({code: place["weight"] for code, place in names("index")["territories"].items()})


def somebody(country: str, rng: Random) -> Called:
    told = names("index")
    of = group(_groups_of(country).turn(rng))
    woman = rng.random() * 100 < told["women_per_cent"]
    given, families = of.call(rng, woman=woman)
    own, latin = _joined(of, given, families)
    return Called(
        full=own,
        latin="" if own == latin else latin,
        family=_capitals(" ".join(part.latin for part in families)),
        given=_capitals(given.latin),
        country=country,
        languages=_languages(country, of, rng),
    )


def _joined(of: Group, given: Part, families: list[Part]) -> tuple[str, str]:
    parts = [*families, given] if of.order == "family_first" else [given, *families]
    return of.glue.join(part.own for part in parts), " ".join(part.latin for part in parts)


@cache
def _capitals(latin: str) -> str:
    return "".join(sign for sign in latin.upper() if sign.isalnum() or sign in " -")


def _languages(country: str, of: Group, rng: Random) -> tuple[str, ...]:
    """The language of the place first; English for 45 in a hundred who lack it, Chinese for 18, Russian where read."""
    told = names("index")
    first = told["mainland"]["language"] if country == "CN" else told["territories"][country]["language"]
    spoken = [first]
    if first != "ru" and "ru" in of.languages:
        spoken.append("ru")
    if first != "en" and rng.random() < 0.45:
        spoken.append("en")
    if not first.startswith("zh") and rng.random() < 0.18:
        spoken.append("zh-Hans")
    return tuple(spoken)


def hard_ones() -> list[Called]:
    """Return the people whose names break software."""
    return [
        Called(
            full=one["full"],
            latin=one["latin"] if one["latin"] != one["full"] else "",
            family=one["family"],
            given=one["given"],
            country=one["country"],
            languages=(one["language"],),
            call_me=one.get("call_me", ""),
            pronounced=one.get("pronounced", ""),
            previous=one.get("previous", ""),
        )
        for one in names("nasty")["people"]
    ]
