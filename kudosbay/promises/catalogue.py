"""The catalogue of living and travel as rules/centre/living.yaml has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from kudosbay.rulebook.yaml12 import read_yaml

FILE: Final = resources.files("kudosbay.rules").joinpath("centre/living.yaml")


@dataclass(frozen=True, slots=True)
class LivingService:
    """What somebody can ask for with three taps; `takes`: what to bring."""

    code: str
    kind: str
    group: str
    working_days: int
    names: Mapping[str, str]
    about: Mapping[str, str]
    takes: tuple[Mapping[str, str], ...]
    steps: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    code: str
    names: Mapping[str, str]
    services: tuple[LivingService, ...]


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = read_yaml(FILE.read_text(encoding="utf-8"))
    return told


@cache
def services() -> dict[str, LivingService]:
    return {one["code"]: LivingService(**one | _in_lines(one)) for one in _told()["services"]}


def _in_lines(one: Mapping[str, Any]) -> dict[str, Any]:
    """The file holds a list for each language; a page shows line by line, each in the language that there is."""
    takes = [dict(zip(one["takes"], line, strict=True)) for line in zip(*one["takes"].values(), strict=True)]
    return {"takes": tuple(takes), "steps": tuple(one["steps"])}


@cache
def groups() -> tuple[ServiceGroup, ...]:
    return tuple(
        ServiceGroup(
            one["code"], one["names"], tuple(some for some in services().values() if some.group == one["code"])
        )
        for one in _told()["groups"]
    )
